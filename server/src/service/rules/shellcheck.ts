import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import type { Script } from '../shell.ts';
import { type ShellCheckComment, type ShellCheckLevel, shellCheckKey } from '../shellCheck.ts';
import type { Action, Rule, Severity } from '../types.ts';

const severities: Readonly<Record<ShellCheckLevel, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };

export const shellcheck: Rule = {
	id: 'shellcheck',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	strict: 'warning',
	title: 'What ShellCheck says about a RUN',
	why: 'Where a [`shellcheck`](https://www.shellcheck.net) program is found (on PATH, or by the setting `drydock.shellcheck.path`), it reads what RUN gives to a shell: in the dialect of the SHELL in force, `/bin/sh` being that of the base image, with what ARG and ENV set as known variables. Its findings stand at their place in the Dockerfile, as loud as it says. Its ids work like ids of rules (`# drydock ignore=SC2086`, `SC2086: off`), and so does `# shellcheck disable=SC2086` above the instruction. Each code has a page: https://www.shellcheck.net/wiki/SC2086.',
	defaultBecause: 'Whoever has it installed wants to hear it; without the program nothing is said.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN echo $X\nUSER 65532',
			good: 'FROM debian:12\nRUN echo "$X"\nUSER 65532',
			facts: {
				shellcheck: {
					'dash\n\necho $X': [
						{
							code: 2086,
							level: 'info',
							message: 'Double quote to prevent globbing and word splitting.',
							start: 5,
							end: 7,
							replacements: [
								{ start: 5, end: 5, newText: '"' },
								{ start: 7, end: 7, newText: '"' },
							],
						},
					],
					'dash\n\necho "$X"': [],
				},
			},
		},
	],
	*check({ doc, facts }) {
		for (const instruction of doc.instructions) {
			if ((instruction.trigger ?? instruction).keyword !== 'RUN') continue;
			for (const script of doc.scripts(instruction).flatMap(withInputs)) {
				const key = shellCheckKey(doc, instruction, script);
				const comments = key === undefined ? undefined : facts.get('shellcheck', key);
				for (const comment of comments ?? []) {
					const { start, end, code, level, message } = comment;
					if (code === unassigned && isOpen(script)) continue;
					yield {
						span: script.text.span(start, Math.max(end, Math.min(start + 1, script.text.text.length))),
						message: `SC${code}: ${message.replace(/\s*$/, '').replace(/[^.?!]$/, '$&.')}`,
						severity: severities[level],
						aliases: [`SC${code}`],
						actions: fixOf(doc, script, comment),
					};
				}
			}
		}
	},
};

/** "Referenced but not assigned". */
const unassigned = 2154;

/** What it sources or evaluates may set variables that nobody sees. */
function isOpen({ commands }: Script): boolean {
	return commands.some(({ name }) => name === '.' || name === 'source' || name === 'eval');
}

/** And those that its commands read from here-documents: `bash <<EOF`. In a string of `sh -c`, quotes of the outer shell would be missed. */
function withInputs(script: Script): Script[] {
	const inputs = script.commands.flatMap(({ script: given, redirects }) => (given && redirects.some(({ body }) => body) ? [given] : []));
	return [script, ...inputs];
}

/** ShellCheck's own repair, where its places are whole in the file. */
function fixOf(doc: DockerfileDocument, { text }: Script, { replacements, code }: ShellCheckComment): Action[] {
	const edits = replacements.map(({ start, end, newText }) => replace(text.span(start, end), newText));
	const isWhole = replacements.every(({ start, end }, index) => {
		const edit = edits[index];
		return edit && doc.text.slice(edit.start, edit.end) === text.text.slice(start, end);
	});
	if (edits.length === 0 || !isWhole) return [];
	return [
		{
			id: 'shellcheck-fix',
			title: `Do what ShellCheck proposes for SC${code}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'The command may get other arguments than before.',
			preferred: true,
			edits: () => ({ edits }),
		},
	];
}
