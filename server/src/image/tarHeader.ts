/** What the headers of a tar say, in any of the formats met in images: ustar, pax, GNU, old. Who brings the bytes is another matter. */
import { DamagedArchive } from './byteReader.ts';
import { decodeUtf8 } from './utf8.ts';

export type TarKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';

export interface TarHeader {
	/** Without a leading `./` or `/` and without a trailing `/`; '' is the root. */
	readonly path: string;
	readonly kind: TarKind;
	/** Bytes of the file; 0 for everything that is no file. */
	readonly size: number;
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
	/** Seconds since 1970, with fractions where the archive has them. */
	readonly modified: number;
	/** Target of a symlink or hard link, as written. */
	readonly link: string;
	/** Bytes of data that follow, without padding. */
	readonly stored: number;
	/** Maps of an old GNU sparse file follow before the data, a block each, until one says that it is the last. */
	readonly hasSparseMaps: boolean;
}

/** Everything in a tar comes in blocks of this many bytes. */
export const blockSize = 512;

/** Bytes between the end of this much data and the next header. */
export function padding(size: number): number {
	return (blockSize - (size % blockSize)) % blockSize;
}

/** Long names and pax records are a few kilobytes; a larger one is no tar of an image. */
const longestExtension = 1 << 20;

/** Reads headers in order, with the extensions that stand before them. */
export class TarHeaders {
	#pax: ReadonlyMap<string, string> | undefined;
	#globalPax: ReadonlyMap<string, string> | undefined;
	#longName: string | undefined;
	#longLink: string | undefined;
	#extension = '';

	/**
	 * A block where a header should be: the entry that it begins, or the length of an extension whose data is to be given to `extend`, or `undefined`
	 * for the end. Throws a `DamagedArchive` for anything else.
	 */
	read(header: Uint8Array): TarHeader | number | undefined {
		if (header.length === 0 || isZero(header)) return undefined;
		if (header.length < blockSize) throw new DamagedArchive('the tar ends within a header');
		if (!hasChecksum(header)) throw new DamagedArchive('a tar header does not match its checksum');
		const type = header[156] as number;
		const written = number(header, 124, 12);
		if (type === 0x78 || type === 0x67 || type === 0x4c || type === 0x4b) {
			if (!(written >= 0 && written <= longestExtension)) throw new DamagedArchive('a tar header extension is longer than 1 MiB');
			this.#extension = String.fromCharCode(type);
			return written;
		}
		return this.#entry(header, type, written);
	}

