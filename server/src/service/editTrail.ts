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
		const sorted = sortEdits(edits) as (Edit & { readonly owner: number })[];
		const result: Piece[] = [];
		let at = 0;
		let next = 0;
		for (const piece of this.#pieces) {
			const length = piece.kept ? piece.end - piece.start : piece.text.length;
			let from = 0;
			for (let edit = sorted[next]; edit && edit.start <= at + length; edit = sorted[next]) {
				if (edit.start >= at + from) pushPart(result, piece, from, edit.start - at);
				if (edit.start >= at) result.push({ kept: false, text: edit.newText, owners: new Set([edit.owner, ...(piece.kept ? [] : piece.owners)]) });
				from = Math.max(from, Math.min(edit.end - at, length));
				if (edit.end > at + length) break;
				next++;
			}
			pushPart(result, piece, from, length);
			at += length;
		}
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

function pushPart(into: Piece[], piece: Piece, from: number, to: number): void {
	if (to <= from) {
		// a deletion leaves its mark
		if (!piece.kept && piece.text === '' && from === 0) into.push(piece);
		return;
	}
	if (piece.kept) into.push({ kept: true, start: piece.start + from, end: piece.start + to });
	else into.push({ kept: false, text: piece.text.slice(from, to), owners: piece.owners });
}
