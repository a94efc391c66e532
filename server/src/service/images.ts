import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import { findStage, type Stage } from './stages.ts';
import { expandWord } from './syntax/expand.ts';
import { type ImageReference, parseImageReference } from './syntax/imageReference.ts';
import type { Instruction, Pair } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A place where the file names an image that comes from outside: FROM, COPY --from, RUN --mount from. */
export interface ImageUse {
	readonly instruction: Instruction;
	readonly kind: 'from' | 'copy' | 'mount';
	/** Expanded by defaults. */
	readonly image: ImageReference;
	/** The word that names it, as it stands. */
	readonly span: Span;
	/** Where its text can be edited: the word itself, or the default of the one global ARG that is the whole word; `undefined` elsewhere. */
	readonly writable: Span | undefined;
}

/** Every image that the file asks a registry for. Stages, scratch and what is not known are not among them. */
export const imageUses = perDocument((doc): readonly ImageUse[] =>
	doc.stages.flatMap(stage => [...baseUse(doc, stage), ...stage.instructions.flatMap(instruction => partUses(doc, stage, instruction))]),
);

function baseUse(doc: DockerfileDocument, { base, from }: Stage): ImageUse[] {
	if (!base.image) return [];
	return [{ instruction: from, kind: 'from', image: base.image, span: base.word.span, writable: writablePlace(doc, base.word.text, base.word.span) }];
}

const none: readonly ImageUse[] = [];

function partUses(doc: DockerfileDocument, stage: Stage, instruction: Instruction): readonly ImageUse[] {
	if (instruction.flags.length === 0) return none;
	return instruction.flags.flatMap(flag => {
		const mounted = flag.options.find(option => option.key === 'from');
		const text = flag.name === 'from' ? flag.value : mounted?.value;
		const span = flag.name === 'from' ? flag.valueSpan : mounted?.valueSpan;
		if (!text || !span || text.includes('$')) return [];
		if (findStage(doc.graph, text, doc.stages.length, { indexes: flag.name === 'from' }) ?? stage.name === text.toLowerCase()) return [];
		const image = parseImageReference(text);
		// a bare name may be a named build context
		if (!image || !/[:/@]/.test(text)) return [];
		return [
			{ instruction, kind: flag.name === 'from' ? 'copy' : 'mount', image, span, writable: doc.text.slice(span.start, span.end) === text ? span : undefined },
		];
	});
}

const wholeVariable = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))$/;

function writablePlace(doc: DockerfileDocument, text: string, span: Span): Span | undefined {
	if (!text.includes('$')) return doc.text.slice(span.start, span.end) === text ? span : undefined;
	const match = wholeVariable.exec(text);
	const name = match?.[1] ?? match?.[2];
	const pair = name ? globalDefault(doc, name) : undefined;
	const value = pair?.value;
	if (!value || /["'$\\]/.test(value.text) || redeclared(doc, name as string)) return undefined;
	return value.span;
}

/** The only declaration of a global ARG, if it has a default. */
function globalDefault(doc: DockerfileDocument, name: string): Pair | undefined {
	const pairs = doc.globalArgs.flatMap(arg => arg.pairs).filter(pair => pair.key.text === name);
	return pairs.length === 1 ? pairs[0] : undefined;
}

/** A stage that declares the ARG again may use its value for something else. */
function redeclared(doc: DockerfileDocument, name: string): boolean {
	return doc.stages.some(stage => stage.instructions.some(({ keyword, pairs }) => keyword === 'ARG' && pairs.some(pair => pair.key.text === name)));
}

/** The value of a word with the variables in force; `undefined` if it is not known. */
export function expanded(doc: DockerfileDocument, instruction: Instruction, text: string): string | undefined {
	const scope = doc.scope(instruction);
	return scope ? expandWord(text, { escape: doc.syntax.escape, lookup: scope.lookup }).value : undefined;
}
