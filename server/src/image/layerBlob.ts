/** A layer as it lies in an archive: a tar, perhaps compressed. */
import { ByteReader, DamagedArchive } from './byteReader.ts';
import { type Compression, compressionOf, type Decompressors, decompressed, MissingDecompressor } from './decompress.ts';
import type { LayerFile, LayerIndex } from './layerIndex.ts';
import { type IndexOptions, LayerIndexBuilder } from './layerIndexBuilder.ts';
import { type Pause, type RandomAccess, scanHeaders } from './randomAccess.ts';
import { blockSize, isTarHeader } from './tarHeader.ts';
import { TarScanner } from './tarScanner.ts';

/** A member of an archive whose bytes can be had: from any place, or once and in order. */
export interface Blob {
	readonly path: string;
	readonly size: number;
	readonly at?: RandomAccess | undefined;
	readonly content: AsyncIterable<Uint8Array>;
}

export interface ReadLayer {
	readonly compression: Compression;
	/** Bytes in the archive. */
	readonly packedSize: number;
	readonly index: LayerIndex;
	/** Contents that were to be kept, by path. */
	readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** Throws a `DamagedArchive` that names the layer. Of an uncompressed blob that can be read from any place only headers are read. */
export async function readLayer(
	blob: Blob,
	diffId: string,
	decompressors: Decompressors,
	options: IndexOptions & { readonly pause?: Pause | undefined } = {},
): Promise<ReadLayer> {
	const builder = new LayerIndexBuilder(options);
	try {
		const compression = await scan(blob, builder, decompressors, options.pause);
		return { compression, packedSize: blob.size, index: builder.index(diffId), kept: builder.kept };
	} catch (error) {
		throw named(blob, builder, error);
	}
}

/** True if the first bytes are those of a layer. */
export function isLayer(head: Uint8Array): boolean {
	return compressionOf(head) !== 'none' || isTarHeader(head);
}

async function scan(blob: Blob, builder: LayerIndexBuilder, decompressors: Decompressors, pause: Pause | undefined): Promise<Compression> {
	if (blob.at && isTarHeader(blob.at.read(0, blockSize))) {
		await scanHeaders(blob.at, (header, offset) => builder.entry(header, offset), pause);
		return 'none';
	}
	const { reader, compression } = await decompressed(new ByteReader(blob.content), decompressors);
	if (!isTarHeader(await reader.peek(blockSize))) throw new DamagedArchive('it is not a tar');
	const scanner = new TarScanner(builder);
	for await (const piece of reader.rest()) {
		scanner.push(piece);
		await pause?.();
	}
	scanner.end();
	return compression;
}

/** The content of one file. Of a compressed layer everything before it is read, too. Throws a `DamagedArchive` that names the layer. */
export async function readFileIn(blob: Blob, file: LayerFile, decompressors: Decompressors): Promise<Uint8Array> {
	if (blob.at && isTarHeader(blob.at.read(0, blockSize))) {
		const content = blob.at.read(file.offset, file.size).slice();
		if (content.length < file.size) throw new DamagedArchive(`the layer ${blob.path} ends within ${file.path}`);
		return content;
	}
	const { reader } = await decompressed(new ByteReader(blob.content), decompressors);
	try {
		await reader.skip(file.offset);
		const content = await reader.take(file.size);
		if (content.length < file.size) throw new DamagedArchive(`the layer ${blob.path} ends within ${file.path}`);
		return content.slice();
	} finally {
		await reader.close();
	}
}

/** The contents of several files by path, of a compressed layer in one pass. Throws a `DamagedArchive` that names the layer. */
export async function readFilesIn(blob: Blob, files: readonly LayerFile[], decompressors: Decompressors): Promise<Map<string, Uint8Array>> {
	const contents = new Map<string, Uint8Array>();
	if (blob.at && isTarHeader(blob.at.read(0, blockSize))) {
		for (const file of files) contents.set(file.path, await readFileIn(blob, file, decompressors));
		return contents;
	}
	const { reader } = await decompressed(new ByteReader(blob.content), decompressors);
	try {
		let at = 0;
		for (const file of [...files].sort((a, b) => a.offset - b.offset)) {
			await reader.skip(file.offset - at);
			const content = await reader.take(file.size);
			if (content.length < file.size) throw new DamagedArchive(`the layer ${blob.path} ends within ${file.path}`);
			contents.set(file.path, content.slice());
			at = file.offset + file.size;
		}
		return contents;
	} finally {
		await reader.close();
	}
}

/** Damage of the compressed data comes from the host with a code. */
function named(blob: Blob, builder: LayerIndexBuilder, error: unknown): unknown {
	if (error instanceof MissingDecompressor) return error;
	const { code } = error as { readonly code?: unknown };
	const isCompression = typeof code === 'string' && /^Z(?:STD)?_/.test(code);
	if (!isCompression && !(error instanceof DamagedArchive)) return error;
	const what = isCompression ? 'its compressed data is damaged' : error instanceof DamagedArchive ? error.message : '';
	const after = builder.last === undefined ? '' : `, after ${builder.last}`;
	return new DamagedArchive(`the layer ${blob.path} is damaged${after}: ${what}`, { cause: error });
}
