import type { DockerfileDocument } from './document.ts';
import { remove } from './edit.ts';
import type { Instruction, Pair } from './syntax/tree.ts';
import type { Action, Edit } from './types.ts';

/** Deletes an instruction with its lines; comments above it stay. */
export function removeInstruction(doc: DockerfileDocument, instruction: Instruction): Edit {
	const start = doc.lines.startOf(instruction.line);
	const end = doc.lines.startOf(instruction.endLine + 1);
	const bom = start === 0 && doc.text.charCodeAt(0) === 0xfeff ? 1 : 0;
	return remove({ start: start + bom, end });
}

/** Deletes pairs of an ENV, ARG or LABEL; all of them means the instruction. `undefined` if lines between them would be hurt. */
export function removePairs(doc: DockerfileDocument, instruction: Instruction, gone: ReadonlySet<Pair>): Edit[] | undefined {
	const { pairs } = instruction;
	if (pairs.every(pair => gone.has(pair))) return [removeInstruction(doc, instruction)];
	const edits: Edit[] = [];
	for (const [index, pair] of pairs.entries()) {
		if (!gone.has(pair)) continue;
		const next = pairs[index + 1];
		const before = pairs[index - 1];
		const last = pairs.slice(index).every(other => gone.has(other));
		// up to the next pair; at the end, from the end of the pair before
		const edit = !last && next ? { start: pair.span.start, end: next.span.start } : before && { start: before.span.end, end: pair.span.end };
		if (!edit || /(^|\n)\s*#/.test(doc.text.slice(edit.start, edit.end))) return undefined;
		edits.push(remove(edit));
	}
	return edits;
}

/** For an instruction that does nothing where it stands. */
export function removeInstructionAction(doc: DockerfileDocument, instruction: Instruction): Action {
	return {
		id: 'remove-instruction',
		title: `Remove ${instruction.keyword}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'The configuration of the image loses an entry that nothing reads.',
		edits: () => ({ edits: [removeInstruction(doc, instruction)] }),
	};
}
