import type { DockerfileDocument } from './document.ts';
import { insert } from './edit.ts';
import { lineEndOf } from './suppress.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Edit } from './types.ts';

/** Puts an instruction on a line of its own above another and its comments, as far in as that one. */
export function insertAbove(doc: DockerfileDocument, instruction: Instruction, text: string): Edit {
	const top = instruction.comments[0]?.line ?? instruction.line;
	const indent = /^[ \t]*/.exec(doc.text.slice(doc.lines.startOf(instruction.line)))?.[0] ?? '';
	return insert(doc.lines.startOf(top), `${indent}${text}${lineEndOf(doc)}`);
}

/** Puts an instruction on a line of its own below another, as far in as that one. */
export function insertBelow(doc: DockerfileDocument, instruction: Instruction, text: string): Edit {
	const indent = /^[ \t]*/.exec(doc.text.slice(doc.lines.startOf(instruction.line)))?.[0] ?? '';
	return insert(instruction.span.end, `${lineEndOf(doc)}${indent}${text}`);
}
