import { DamagedArchive } from './byteReader.ts';
import { blockSize, hasAnotherSparseMap, padding, type TarHeader, TarHeaders } from './tarHeader.ts';

/** Bytes that can be read from any place: a file, or a part of one. */
export interface RandomAccess {
	readonly size: number;
	/** Fewer than `length` bytes only at the end. `into`: memory of at least `length` bytes to be used. Throws what the host throws. */
	read(offset: number, length: number, into?: Uint8Array): Uint8Array;
}

/** Called now and then while much is read: a host lets others work, or stops by throwing. */
export type Pause = () => Promise<void> | undefined;

/** A part of it. */
export function partOf(whole: RandomAccess, start: number, size: number): RandomAccess {
	return { size, read: (offset, length, into) => whole.read(start + offset, Math.max(0, Math.min(length, size - offset)), into) };
}

const nearWindow = 64 << 10;
const farWindow = 4 << 10;
const entriesBetweenPauses = 64;

/** Reads the headers of a tar and leaves the data alone. `offset`: where an entry's data begins. */
export async function scanHeaders(tar: RandomAccess, onEntry: (header: TarHeader, offset: number) => void, pause?: Pause): Promise<void> {
	const headers = new TarHeaders();
	const window = new Window(tar);
	let seen = 0;
	for (let at = 0; ; ) {
		const header = headers.read(window.take(at, blockSize));
		at += blockSize;
		if (header === undefined) return;
		if (typeof header === 'number') {
			const data = window.take(at, header);
			if (data.length < header) throw new DamagedArchive('the tar ends within a header extension');
			headers.extend(data);
			at += header + padding(header);
			continue;
		}
		for (let hasMore = header.hasSparseMaps; hasMore; at += blockSize) {
			const map = window.take(at, blockSize);
			if (map.length < blockSize) throw new DamagedArchive('the tar ends within a sparse map');
			hasMore = hasAnotherSparseMap(map);
		}
		if (at + header.stored > tar.size) throw new DamagedArchive('the tar ends within a file');
		onEntry(header, at);
		at += header.stored + padding(header.stored);
		if (++seen % entriesBetweenPauses === 0) await pause?.();
	}
}

/** Small files stand close together: much is read at once there, and little behind a large one. */
class Window {
	readonly #source: RandomAccess;
	readonly #memory = new Uint8Array(nearWindow);
	#bytes: Uint8Array = new Uint8Array(0);
	#start = 0;

	constructor(source: RandomAccess) {
		this.#source = source;
	}

	take(offset: number, length: number): Uint8Array {
		const from = offset - this.#start;
		if (from < 0 || from + length > this.#bytes.length) {
			const isNear = from >= 0 && from <= this.#bytes.length + nearWindow;
			this.#bytes =
				length > nearWindow ? this.#source.read(offset, length) : this.#source.read(offset, isNear ? nearWindow : Math.max(length, farWindow), this.#memory);
			this.#start = offset;
			return this.#bytes.subarray(0, length);
		}
		return this.#bytes.subarray(from, from + length);
	}
}
