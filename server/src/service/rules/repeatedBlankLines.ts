import { remove } from '../edit.ts';
import { type Line, linesOf } from '../layout.ts';
import type { Rule } from '../types.ts';

export const repeatedBlankLines: Rule = {
	id: 'repeated-blank-lines',
	aliases: ['no-multiple-empty-lines'],
	category: 'style',
	severity: 'off',
	title: 'More than one empty line',
	why: 'One empty line sets parts of a file apart; at its beginning and its end there is nothing to set apart. In here-documents they are content, and stay. See [no-multiple-empty-lines](https://eslint.style/rules/no-multiple-empty-lines), whose defaults these are.',
	defaultBecause: 'The image is the same; formatters do it.',
	examples: [{ bad: 'FROM debian:12\n\n\nUSER 65532', good: 'FROM debian:12\n\nUSER 65532' }],
	*check({ doc }) {
		const lines = linesOf(doc);
		for (const run of blankRuns(lines)) {
			const [first] = run;
			const last = run.at(-1);
			if (!first || !last) continue;
			const allowed = first.number === 0 || last.number === lines.length - 1 ? 0 : 1;
			const excess = run[allowed];
			if (!excess) continue;
			const lineEnd = doc.lines.spanOf(last.number).end;
			yield {
				span: { start: excess.start, end: last.end },
				message: `${run.length === 1 ? 'An empty line' : `${run.length} empty lines`} where ${allowed === 0 ? 'none' : 'one'} would do.`,
				actions: [
					{
						id: 'remove-lines',
						title: 'Remove the empty lines',
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [remove({ start: excess.start, end: lineEnd })] }),
					},
				],
			};
		}
	},
};

function blankRuns(lines: readonly Line[]): Line[][] {
	const runs: Line[][] = [];
	for (const line of lines) {
		if (line.kind !== 'blank') continue;
		const run = runs.at(-1);
		if (run?.at(-1)?.number === line.number - 1) run.push(line);
		else runs.push([line]);
	}
	return runs;
}
