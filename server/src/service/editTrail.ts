import { sortEdits } from './edit.ts';
import type { Edit } from './types.ts';

/** A piece of the present text: kept from the input, or written by owners (empty text: something was deleted here). */
type Piece =
	| { readonly kept: true; readonly start: number; readonly end: number }
	| { readonly kept: false; readonly text: string; readonly owners: ReadonlySet<number> };

/**
 * Follows a text through several rounds of edits and tells at the end, in coordinates of the input, what has changed and who did it.
 */
export class EditTrail {
	readonly #input: string;
	#pieces: readonly Piece[];

	constructor(input: string) {
		this.#input = input;
		this.#pieces = [{ kept: true, start: 0, end: input.length }];
	}

	get text(): string {
		return this.#pieces.map(piece => (piece.kept ? this.#input.slice(piece.start, piece.end) : piece.text)).join('');
	}

	/** `edits` are in coordinates of the present text and do not overlap. */
	apply(edits: readonly (Edit & { readonly owner: number })[]): void {
		const before = new PieceReader(this.#pieces);
		const result: Piece[] = [];
		let at = 0;
		for (const { start, end, newText, owner } of sortEdits(edits)) {
			before.take(start - at, result);
			const gone = before.take(end - start, []);
			result.push({ kept: false, text: newText, owners: new Set([owner, ...gone.flatMap(piece => (piece.kept ? [] : [...piece.owners]))]) });
			at = end;
		}
		before.take(Number.POSITIVE_INFINITY, result);
		this.#pieces = result;
	}

	/** The changes of the input, ascending and apart, each with those who made it. */
	edits(): (Edit & { readonly owners: ReadonlySet<number> })[] {
		const edits: (Edit & { readonly owners: ReadonlySet<number> })[] = [];
		let at = 0;
		let text = '';
		let owners = new Set<number>();
		const flush = (end: number) => {
			if (owners.size > 0 && (text !== '' || end > at) && text !== this.#input.slice(at, end)) edits.push({ start: at, end, newText: text, owners });
			text = '';
			owners = new Set();
		};
		for (const piece of this.#pieces) {
			if (piece.kept) {
				flush(piece.start);
				at = piece.end;
			} else {
				text += piece.text;
				for (const owner of piece.owners) owners.add(owner);
			}
		}
		flush(this.#input.length);
		return edits;
	}
}

/** Hands out a row of pieces from left to right, cut where it is asked to. */
class PieceReader {
	readonly #pieces: readonly Piece[];
	#next = 0;
	/** How much of the next piece is gone. */
	#used = 0;

	constructor(pieces: readonly Piece[]) {
		this.#pieces = pieces;
	}

	/** Puts the next `length` characters, with the marks of deletions between them, behind `taken`. */
	take(length: number, taken: Piece[]): Piece[] {
		let wanted = length;
		for (let piece = this.#pieces[this.#next]; piece && wanted > 0; piece = this.#pieces[this.#next]) {
			const left = lengthOf(piece) - this.#used;
			const count = Math.min(left, wanted);
			taken.push(part(piece, this.#used, this.#used + count));
			wanted -= count;
			this.#used += count;
			if (count < left) break;
			this.#next++;
			this.#used = 0;
		}
		return taken;
	}
}

function lengthOf(piece: Piece): number {
	return piece.kept ? piece.end - piece.start : piece.text.length;
}

function part(piece: Piece, from: number, to: number): Piece {
	return piece.kept ? { kept: true, start: piece.start + from, end: piece.start + to } : { ...piece, text: piece.text.slice(from, to) };
}
