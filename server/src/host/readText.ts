/** Reading a text file without changing a byte of what it says: what is not UTF-8 is refused, not repaired. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

export interface TextFile {
	/** The text as it stands in the file; a byte order mark is its first character. */
	readonly text: string;
	readonly bom: boolean;
}

export type ReadFailure = 'missing' | 'folder' | 'unreadable' | 'binary' | 'notUtf8' | 'tooLarge';

/** Why there is no text. The message names the file and is a sentence for people. */
export class ReadError extends Error {
	readonly kind: ReadFailure;
	readonly path: string;

	constructor(kind: ReadFailure, path: string, message: string) {
		super(message);
		this.name = 'ReadError';
		this.kind = kind;
		this.path = path;
	}
}

/** 10 MB: a thousand times what a long Dockerfile has. */
export const maxTextBytes = 10_000_000;
const pieceBytes = 1 << 16;

/** Reads a file. `maxBytes` guards against what is no Dockerfile at all. */
export async function readText(path: string, maxBytes = maxTextBytes): Promise<TextFile> {
	let bytes: Buffer;
	try {
		const file = await open(path, 'r');
		try {
			const stat = await file.stat();
			checkKind(path, stat, maxBytes);
			const collected = new Pieces(path, maxBytes, stat.size);
			while (collected.wants((await file.read(collected.space())).bytesRead));
			bytes = collected.bytes();
		} finally {
			await file.close();
		}
	} catch (error) {
		throw asReadError(path, error);
	}
	return decodeText(bytes, path);
}

/** The same, at once: where thousands of files are read in a row this is many times faster. */
export function readTextSync(path: string, maxBytes = maxTextBytes): TextFile {
	let bytes: Buffer;
	try {
		const file = openSync(path, 'r');
		try {
			const stat = fstatSync(file);
			checkKind(path, stat, maxBytes);
			const collected = new Pieces(path, maxBytes, stat.size);
			while (collected.wants(readSync(file, collected.space())));
			bytes = collected.bytes();
		} finally {
			closeSync(file);
		}
	} catch (error) {
		throw asReadError(path, error);
	}
	return decodeText(bytes, path);
}

/** Strict UTF-8. `name` is what messages call it: a path, or "standard input". */
export function decodeText(bytes: Uint8Array, name: string): TextFile {
	if (bytes.byteLength > maxTextBytes) throw tooLarge(name, maxTextBytes);
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
		throw new ReadError('notUtf8', name, `${name} is written in UTF-16. Save it as UTF-8.`);
	}
	const zero = bytes.indexOf(0);
	if (zero >= 0)
		throw new ReadError('binary', name, `${name} has a NUL byte in line ${lineAt(bytes, zero)}: it is not a text file. Check that it is the file you mean.`);
	if (!isUtf8(bytes)) throw new ReadError('notUtf8', name, `${name} is not valid UTF-8 in line ${firstBadLine(bytes)}. Save it as UTF-8.`);
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
	return { text, bom: text.startsWith('\uFEFF') };
}

/** Room for a file whose size may not be known before (a pipe) or may grow while it is read. */
class Pieces {
	readonly #path: string;
	readonly #maxBytes: number;
	#buffer: Buffer;
	#length = 0;

	constructor(path: string, maxBytes: number, expected: number) {
		this.#path = path;
		this.#maxBytes = maxBytes;
		this.#buffer = Buffer.allocUnsafe(Math.max(expected, 0) + 1);
	}

	space(): Buffer {
		if (this.#length === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], this.#length + pieceBytes);
		return this.#buffer.subarray(this.#length);
	}

	wants(read: number): boolean {
		this.#length += read;
		if (this.#length > this.#maxBytes) throw tooLarge(this.#path, this.#maxBytes);
		return read > 0;
	}

	bytes(): Buffer {
		return this.#buffer.subarray(0, this.#length);
	}
}

function checkKind(path: string, stat: { isDirectory(): boolean; readonly size: number }, maxBytes: number): void {
	if (stat.isDirectory()) throw new ReadError('folder', path, `${path} is a folder. Name a file in it.`);
	if (stat.size > maxBytes) throw tooLarge(path, maxBytes);
}

function tooLarge(path: string, maxBytes: number): ReadError {
	const limit = maxBytes >= 1_000_000 ? `${Math.floor(maxBytes / 1_000_000)} MB` : `${maxBytes} bytes`;
	return new ReadError('tooLarge', path, `${path} is larger than ${limit}. Check that it is the file you mean.`);
}

function asReadError(path: string, error: unknown): unknown {
	if (error instanceof ReadError) return error;
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'ENOENT' || code === 'ENOTDIR') return new ReadError('missing', path, `${path} does not exist. Check the path.`);
	if (code === 'EISDIR') return new ReadError('folder', path, `${path} is a folder. Name a file in it.`);
	if (code === 'EACCES' || code === 'EPERM') return new ReadError('unreadable', path, `${path} may not be read. Change its permissions, or leave it out.`);
	if (code === 'ELOOP') return new ReadError('unreadable', path, `${path} is a link that leads back to itself. Correct the link, or leave it out.`);
	return new ReadError('unreadable', path, `${path} could not be read (${code ?? 'unknown reason'}). Check the file, or leave it out.`);
}

function lineAt(bytes: Uint8Array, offset: number): number {
	let line = 1;
	for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
	return line;
}

/** A line end never lies inside a character, so lines can be judged one by one. */
function firstBadLine(bytes: Uint8Array): number {
	for (let line = 1, start = 0; ; line++) {
		const end = bytes.indexOf(10, start);
		if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
		start = end + 1;
	}
}
