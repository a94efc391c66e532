import type { DockerfileDocument } from './document.ts';
import { chain, type Stage } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';

/** An instruction as the image room compares it with an image's history. Lines are zero-based; `endLine` is the last one. */
export interface Step {
	readonly keyword: string;
	/** Without line continuations; heredoc bodies follow. FROM names the image that its variables give, where that is known. */
	readonly text: string;
	readonly startLine: number;
	readonly endLine: number;
}

/**
 * What an image built for `target` (a stage's name or index; default: the last stage) consists of: its stage and those it is built FROM,
 * the outermost first, so that the list begins with the FROM that names an image. `undefined` if there is no such stage.
 */
export function dockerfileSteps(doc: DockerfileDocument, target?: string): readonly Step[] | undefined {
	const stage =
		target === undefined
			? doc.shipped
			: (doc.stages.find(candidate => candidate.name === target.toLowerCase()) ?? (/^\d+$/.test(target) ? doc.stages[Number(target)] : undefined));
	if (!stage) return undefined;
	return chain(stage)
		.toReversed()
		.flatMap((member, index) => [...(index === 0 ? [fromStep(member)] : []), ...member.instructions.map(stepOf)]);
}

/** The same with the text that the steps are lines of. */
export function dockerfileAtHand(doc: DockerfileDocument, target?: string): { readonly text: string; readonly steps: readonly Step[] } | undefined {
	const steps = dockerfileSteps(doc, target);
	return steps && { text: doc.text, steps };
}

/** Every instruction of the file in order: what the classic builder numbers as `Step n/m`. */
export function allSteps(doc: DockerfileDocument): readonly Step[] {
	return doc.instructions.map(stepOf);
}

function fromStep({ from, base }: Stage): Step {
	return { ...stepOf(from), text: `FROM ${base.text ?? base.word.text}` };
}

function stepOf(instruction: Instruction): Step {
	const text = [instruction.logical.text, ...instruction.heredocs.map(heredoc => heredoc.body)].join('\n');
	return { keyword: instruction.keyword, text, startLine: instruction.line, endLine: instruction.endLine };
}
