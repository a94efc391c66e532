import { DamagedArchive } from './byteReader.ts';
import { blockSize, hasAnotherSparseMap, padding, type TarHeader, TarHeaders } from './tarHeader.ts';

/** Hears what is in a tar, in order. */
export interface TarListener {
	/** `offset`: where the entry's data begins in the tar. */
	entry(header: TarHeader, offset: number): void;
	/** A piece of the current entry's data, valid during the call only. */
	data?(piece: Uint8Array): void;
	/** All data of the current entry has come. */
	entryEnd?(): void;
}

/** Reads a tar from pieces of any size that somebody pushes: no waiting between entries, so a million of them is a matter of a second. */
export class TarScanner {
	readonly #listener: TarListener;
	readonly #headers = new TarHeaders();
	/** A block or extension that is not whole yet. */
	#gathered: Uint8Array | undefined;
	#filled = 0;
	#state: 'header' | 'extension' | 'sparse' | 'data' | 'end' = 'header';
	/** Bytes of data left, and of padding behind it. */
	#left = 0;
	#padding = 0;
	#sparse: TarHeader | undefined;
	/** Bytes that were pushed before the present piece. */
	#before = 0;

	constructor(listener: TarListener) {
		this.#listener = listener;
	}

	/** Throws a `DamagedArchive`. */
	push(piece: Uint8Array): void {
		let at = 0;
		while (at < piece.length && this.#state !== 'end') {
			if (this.#state === 'data') at = this.#data(piece, at);
			else {
				const wanted = this.#state === 'extension' ? this.#left : blockSize;
				const rest = wanted - this.#filled;
				const part = piece.subarray(at, at + rest);
				at += part.length;
				if (this.#filled === 0 && part.length === wanted) this.#take(part, this.#before + at);
				else {
					this.#gathered ??= new Uint8Array(wanted);
					this.#gathered.set(part, this.#filled);
					this.#filled += part.length;
					if (this.#filled < wanted) break;
					const whole = this.#gathered;
					this.#gathered = undefined;
					this.#filled = 0;
					this.#take(whole, this.#before + at);
				}
			}
		}
		this.#before += piece.length;
	}

	/** No more pieces. */
	end(): void {
		if (this.#state === 'end' || (this.#state === 'header' && this.#filled === 0)) return;
		// the last padding may be missing
		if (this.#state === 'data' && this.#left === 0) return;
		throw new DamagedArchive(this.#state === 'data' ? 'the tar ends within a file' : 'the tar ends within a header');
	}

	#data(piece: Uint8Array, start: number): number {
		let at = start;
		if (this.#left > 0) {
			const part = piece.subarray(at, at + this.#left);
			at += part.length;
			this.#left -= part.length;
			this.#listener.data?.(part);
			if (this.#left > 0) return at;
			this.#listener.entryEnd?.();
		}
		const skipped = Math.min(this.#padding, piece.length - at);
		this.#padding -= skipped;
		if (this.#padding === 0) this.#state = 'header';
		return at + skipped;
	}

	/** A whole block or extension; `next` is the place behind it. */
	#take(bytes: Uint8Array, next: number): void {
		if (this.#state === 'extension') {
			this.#headers.extend(bytes);
			this.#left = 0;
			this.#state = this.#padding > 0 ? 'data' : 'header';
			return;
		}
		if (this.#state === 'sparse') {
			if (!hasAnotherSparseMap(bytes) && this.#sparse) this.#begin(this.#sparse, next);
			return;
		}
		const header = this.#headers.read(bytes);
		if (header === undefined) this.#state = 'end';
		else if (typeof header === 'number') {
			this.#left = header;
			this.#padding = padding(header);
			this.#state = 'extension';
			if (header === 0) this.#take(new Uint8Array(0), next);
		} else if (header.hasSparseMaps) {
			this.#sparse = header;
			this.#state = 'sparse';
		} else this.#begin(header, next);
	}

	#begin(header: TarHeader, offset: number): void {
		this.#listener.entry(header, offset);
		this.#left = header.stored;
		this.#padding = padding(header.stored);
		if (header.stored === 0) this.#listener.entryEnd?.();
		this.#state = header.stored === 0 ? 'header' : 'data';
	}
}
