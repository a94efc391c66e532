import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { removeInstruction } from '../removeInstruction.ts';
import { type Stage, usedByOthers } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Edit, Rule } from '../types.ts';

const order = ['STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];

export const runtimeInstructionsOrder: Rule = {
	id: 'runtime-instructions-order',
	aliases: ['epilogue-order'],
	category: 'style',
	severity: 'off',
	title: 'How the container runs is said between steps of the build',
	why: 'STOPSIGNAL, HEALTHCHECK, ENTRYPOINT and CMD say how a container runs, and change no file. At the end of a stage, in this order, they are found at once, and a change of them leaves every step above in the cache. See [the build cache](https://docs.docker.com/build/cache/invalidation/).',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM debian:12\nCMD ["id"]\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532\nCMD ["id"]',
		},
	],
	*check({ doc }) {
		const used = usedByOthers(doc.graph);
		for (const stage of doc.stages) {
			// a stage that only others use runs nothing
			if (used.has(stage)) continue;
			const { instructions } = stage;
			const epilogue = instructions.filter(({ keyword }) => order.includes(keyword));
			const sorted = epilogue.toSorted((a, b) => order.indexOf(a.keyword) - order.indexOf(b.keyword));
			const [first] = epilogue;
			const ends = instructions.slice(instructions.length - sorted.length);
			if (!first || sorted.every((instruction, index) => ends[index] === instruction)) continue;
			yield {
				span: first.keywordSpan,
				message: `${order.join(', ')}: at the end of the stage, in this order.`,
				actions: moveAction(doc, stage, sorted),
			};
		}
	},
};

/** Two of one kind depend on their order, a shell form on SHELL, and a variable on where it is set. */
function moveAction(doc: DockerfileDocument, { instructions }: Stage, sorted: readonly Instruction[]): Action[] {
	const keywords = sorted.map(({ keyword }) => keyword);
	const movesPastShell = instructions.some(({ keyword }) => keyword === 'SHELL');
	const last = instructions.at(-1);
	const isPlain = sorted.every(({ comments, heredocs, line }) => heredocs.length === 0 && comments.every(comment => comment.line < line));
	if (new Set(keywords).size < keywords.length || movesPastShell || !last || !isPlain || /\$/.test(sorted.map(({ logical }) => logical.text).join('')))
		return [];
	return [
		{
			id: 'move-to-end',
			title: 'Move to the end of the stage',
			kind: 'quickfix',
			safety: 'safe',
			preferred: true,
			edits: () => ({ edits: moved(doc, sorted, last) }),
		},
	];
}

function moved(doc: DockerfileDocument, sorted: readonly Instruction[], last: Instruction): Edit[] {
	const newLine = lineEndOf(doc);
	const texts = sorted.map(({ span }) => doc.text.slice(span.start, span.end));
	const rest = sorted.includes(last) ? undefined : last;
	const removed = sorted.map(instruction => removeInstruction(doc, instruction));
	const end = doc.lines.spanOf((rest ?? last).endLine).end;
	const isLast = end === doc.text.length && !doc.text.endsWith('\n');
	return [...removed, insert(end, isLast && rest ? newLine + texts.join(newLine) : texts.join(newLine) + (isLast ? '' : newLine))];
}
