import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const labelsApart: Rule = {
	id: 'labels-apart',
	aliases: ['labels/prefer-grouped'],
	category: 'style',
	severity: 'off',
	title: 'Labels in several instructions, one after the other',
	why: 'One LABEL with a line per key keeps what describes the image in one place, and the history of the image short. See [LABEL](https://docs.docker.com/build/building/best-practices/#label). Three labels or more, without a comment between them, are a group.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL a=1\nLABEL b=2\nLABEL c=3\nUSER 65532',
			good: 'FROM debian:12\nLABEL a=1 \\\n      b=2 \\\n      c=3\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { instructions } of doc.stages) {
			for (const group of groupsOf(instructions)) {
				const [first] = group;
				if (!first || group.length < 2 || group.flatMap(({ pairs }) => pairs).length < 3) continue;
				yield {
					span: first.span,
					message: `${group.length} LABEL instructions follow each other: one is enough.`,
					actions: joinAction(doc, group),
				};
			}
		}
	},
};

/** Runs of LABEL instructions without a comment between them. */
function groupsOf(instructions: readonly Instruction[]): Instruction[][] {
	const groups: Instruction[][] = [];
	let before: Instruction | undefined;
	for (const instruction of instructions) {
		const joins = before?.keyword === 'LABEL' && !instruction.comments.some(({ line }) => line < instruction.line);
		if (instruction.keyword === 'LABEL') {
			if (joins) groups.at(-1)?.push(instruction);
			else groups.push([instruction]);
		}
		before = instruction;
	}
	return groups;
}

function joinAction(doc: DockerfileDocument, group: readonly Instruction[]): Action[] {
	// `LABEL key value` takes the rest of its line for the value
	if (group.some(({ pairs }) => pairs.length === 0 || pairs.some(({ delimiter }) => delimiter !== '='))) return [];
	const between = ` ${doc.syntax.escape}${lineEndOf(doc)}      `;
	return [
		{
			id: 'join-labels',
			title: 'Join the LABEL instructions',
			kind: 'quickfix',
			safety: 'safe',
			preferred: true,
			edits: () => ({
				edits: group.slice(1).flatMap((instruction, index) => {
					const start = group[index]?.pairs.at(-1)?.span.end;
					const end = instruction.pairs[0]?.span.start;
					return start === undefined || end === undefined ? [] : [replace({ start, end }, between)];
				}),
			}),
		},
	];
}
