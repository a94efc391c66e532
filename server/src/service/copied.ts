import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A path of COPY or ADD as it stands: in the array without its quotes. */
export interface CopiedPath {
	readonly text: string;
	readonly span: Span;
}

export interface Copied {
	/** Here-documents are not among them. */
	readonly sources: readonly CopiedPath[];
	readonly heredocs: number;
	readonly destination: CopiedPath;
}

/** The arguments of COPY or ADD; `undefined` if there are too few. */
export function copied({ json, words, heredocs }: Instruction): Copied | undefined {
	const paths = json?.items.map(({ value, inner }) => ({ text: value, span: inner })) ?? words;
	const destination = paths.at(-1);
	if (!destination || paths.length < 2) return undefined;
	const sources = paths.slice(0, -1).filter(({ span }) => !heredocs.some(({ wordSpan }) => wordSpan.start === span.start));
	return { sources, heredocs: heredocs.length, destination };
}
