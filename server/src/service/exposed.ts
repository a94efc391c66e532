import type { DockerfileDocument } from './document.ts';
import { type PortSpec, readPort } from './ports.ts';
import { type Refusable, refusable } from './refusable.ts';
import { expandWords } from './syntax/expand.ts';
import type { Word } from './syntax/tree.ts';
import type { Span } from './text.ts';

export interface Exposed extends Pick<Refusable, 'severity'> {
	readonly text: string;
	readonly spec: PortSpec;
	readonly word: Word;
	/** Where a part of the text stands in the file: the whole word if a variable or quotes hide that. */
	place(start: number, end: number): Span;
	/** True if the word stands in the file as it is. */
	readonly literal: boolean;
}

/** Each port that an EXPOSE of the file names, variables expanded; none where they are not known. */
export function* exposedPorts(doc: DockerfileDocument): Generator<Exposed> {
	for (const { instruction, severity, lookup } of refusable(doc, ['EXPOSE'])) {
		for (const word of instruction.words) {
			for (const text of expandWords(word.text, { escape: doc.syntax.escape, lookup }) ?? []) {
				const literal = text === word.text && word.span.end - word.span.start === text.length;
				const place = (start: number, end: number) => (literal ? { start: word.span.start + start, end: word.span.start + end } : word.span);
				yield { text, spec: readPort(text), word, severity, literal, place };
			}
		}
	}
}
