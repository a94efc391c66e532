import type { PlacedText } from '../shell.ts';
import type { Span } from '../text.ts';

/** A part of a text, with its place. */
export class PartOf implements PlacedText {
	readonly text: string;
	readonly #outer: PlacedText;
	readonly #from: number;

	constructor(outer: PlacedText, from: number, to: number) {
		this.text = outer.text.slice(from, to);
		this.#outer = outer;
		this.#from = from;
	}

	source(offset: number): number {
		return this.#outer.source(this.#from + offset);
	}

	span(start: number, end: number): Span {
		return this.#outer.span(this.#from + start, this.#from + end);
	}
}
