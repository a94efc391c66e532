/** Files of the disk for the image room: read from any place, or in order. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { RandomAccess } from '../image/randomAccess.ts';

/** Large pieces: one system call per entry would be most of the time. */
const pieceSize = 1 << 20;

export interface Closeable {
	close(): void;
}

/** Throws what node:fs throws. */
export function openForAccess(path: string, size: number): RandomAccess & Closeable {
	const file = openSync(path, 'r');
	return { size, read: (offset, length, into) => readAt(file, size, offset, length, into), close: () => closeSync(file) };
}

/** A folder may hold more blobs than a process may have open files: the few that were read last stay open. */
export class FilePool implements Closeable {
	readonly #open = new Map<string, number>();

	file(path: string, size: number): RandomAccess {
		return { size, read: (offset, length, into) => readAt(this.#descriptor(path), size, offset, length, into) };
	}

	close(): void {
		for (const file of this.#open.values()) closeSync(file);
		this.#open.clear();
	}

	#descriptor(path: string): number {
		const known = this.#open.get(path);
		if (known !== undefined) return known;
		const [oldest] = this.#open;
		if (oldest && this.#open.size >= 16) {
			closeSync(oldest[1]);
			this.#open.delete(oldest[0]);
		}
		const file = openSync(path, 'r');
		this.#open.set(path, file);
		return file;
	}
}

function readAt(file: number, size: number, offset: number, length: number, into: Uint8Array | undefined): Uint8Array {
	const wanted = Math.max(0, Math.min(length, size - offset));
	const buffer = into ?? Buffer.allocUnsafe(wanted);
	let filled = 0;
	while (filled < wanted) {
		const count = readSync(file, buffer, filled, wanted - filled, offset + filled);
		if (count === 0) break;
		filled += count;
	}
	return buffer.subarray(0, filled);
}

export function readPart(path: string, start: number, size: number): AsyncIterable<Uint8Array> {
	if (size === 0) return nothing();
	return createReadStream(path, { highWaterMark: pieceSize, start, end: start + size - 1 });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Gives others a turn whenever we have worked for some milliseconds; stops where the signal says so. */
export function politePause(signal?: AbortSignal): () => Promise<void> | undefined {
	let since = performance.now();
	return () => {
		if (performance.now() - since < 8) return undefined;
		signal?.throwIfAborted();
		return new Promise(resolve => {
			setImmediate(() => {
				since = performance.now();
				resolve();
			});
		});
	};
}
