import { decodeUtf8 } from '../utf8.ts';

const magic = 'SQLite format 3\0';
const kind = { interior: 0x05, leaf: 0x0d } as const;
/** As deep as no table is. */
const deepest = 40;

/**
 * The blobs of a table of SQLite, one for each row that has one: of the first column that is a blob (sqlite.org, "Database File Format"). What a
 * write-ahead log beside the file holds is not seen. `undefined` if the file is none of SQLite or has no such table.
 */
export function sqliteBlobs(file: Uint8Array, table: string): Uint8Array[] | undefined {
	if (file.length < 512 || decodeUtf8(file.subarray(0, magic.length)) !== magic) return undefined;
	const database = new SqliteFile(file);
	let root: number | undefined;
	// the first page is the root of the table of tables: type, name, table, root page, text
	for (const [type, name, , page] of database.rows(1)) if (type === 'table' && name === table && typeof page === 'number') root = page;
	if (root === undefined) return undefined;
	const blobs: Uint8Array[] = [];
	for (const row of database.rows(root)) {
		const blob = row.find(value => value instanceof Uint8Array);
		if (blob) blobs.push(blob);
	}
	return blobs;
}

type Value = string | number | Uint8Array | undefined;

class SqliteFile {
	readonly #file: Uint8Array;
	readonly #view: DataView;
	readonly #pageSize: number;
	/** Bytes of a page that are used. */
	readonly #usable: number;

	constructor(file: Uint8Array) {
		this.#file = file;
		this.#view = new DataView(file.buffer, file.byteOffset, file.byteLength);
		const size = this.#view.getUint16(16);
		this.#pageSize = size === 1 ? 1 << 16 : size;
		this.#usable = this.#pageSize - this.#view.getUint8(20);
	}

	/** The rows of the table whose root is this page, from 1. A damaged page has none. */
	*rows(page: number, depth = 0, seen: Set<number> = new Set()): Generator<Value[]> {
		const start = this.#startOf(page);
		if (start === undefined || depth > deepest || seen.has(page)) return;
		seen.add(page);
		// the first page begins with the file's own header
		const header = start + (page === 1 ? 100 : 0);
		const type = this.#view.getUint8(header);
		if (type !== kind.interior && type !== kind.leaf) return;
		const pointers = header + (type === kind.interior ? 12 : 8);
		const count = Math.min(this.#view.getUint16(header + 3), (start + this.#pageSize - pointers) / 2);
		for (let cell = 0; cell < count; cell++) {
			const at = this.#view.getUint16(pointers + 2 * cell);
			if (at + 4 > this.#pageSize) continue;
			if (type === kind.interior) yield* this.rows(this.#view.getUint32(start + at), depth + 1, seen);
			else {
				const row = this.#row(start + at, start);
				if (row) yield row;
			}
		}
		if (type === kind.interior) yield* this.rows(this.#view.getUint32(header + 8), depth + 1, seen);
	}

	#row(cell: number, page: number): Value[] | undefined {
		const length = this.#varint(cell);
		const id = this.#varint(length.end);
		const payload = this.#payload(id.end, length.value, page);
		return payload && record(payload);
	}

	/** What does not fit on the page goes on on others, each with the number of the next one. */
	#payload(at: number, length: number, page: number): Uint8Array | undefined {
		if (length > this.#file.length) return undefined;
		const most = this.#usable - 35;
		if (length <= most) return at + length <= this.#file.length ? this.#file.subarray(at, at + length) : undefined;
		const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
		const wanted = least + ((length - least) % (this.#usable - 4));
		const local = wanted <= most ? wanted : least;
		if (at + local + 4 > page + this.#pageSize) return undefined;
		const payload = new Uint8Array(length);
		payload.set(this.#file.subarray(at, at + local));
		let next = this.#view.getUint32(at + local);
		for (let filled = local; filled < length; ) {
			const start = this.#startOf(next);
			if (start === undefined) return undefined;
			const used = Math.min(this.#usable - 4, length - filled);
			payload.set(this.#file.subarray(start + 4, start + 4 + used), filled);
			filled += used;
			next = this.#view.getUint32(start);
		}
		return payload;
	}

	#startOf(page: number): number | undefined {
		const start = (page - 1) * this.#pageSize;
		return page > 0 && this.#pageSize >= 512 && start + this.#pageSize <= this.#file.length ? start : undefined;
	}

	#varint(at: number): { readonly value: number; readonly end: number } {
		return varint(this.#file, at);
	}
}

/** Lengths of the columns, then their values. */
function record(payload: Uint8Array): Value[] {
	const values: Value[] = [];
	const header = varint(payload, 0);
	let at = header.value;
	for (let type = header; type.end < header.value; ) {
		type = varint(payload, type.end);
		const { value: code } = type;
		const length = code >= 12 ? Math.floor((code - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8][code] ?? 0);
		if (at + length > payload.length) break;
		values.push(valueOf(code, payload.subarray(at, at + length)));
		at += length;
	}
	return values;
}

/** Numbers as far as one can stand for a page. */
function valueOf(code: number, bytes: Uint8Array): Value {
	if (code >= 12) return code % 2 === 0 ? bytes : decodeUtf8(bytes);
	if (code === 8 || code === 9) return code - 8;
	return code >= 1 && code <= 6 ? bytes.reduce((number, byte) => number * 256 + byte, 0) : undefined;
}

/** Seven bits in each byte, the highest first; the eighth says that more follow. */
function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
	let value = 0;
	for (let length = 0; length < 9; length++) {
		const byte = bytes[at + length] ?? 0;
		if (length === 8) return { value: value * 256 + byte, end: at + 9 };
		value = value * 128 + (byte & 0x7f);
		if (byte < 0x80) return { value, end: at + length + 1 };
	}
	return { value, end: at + 9 };
}
