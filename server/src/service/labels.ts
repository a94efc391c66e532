import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import type { Stage } from './stages.ts';
import { chain } from './stages.ts';
import type { Instruction, Pair } from './syntax/tree.ts';
import { unquoted } from './values.ts';

/** One `key=value` of a LABEL. */
export interface Label {
	readonly instruction: Instruction;
	readonly pair: Pair;
	/** Without quotes. */
	readonly key: string;
	/** Without quotes; `undefined` if variables or escapes are in it, so that only a build knows it. */
	readonly value: string | undefined;
	readonly stage: Stage;
}

/** Every label that a stage sets, in order. Keys with variables, and the old form with a blank, are not among them. */
export const labels = perDocument((doc): readonly Label[] =>
	doc.stages.flatMap(stage =>
		stage.instructions.flatMap(instruction => (instruction.keyword === 'LABEL' ? instruction.pairs.flatMap(pair => labelOf(stage, instruction, pair)) : [])),
	),
);

function labelOf(stage: Stage, instruction: Instruction, pair: Pair): Label[] {
	const key = unquoted(pair.key.text);
	if (pair.delimiter !== '=' || key === '' || /[$\\`]/.test(key)) return [];
	const value = unquoted(pair.value?.text ?? '');
	return [{ instruction, pair, key, value: /[$\\`]/.test(value) ? undefined : value, stage }];
}

/** The labels that a stage's image gets: its own and those of the stages that it is built on. Those of an image from outside are not known. */
export function labelsInImage(doc: DockerfileDocument, stage: Stage): readonly Label[] {
	const stages = new Set(chain(stage));
	return labels(doc).filter(label => stages.has(label.stage));
}
