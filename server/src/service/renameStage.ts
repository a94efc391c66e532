import type { DockerfileDocument } from './document.ts';
import { replace } from './edit.ts';
import { findStage, type Stage } from './stages.ts';
import type { Edit } from './types.ts';

/** Edits of all uses of a stage's name: FROM, COPY --from, RUN --mount from. The declaration is not among them. */
export function renameStage(doc: DockerfileDocument, stage: Stage, newName: string): Edit[] {
	const edits: Edit[] = [];
	for (const other of doc.stages) {
		if (other.base.stage === stage && !other.base.word.text.includes('$')) edits.push(replace(other.base.word.span, newName));
		for (const instruction of other.instructions) {
			for (const flag of instruction.flags) {
				const mounted = flag.options.find(({ key }) => key === 'from');
				const value = flag.name === 'from' ? flag.value : mounted?.value;
				const span = flag.name === 'from' ? flag.valueSpan : mounted?.valueSpan;
				if (value && span && findStage(doc.graph, value, other.index, { indexes: false }) === stage) edits.push(replace(span, newName));
			}
		}
	}
	return edits;
}