	/** The data of an extension. */
	extend(data: Uint8Array): void {
		if (this.#extension === 'x') this.#pax = records(data);
		else if (this.#extension === 'g') this.#globalPax = new Map([...(this.#globalPax ?? []), ...records(data)]);
		else if (this.#extension === 'L') this.#longName = decodeUtf8(data).replace(/\0.*$/s, '');
		else this.#longLink = decodeUtf8(data).replace(/\0.*$/s, '');
	}

	#entry(header: Uint8Array, type: number, written: number): TarHeader {
		const attribute = this.#pax || this.#globalPax ? (name: string) => this.#pax?.get(name) ?? this.#globalPax?.get(name) : nothing;
		const name = attribute('path') ?? this.#longName ?? headerName(header);
		const kind = kindOf(type, name);
		const stored = hasBody(type) ? (numeric(attribute('size')) ?? written) : 0;
		if (!(stored >= 0)) throw new DamagedArchive(`the size of ${name} is negative`);
		const isOldSparse = type === 0x53;
		const link = kind === 'symlink' || kind === 'hardlink' ? (attribute('linkpath') ?? this.#longLink ?? text(header, 157, 100)) : '';
		const entry: TarHeader = {
			path: normal(name),
			kind,
			size: kind === 'file' ? (numeric(attribute('GNU.sparse.realsize')) ?? (isOldSparse ? number(header, 483, 12) : stored)) : 0,
			mode: number(header, 100, 8) & 0o7777,
			uid: numeric(attribute('uid')) ?? number(header, 108, 8),
			gid: numeric(attribute('gid')) ?? number(header, 116, 8),
			modified: numeric(attribute('mtime')) ?? number(header, 136, 12),
			link,
			stored,
			hasSparseMaps: isOldSparse && header[482] !== 0,
		};
		this.#pax = this.#longName = this.#longLink = undefined;
		return entry;
	}
}

/** True if 512 bytes can be the first header of a tar: a checksum that fits, or nothing but zeros (an empty tar). */
export function isTarHeader(bytes: Uint8Array): boolean {
	if (bytes.length < blockSize) return false;
	const header = bytes.subarray(0, blockSize);
	return isZero(header) || hasChecksum(header);
}

/** True if another map follows this block of an old GNU sparse file. */
export function hasAnotherSparseMap(map: Uint8Array): boolean {
	return map[504] !== 0;
}

function nothing(): undefined {
	return undefined;
}

function isZero(header: Uint8Array): boolean {
	for (let i = 0; i < header.length; i++) if (header[i] !== 0) return false;
	return true;
}

function hasChecksum(header: Uint8Array): boolean {
	let sum = 8 * 0x20;
	for (let i = 0; i < 148; i++) sum += header[i] as number;
	for (let i = 156; i < blockSize; i++) sum += header[i] as number;
	return sum === number(header, 148, 8);
}

/** `LENGTH key=value\n`, where LENGTH counts bytes. */
function records(data: Uint8Array): Map<string, string> {
	const found = new Map<string, string>();
	for (let at = 0; at < data.length; ) {
		const blank = data.indexOf(0x20, at);
		const length = blank === -1 ? Number.NaN : Number(decodeUtf8(data.subarray(at, blank)));
		if (!(length > 0)) break;
		const record = decodeUtf8(data.subarray(blank + 1, at + length - 1));
		const equals = record.indexOf('=');
		if (equals !== -1) found.set(record.slice(0, equals), record.slice(equals + 1));
		at += length;
	}
	return found;
}

function headerName(header: Uint8Array): string {
	const name = text(header, 0, 100);
	// GNU headers ("ustar ", with a blank) keep times where ustar keeps the prefix.
	if (header[345] === 0 || text(header, 257, 6) !== 'ustar') return name;
	return `${text(header, 345, 155)}/${name}`;
}

const kinds: readonly (TarKind | undefined)[] = [undefined, 'hardlink', 'symlink', 'character', 'block', 'directory', 'fifo'];

function kindOf(type: number, name: string): TarKind {
	// Old tars have no type for directories, only the slash.
	return kinds[type - 0x30] ?? (name.endsWith('/') ? 'directory' : 'file');
}

/** Links and devices have no data, whatever their size says. */
function hasBody(type: number): boolean {
	return type < 0x31 || type > 0x36;
}

function normal(path: string): string {
	// most are as they should be, and there are many
	if (!/^\/|\/$|(?:^|\/)\.?(?:\/|$)/.test(path)) return path;
	return path
		.split('/')
		.filter(part => part !== '' && part !== '.')
		.join('/');
}

function text(header: Uint8Array, at: number, length: number): string {
	let end = at;
	while (end < at + length && header[end] !== 0) end++;
	return decodeUtf8(header.subarray(at, end));
}

/** Octal digits, or base 256 where the first bit is set. */
function number(header: Uint8Array, at: number, length: number): number {
	const first = header[at] as number;
	if (first & 0x80) {
		let value = first === 0xff ? -1 : first & 0x7f;
		for (let i = 1; i < length; i++) value = value * 256 + (header[at + i] as number);
		return value;
	}
	let value = 0;
	let i = at;
	while (i < at + length && header[i] === 0x20) i++;
	for (; i < at + length; i++) {
		const digit = (header[i] as number) - 0x30;
		if (digit >= 0 && digit <= 7) value = value * 8 + digit;
		else if (header[i] === 0 || header[i] === 0x20) break;
		else return 0;
	}
	return value;
}

function numeric(value: string | undefined): number | undefined {
	return value !== undefined && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
