import { ByteReader, DamagedArchive } from './byteReader.ts';
import { decodeUtf8 } from './utf8.ts';

export type TarKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';

export interface TarEntry {
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
	/** The file's bytes, only while this entry is the current one. What is not read is skipped. */
	readonly content: AsyncIterable<Uint8Array>;
}

const block = 512;

/** Reads a tar of any of the formats met in images: ustar, pax, GNU, old. Ends at the first zero block, as tar does. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, undefined> {
	const reader = new ByteReader(source);
	try {
		yield* entries(reader);
	} finally {
		await reader.close();
	}
}

async function* entries(reader: ByteReader): AsyncGenerator<TarEntry, void, undefined> {
	let pax: ReadonlyMap<string, string> = new Map();
	let globalPax: ReadonlyMap<string, string> = new Map();
	let longName: string | undefined;
	let longLink: string | undefined;
	for (;;) {
		const header = await reader.take(block);
		if (header.length === 0 || header.every(byte => byte === 0)) return;
		if (header.length < block) throw new DamagedArchive('the tar ends within a header');
		if (!hasChecksum(header)) throw new DamagedArchive('a tar header does not match its checksum');
		const type = String.fromCharCode(header[156] as number);
		const written = number(header, 124, 12);
		if ('xgLK'.includes(type)) {
			const data = await extension(reader, written);
			if (type === 'x') pax = records(data);
			else if (type === 'g') globalPax = new Map([...globalPax, ...records(data)]);
			else if (type === 'L') longName = decodeUtf8(data).replace(/\0.*$/s, '');
			else longLink = decodeUtf8(data).replace(/\0.*$/s, '');
			continue;
		}

		const attribute = (name: string): string | undefined => pax.get(name) ?? globalPax.get(name);
		const name = attribute('path') ?? longName ?? headerName(header);
		const kind = kindOf(type, name);
		const stored = hasBody(type) ? (numeric(attribute('size')) ?? written) : 0;
		if (type === 'S') await skipSparseMaps(reader, header);
		const body = new Body(reader, stored);
		const entry: TarEntry = {
			path: normal(name),
			kind,
			size: kind === 'file' ? (numeric(attribute('GNU.sparse.realsize')) ?? (type === 'S' ? number(header, 483, 12) : stored)) : 0,
			mode: number(header, 100, 8) & 0o7777,
			uid: numeric(attribute('uid')) ?? number(header, 108, 8),
			gid: numeric(attribute('gid')) ?? number(header, 116, 8),
			modified: numeric(attribute('mtime')) ?? number(header, 136, 12),
			link: attribute('linkpath') ?? longLink ?? text(header, 157, 100),
			content: body,
		};
		pax = new Map();
		longName = longLink = undefined;
		yield entry;
		await body.finish();
	}
}

/** The data blocks of one entry. */
class Body implements AsyncIterable<Uint8Array> {
	readonly #reader: ByteReader;
	readonly #padding: number;
	#left: number;

	constructor(reader: ByteReader, size: number) {
		this.#reader = reader;
		this.#left = size;
		this.#padding = (block - (size % block)) % block;
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
		while (this.#left > 0) {
			const chunk = await this.#reader.some(this.#left);
			if (!chunk) throw new DamagedArchive('the tar ends within a file');
			this.#left -= chunk.length;
			yield chunk;
		}
	}

	async finish(): Promise<void> {
		const rest = this.#left;
		this.#left = 0;
		if (!(await this.#reader.skip(rest))) throw new DamagedArchive('the tar ends within a file');
		await this.#reader.skip(this.#padding);
	}
}

/** True if 512 bytes can be the first header of a tar: a checksum that fits, or nothing but zeros (an empty tar). */
export function isTarHeader(bytes: Uint8Array): boolean {
	return bytes.length >= block && (bytes.subarray(0, block).every(byte => byte === 0) || hasChecksum(bytes));
}

function hasChecksum(header: Uint8Array): boolean {
	let sum = 0;
	for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number);
	return sum === number(header, 148, 8);
}

/** Long names and pax records are a few kilobytes; a larger one is no tar of an image. */
const longestExtension = 1 << 20;

async function extension(reader: ByteReader, size: number): Promise<Uint8Array> {
	if (size > longestExtension) throw new DamagedArchive('a tar header extension is longer than 1 MiB');
	const data = (await reader.take(size)).slice();
	if (data.length < size) throw new DamagedArchive('the tar ends within a header extension');
	await reader.skip((block - (size % block)) % block);
	return data;
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

async function skipSparseMaps(reader: ByteReader, header: Uint8Array): Promise<void> {
	for (let extended = header[482] !== 0; extended; ) {
		const map = await reader.take(block);
		if (map.length < block) throw new DamagedArchive('the tar ends within a sparse map');
		extended = map[504] !== 0;
	}
}

function headerName(header: Uint8Array): string {
	const name = text(header, 0, 100);
	// GNU headers ("ustar ", with a blank) keep times where ustar keeps the prefix.
	const isUstar = text(header, 257, 6) === 'ustar';
	const prefix = isUstar ? text(header, 345, 155) : '';
	return prefix === '' ? name : `${prefix}/${name}`;
}

function kindOf(type: string, name: string): TarKind {
	switch (type) {
		case '1':
			return 'hardlink';
		case '2':
			return 'symlink';
		case '3':
			return 'character';
		case '4':
			return 'block';
		case '5':
			return 'directory';
		case '6':
			return 'fifo';
		default:
			// Old tars have no type for directories, only the slash.
			return name.endsWith('/') ? 'directory' : 'file';
	}
}

/** Links and devices have no data, whatever their size says. */
function hasBody(type: string): boolean {
	return !'123456'.includes(type);
}

function normal(path: string): string {
	return path
		.split('/')
		.filter(part => part !== '' && part !== '.')
		.join('/');
}

function text(header: Uint8Array, at: number, length: number): string {
	const field = header.subarray(at, at + length);
	const end = field.indexOf(0);
	return decodeUtf8(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits, or base 256 where the first bit is set. */
function number(header: Uint8Array, at: number, length: number): number {
	const first = header[at] as number;
	if (first & 0x80) {
		let value = first === 0xff ? -1 : first & 0x7f;
		for (let i = 1; i < length; i++) value = value * 256 + (header[at + i] as number);
		return value;
	}
	const digits = text(header, at, length).trim();
	return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0;
}

function numeric(value: string | undefined): number | undefined {
	return value !== undefined && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
