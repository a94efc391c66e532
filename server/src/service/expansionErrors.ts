import { perDocument } from './perDocument.ts';
import { type Refusable, refusable } from './refusable.ts';
import { expandWord } from './syntax/expand.ts';
import type { Instruction, Word } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A word that BuildKit cannot expand. */
export interface ExpansionError extends Pick<Refusable, 'severity'> {
	readonly text: string;
	/** As BuildKit says it. */
	readonly error: string;
	/** Where the last variable ends that it could read. */
	readonly readUpTo: number;
	/** Where a part of the text stands in the file; all of it if that cannot be told. */
	place(start: number, end: number): Span;
}

interface Part {
	readonly text: string;
	readonly span: Span;
	/** The place in the joined line, if the text stands there as it is. */
	readonly at: number | undefined;
}

/** The instructions whose words BuildKit expands; in commands the shell does it. */
const expands = ['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'RUN', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'];

/** Nothing else can be wrong. */
const special = /["'$]/;

export const expansionErrors = perDocument((doc): readonly ExpansionError[] => {
	const { escape } = doc.syntax;
	return [...refusable(doc, expands)].flatMap(({ instruction, severity, lookup }) => {
		const { logical } = instruction;
		return partsOf(instruction).flatMap(({ text, span, at }) => {
			if (!special.test(text)) return [];
			const { error, variables } = expandWord(text, { escape, lookup });
			if (error === undefined) return [];
			const place = (start: number, end: number) => (at === undefined ? span : logical.span(at + start, at + end));
			return [{ text, error, severity, place, readUpTo: Math.max(0, ...variables.map(variable => variable.end)) }];
		});
	});
});

function partsOf(instruction: Instruction): readonly Part[] {
	switch (instruction.keyword) {
		case 'ENV':
		case 'LABEL':
			return instruction.pairs.flatMap(({ key, value }) => [partOf(key), ...(value ? [partOf(value)] : [])]);
		case 'ARG':
			return instruction.pairs.flatMap(({ value }) => (value ? [partOf(value)] : []));
		case 'FROM':
			return [...instruction.words.slice(0, 1).map(partOf), ...flagParts(instruction, ['platform'])];
		case 'COPY':
		case 'ADD':
			return [...flagParts(instruction, ['chown', 'chmod', 'checksum']), ...listParts(instruction)];
		case 'VOLUME':
		case 'EXPOSE':
			return listParts(instruction);
		case 'RUN':
			return instruction.flags.flatMap(({ options }) =>
				options.flatMap(({ key, value, valueSpan }) => (value && key.toLowerCase() !== 'from' ? [{ text: value, span: valueSpan, at: undefined }] : [])),
			);
		default:
			return [partOf(instruction.args)];
	}
}

function partOf({ text, span, at }: Word): Part {
	return { text, span, at: at.start };
}

function listParts({ json, words, heredocs }: Instruction): readonly Part[] {
	if (json) return json.items.map(({ value, inner }) => ({ text: value, span: inner, at: undefined }));
	return words.filter(({ span }) => !heredocs.some(({ wordSpan }) => wordSpan.start === span.start)).map(partOf);
}

function flagParts({ flags }: Instruction, names: readonly string[]): readonly Part[] {
	return flags.flatMap(({ name, value, valueSpan }) => (value && names.includes(name) ? [{ text: value, span: valueSpan, at: undefined }] : []));
}
