import type { DockerfileDocument } from '../document.ts';
import { insert, remove } from '../edit.ts';
import { linesOf } from '../layout.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Edit, Rule } from '../types.ts';

export const blankLinesBetween: Rule = {
	id: 'blank-lines-between',
	aliases: ['newline-between-instructions'],
	category: 'style',
	severity: 'off',
	title: 'Empty lines that do not group the instructions',
	why: 'Instructions of one kind stand together, and an empty line sets those of another kind apart. A comment between two of one kind sets them apart as well. See the [format](https://docs.docker.com/reference/dockerfile/#format): empty lines mean nothing to the builder.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532', good: 'FROM debian:12\n\nUSER 65532' }],
	*check({ doc }) {
		for (const [index, instruction] of doc.instructions.entries()) {
			const before = doc.instructions[index - 1];
			if (!before) continue;
			const isSame = before.keyword === instruction.keyword;
			const between = linesOf(doc).slice(before.endLine + 1, instruction.line);
			const blank = between.filter(({ kind }) => kind === 'blank');
			if (isSame ? blank.length === 0 || blank.length < between.length : blank.length > 0) continue;
			const kinds = `${before.keyword} and ${instruction.keyword}`;
			yield {
				span: instruction.keywordSpan,
				message: isSame ? `No empty line is expected between ${kinds}.` : `An empty line is expected between ${kinds}.`,
				actions: [
					{
						id: 'group',
						title: isSame ? 'Remove the empty lines' : 'Insert an empty line',
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: isSame ? blank.map(({ number }) => remove(doc.lines.spanOf(number))) : [emptyLineBehind(doc, before)] }),
					},
				],
			};
		}
	},
};

function emptyLineBehind(doc: DockerfileDocument, { endLine }: Instruction): Edit {
	return insert(doc.lines.spanOf(endLine).end, lineEndOf(doc));
}
