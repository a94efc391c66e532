import { buildCommands, buildPrograms } from '../buildCommands.ts';
import type { DockerfileDocument } from '../document.ts';
import { remove } from '../edit.ts';
import type { Command, Script, ShellWord } from '../shell.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const sudoInRun: Rule = {
	id: 'sudo-in-run',
	aliases: ['DL3004', 'DS-0010', 'CKV2_DOCKER_1', 'DF010'],
	category: 'users',
	severity: 'warning',
	title: 'Step that runs sudo',
	why: 'A build step runs as the user that USER names, so there is nothing to ask for: write `USER root` before the steps that need it, and leave it afterwards. sudo also clears the environment, and stays in the image for whoever breaks in. See [USER](https://docs.docker.com/build/building/best-practices/#user).',
	defaultBecause: 'It is copied from instructions for a desktop, and does nothing or too much.',
	examples: [{ bad: 'FROM debian:12\nUSER root\nRUN sudo id\nUSER 65532', good: 'FROM debian:12\nUSER root\nRUN id\nUSER 65532' }],
	*check({ doc }) {
		for (const program of buildPrograms(doc)) {
			for (const { run, script, command } of buildCommands(doc, program)) {
				if (program !== 'sudo' && !command.wrappers.includes('sudo')) continue;
				const index = command.allWords.findIndex(word => /(?:^|\/)sudo$/.test(word.value ?? ''));
				const word = command.allWords[index];
				if (!word) continue;
				const { value } = doc.scope(run)?.user ?? {};
				const isRoot = value !== undefined && /^(?:root|0+)(?::|$)/.test(value);
				yield {
					span: word.span,
					message: isRoot ? 'sudo is of no use: this step runs as root.' : 'sudo is used: USER says who runs a step.',
					actions: isRoot || value === undefined ? withoutSudo(doc, run, script, command, index, isRoot) : [],
				};
			}
		}
	},
};

/** Options that change nothing for root. */
const idle = /^(?:-[EHnS]+|--preserve-env|--non-interactive|--set-home|--stdin|--)$/;

function withoutSudo(doc: DockerfileDocument, run: Instruction, script: Script, command: Command, index: number, isRoot: boolean): Action[] {
	const words = command.allWords;
	let next = index + 1;
	while (next < words.length && idle.test(words[next]?.value ?? '')) next++;
	const first = words[next];
	if (script.form !== 'shell' || !first || !startsCommand(first, index)) return [];
	const cut = { start: words[index]?.span.start ?? 0, end: first.span.start };
	if (run.keyword !== 'RUN' || doc.text.slice(cut.start, cut.end).includes('\n')) return [];
	return [
		{
			id: 'remove-sudo',
			title: 'Remove sudo',
			kind: 'quickfix',
			safety: 'review',
			why: isRoot
				? 'sudo hides ENV variables from the command, which then sees them.'
				: 'If the base image runs as another user than root, this step needs USER root.',
			preferred: true,
			edits: () => ({ edits: [remove(cut)] }),
		},
	];
}

function startsCommand({ value, text }: ShellWord, index: number): boolean {
	return !text.startsWith('-') && (index === 0 || !(value ?? text).includes('='));
}
