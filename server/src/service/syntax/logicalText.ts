import type { Span } from '../text.ts';

/**
 * A text that was put together from pieces of the file (continuations and comment lines taken out), with the way back.
 * `text` is what BuildKit or a shell sees; offsets into it are "logical", spans are places in the file.
 */
export class LogicalText {
	readonly text: string;
	/** Logical start of each piece, ascending; the first is 0. */
	readonly #logical: readonly number[];
	/** Where that piece stands in the file. */
	readonly #source: readonly number[];

	constructor(text: string, logicalStarts: readonly number[], sourceStarts: readonly number[]) {
		this.text = text;
		this.#logical = logicalStarts;
		this.#source = sourceStarts;
	}

	/** The offset in the file of the character at `offset`. */
	source(offset: number): number {
		let low = 0;
		let high = this.#logical.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#logical[middle] as number) <= offset) low = middle;
			else high = middle - 1;
		}
		return (this.#source[low] ?? 0) + offset - (this.#logical[low] ?? 0);
	}

	/** The span in the file from the first to the last character of a logical interval. */
	span(start: number, end: number): Span {
		const from = this.source(start);
		return { start: from, end: end > start ? this.source(end - 1) + 1 : from };
	}

	/** A part of this text as a text of its own. */
	slice(start: number, end: number): LogicalText {
		const logical = [0];
		const source = [this.source(start)];
		for (let i = 0; i < this.#logical.length; i++) {
			const at = this.#logical[i] as number;
			if (at > start && at < end) {
				logical.push(at - start);
				source.push(this.#source[i] as number);
			}
		}
		return new LogicalText(this.text.slice(start, end), logical, source);
	}
}
