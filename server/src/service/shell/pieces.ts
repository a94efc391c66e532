import type { Span } from '../text.ts';

/** A text that is put together from pieces of another, and the way back into that. */
export class Pieces {
	text = '';
	/** Where each piece begins in `text`. */
	readonly #starts: number[] = [];
	/** Where each piece stands in the other text. */
	readonly #sources: number[] = [];
	readonly #sourceEnds: number[] = [];

	/** `at` is the place of the piece in the other text, where it is `length` long: more than here if it is an escape. */
	add(piece: string, at: number, length = piece.length): void {
		this.#starts.push(this.text.length);
		this.#sources.push(at);
		this.#sourceEnds.push(at + length);
		this.text += piece;
	}

	/**
	 * A piece without its backslashes; returns whether there was one. A backslash takes the meaning from any character, or from `only` these, and
	 * stays in front of others; with the end of a line behind it, both are gone.
	 */
	addUnescaped(piece: string, at: number, only?: string): boolean {
		let from = 0;
		let found = false;
		let slash = piece.indexOf('\\');
		while (slash !== -1 && slash + 1 < piece.length) {
			const next = piece[slash + 1] as string;
			const isLineEnd = next === '\n';
			if (isLineEnd || only === undefined || only.includes(next)) {
				if (slash > from) this.add(piece.slice(from, slash), at + from);
				if (!isLineEnd) this.add(next, at + slash, 2);
				found ||= !isLineEnd;
				from = slash + 2;
			}
			slash = piece.indexOf('\\', slash + 2);
		}
		if (from < piece.length || from === 0) this.add(piece.slice(from), at + from);
		return found;
	}

	source(offset: number): number {
		const piece = this.#pieceAt(offset);
		return (this.#sources[piece] ?? 0) + offset - (this.#starts[piece] ?? 0);
	}

	/** From the first to the last character in the other text, with their escapes. */
	span(start: number, end: number): Span {
		const from = this.source(start);
		if (end <= start) return { start: from, end: from };
		const piece = this.#pieceAt(end - 1);
		const next = this.#starts[piece + 1] ?? this.text.length;
		return { start: from, end: next <= end ? (this.#sourceEnds[piece] as number) : this.source(end - 1) + 1 };
	}

	/** The last piece that begins at `offset` or before. */
	#pieceAt(offset: number): number {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] as number) <= offset) low = middle;
			else high = middle - 1;
		}
		return Math.max(low, 0);
	}
}

/** A text that is one piece of another. */
export function onePiece(text: string, at: number): Pieces {
	const pieces = new Pieces();
	pieces.add(text, at);
	return pieces;
}
