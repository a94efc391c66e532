import type { Span } from '../text.ts';
import type { Pieces } from './pieces.ts';

/** A text and the way to its place in the file; `LogicalText` is one. */
export interface PlacedText {
	readonly text: string;
	/** The offset in the file of the character at `offset`. */
	source(offset: number): number;
	/** The span in the file from the first to the last character of an interval. */
	span(start: number, end: number): Span;
}

/** A text made of pieces of another: the string of `sh -c` without its quotes, as part of a RUN. */
export class TextWithin implements PlacedText {
	readonly #pieces: Pieces;
	readonly #outer: PlacedText;

	/** The sources of `pieces` are offsets into `outer`. */
	constructor(pieces: Pieces, outer: PlacedText) {
		this.#pieces = pieces;
		this.#outer = outer;
	}

	get text(): string {
		return this.#pieces.text;
	}

	source(offset: number): number {
		return this.#outer.source(this.#pieces.source(offset));
	}

	span(start: number, end: number): Span {
		const { start: from, end: to } = this.#pieces.span(start, end);
		return this.#outer.span(from, to);
	}
}

/** Two texts one after the other: the joined line of a RUN, and the lines of its here-documents. */
export class JoinedText implements PlacedText {
	readonly text: string;
	readonly #first: PlacedText;
	readonly #second: PlacedText;

	constructor(first: PlacedText, second: PlacedText) {
		this.text = first.text + second.text;
		this.#first = first;
		this.#second = second;
	}

	source(offset: number): number {
		const { length } = this.#first.text;
		return offset < length ? this.#first.source(offset) : this.#second.source(offset - length);
	}

	span(start: number, end: number): Span {
		const from = this.source(start);
		return { start: from, end: end > start ? this.source(end - 1) + 1 : from };
	}
}
