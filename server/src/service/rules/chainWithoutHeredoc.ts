import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

const most = 2;

export const chainWithoutHeredoc: Rule = {
	id: 'chain-without-heredoc',
	aliases: ['prefer-run-heredoc'],
	category: 'style',
	severity: 'off',
	title: 'Commands chained where a here-document would list them',
	why: 'In a [here-document](https://docs.docker.com/reference/dockerfile/#here-documents), each command stands on its line, without `&&` and backslashes; `set -e` ends it at the first failure. Told of chains and of RUNs that follow each other, from three commands on.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN ./configure && make && make install\nUSER 65532',
			good: 'FROM debian:12\nRUN <<EOF\nset -e\n./configure\nmake\nmake install\nEOF\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { instructions } of doc.stages) {
			for (const group of runsInARow(instructions)) {
				const counts = group.map(run => commandCount(doc, run));
				const [first] = group;
				if (!first || counts.reduce((sum, count) => sum + count, 0) <= most) continue;
				yield {
					span: first.keywordSpan,
					message:
						group.length > 1 ? `${group.length} RUNs in a row: a here-document could list their commands.` : 'A here-document could list these commands.',
					actions: group.length === 1 ? heredocAction(doc, first) : [],
				};
			}
		}
	},
};

/** RUNs that follow each other with the same flags, in shell form. */
function runsInARow(instructions: readonly Instruction[]): Instruction[][] {
	const groups: Instruction[][] = [];
	let before: Instruction | undefined;
	for (const instruction of instructions) {
		const isRun = instruction.keyword === 'RUN' && !instruction.json && instruction.heredocs.length === 0;
		const joins = before && flagsOf(before) === flagsOf(instruction);
		if (isRun && joins) groups.at(-1)?.push(instruction);
		else if (isRun) groups.push([instruction]);
		before = isRun ? instruction : undefined;
	}
	return groups;
}

function flagsOf({ flags }: Instruction): string {
	return flags.map(({ name, value }) => `${name}=${value}`).join(' ');
}

function commandCount(doc: DockerfileDocument, run: Instruction): number {
	return doc.scripts(run).reduce((sum, { topLevel }) => sum + topLevel.length, 0);
}

/** Only a plain chain of `&&` means the same with `set -e`; comments between its lines would end up inside commands. */
function heredocAction(doc: DockerfileDocument, run: Instruction): Action[] {
	const [script] = doc.scripts(run);
	const source = doc.text.slice(run.args.span.start, run.args.span.end);
	const isPlain =
		script && script.errors.length === 0 && script.topLevel.every(({ operator, command }) => command !== undefined && (operator === '' || operator === '&&'));
	if (
		!isPlain ||
		/\n[ \t]*#/.test(source) ||
		/^EOF$/m.test(source) ||
		doc.syntax.escape === '`' ||
		script.commands.some(({ redirects }) => redirects.some(({ body }) => body))
	)
		return [];
	const newLine = lineEndOf(doc);
	const commands = script.topLevel.map(({ span }) => doc.text.slice(span.start, span.end));
	if (commands.some(command => command.includes('\n'))) return [];
	return [
		{
			id: 'use-heredoc',
			title: 'List the commands in a here-document',
			kind: 'quickfix',
			safety: 'review',
			why: 'Needs BuildKit; a command that fails where `&&` would not see it ends the script, too.',
			preferred: true,
			edits: () => ({ edits: [replace(run.args.span, ['<<EOF', 'set -e', ...commands, 'EOF'].join(newLine))] }),
		},
	];
}
