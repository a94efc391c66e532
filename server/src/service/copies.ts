import type { DockerfileDocument } from './document.ts';
import { expanded } from './images.ts';
import { perDocument } from './perDocument.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A source or the destination of COPY and ADD. */
export interface CopiedPath {
	/** As written, without quotes. */
	readonly text: string;
	/** Variables expanded; `undefined` if they are not known. */
	readonly value: string | undefined;
	readonly span: Span;
	/** Without quotes. */
	readonly inner: Span;
	/** The lines of a here-document, and no path. */
	readonly heredoc: boolean;
}

/** A COPY or an ADD, also as a trigger of ONBUILD. */
export interface Copy {
	/** What stands in the file: COPY, ADD or ONBUILD. */
	readonly instruction: Instruction;
	/** COPY or ADD itself. */
	readonly copy: Instruction;
	readonly sources: readonly CopiedPath[];
	readonly destination: CopiedPath;
	/** The value of `--from`. */
	readonly from: string | undefined;
}

/** All copies of the file that have a source and a destination. */
export const copies = perDocument((doc): readonly Copy[] =>
	doc.instructions.flatMap(instruction => {
		const copy = instruction.trigger ?? instruction;
		if (copy.keyword !== 'COPY' && copy.keyword !== 'ADD') return [];
		const paths = pathsOf(doc, instruction, copy);
		const destination = paths.pop();
		if (!destination || paths.length === 0) return [];
		return [{ instruction, copy, sources: paths, destination, from: copy.flags.find(flag => flag.name === 'from')?.value }];
	}),
);

function pathsOf(doc: DockerfileDocument, instruction: Instruction, copy: Instruction): CopiedPath[] {
	const path = (text: string, span: Span, inner: Span, heredoc = false): CopiedPath => ({
		text,
		value: heredoc ? undefined : expanded(doc, instruction, text),
		span,
		inner,
		heredoc,
	});
	if (copy.json) return copy.json.items.map(({ value, span, inner }) => path(value, span, inner));
	const heredocs = new Set(copy.heredocs.map(({ wordSpan }) => wordSpan.start));
	return copy.words.map(({ text, span }) => {
		const quoted = text.length > 1 && /^(["']).*\1$/.test(text);
		const inner = quoted ? { start: span.start + 1, end: span.end - 1 } : span;
		return path(quoted ? text.slice(1, -1) : text, span, inner, heredocs.has(span.start));
	});
}

/** Without a slash at the end, and without `/./` and `//`. */
export function normalPath(path: string): string {
	return path.replace(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/$/, '');
}
