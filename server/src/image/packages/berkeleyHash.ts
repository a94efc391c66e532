const hashMagic = 0x061561;
const headerBytes = 26;
const pageType = { hashUnsorted: 2, overflow: 7, hash: 13 } as const;
/** A value that stands on overflow pages. */
const offPage = 3;
const smallestPage = 512;
const largestPage = 1 << 16;

/**
 * The values of a hash of Berkeley DB, which RPM before 4.16 has its headers in (Berkeley DB's `dbinc/db_page.h`). Values that stand on the hash's own
 * pages are too short for a header, and left out. `undefined` if it is no such file.
 */
export function berkeleyValues(file: Uint8Array): Uint8Array[] | undefined {
	if (file.length < smallestPage) return undefined;
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	// numbers are in the order of the machine that wrote them
	const low = view.getUint32(12, true) === hashMagic;
	if (!low && view.getUint32(12) !== hashMagic) return undefined;
	const size = view.getUint32(20, low);
	if (size < smallestPage || size > largestPage) return undefined;
	const values: Uint8Array[] = [];
	for (let page = size; page + size <= file.length; page += size) {
		const type = view.getUint8(page + 25);
		if (type !== pageType.hash && type !== pageType.hashUnsorted) continue;
		const count = Math.min(view.getUint16(page + 20, low), (size - headerBytes) / 2);
		// keys and values take turns
		for (let entry = 1; entry < count; entry += 2) {
			const at = view.getUint16(page + headerBytes + 2 * entry, low);
			if (at + 12 > size || view.getUint8(page + at) !== offPage) continue;
			const value = overflow(file, view, { low, size, page: view.getUint32(page + at + 4, low), length: view.getUint32(page + at + 8, low) });
			if (value) values.push(value);
		}
	}
	return values;
}

/** A chain of pages, each with the number of the next one. */
function overflow(
	file: Uint8Array,
	view: DataView,
	{ low, size, page, length }: { low: boolean; size: number; page: number; length: number },
): Uint8Array | undefined {
	if (length > file.length) return undefined;
	const value = new Uint8Array(length);
	let filled = 0;
	for (let number = page; filled < length; ) {
		const start = number * size;
		if (number === 0 || start + size > file.length || view.getUint8(start + 25) !== pageType.overflow) return undefined;
		const used = Math.min(view.getUint16(start + 22, low), size - headerBytes, length - filled);
		// a page without bytes would let a circle of pages go on for ever
		if (used === 0) return undefined;
		value.set(file.subarray(start + headerBytes, start + headerBytes + used), filled);
		filled += used;
		number = view.getUint32(start + 16, low);
	}
	return value;
}
