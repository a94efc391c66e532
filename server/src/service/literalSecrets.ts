import { secretPlaces } from './data/secretNames.ts';
import type { DockerfileDocument } from './document.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

export interface LiteralSecret {
	readonly what: string;
	readonly span: Span;
	readonly instruction: Instruction;
}

/** Credentials that stand in an instruction, here-documents included; not those in comments. */
export function literalSecrets(doc: DockerfileDocument): readonly LiteralSecret[] {
	return secretPlaces(doc.text).flatMap(({ what, start, end }) => {
		const instruction = doc.instructionAt(start);
		const inside = instruction && instruction.keyword !== 'MAINTAINER' && end <= instruction.span.end;
		return inside && !doc.syntax.comments.some(({ span }) => span.start <= start && start < span.end) ? [{ what, span: { start, end }, instruction }] : [];
	});
}
