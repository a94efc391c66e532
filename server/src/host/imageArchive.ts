/** Image archives on disk: a tar of `docker save` or `podman save`, or an OCI layout as a tar or a folder. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type ArchiveMember, indexesOf, memberOf, type OpenArchive, openArchive, type ReadArchive, readArchiveTar, tarMembers } from '../image/archive.ts';
import type { ArchivedImage, ArchivedLayer } from '../image/archiveContents.ts';
import { DamagedArchive } from '../image/byteReader.ts';
import { compressionOf, MissingDecompressor } from '../image/decompress.ts';
import { type Blob, readFileIn, readFilesIn, readLayer } from '../image/layerBlob.ts';
import type { LayerFile, LayerIndex } from '../image/layerIndex.ts';
import type { RandomAccess } from '../image/randomAccess.ts';
import { decompressors } from './decompress.ts';
import { type Closeable, FilePool, openForAccess, politePause, readPart } from './fileAccess.ts';
import type { ReadLayersOptions } from './imageSource.ts';
import type { LayerCache } from './layerCache.ts';

/** The message is a sentence that names the archive. */
export class ArchiveError extends Error {
	override readonly name = 'ArchiveError';
}

/** Node has it from 20.15 and 22.2 on; without it contents are not compared. */
export const checksum: ((piece: Uint8Array, before: number) => number) | undefined = typeof crc32 === 'function' ? crc32 : undefined;

/** An archive that stays open until `close`. All methods throw an `ArchiveError`. */
export class ImageArchive {
	readonly path: string;
	readonly images: readonly ArchivedImage[];
	readonly #parts: OpenArchive | ReadArchive;
	readonly #files: readonly Closeable[];

	private constructor(path: string, parts: OpenArchive | ReadArchive, files: readonly Closeable[]) {
		this.path = path;
		this.images = parts.images;
		this.#parts = parts;
		this.#files = files;
	}

	/** Only the small parts are read, except of a tar that is compressed as a whole. */
	static async open(path: string, signal?: AbortSignal): Promise<ImageArchive> {
		const files: Closeable[] = [];
		try {
			const stats = await stat(path);
			const archive = stats.isDirectory()
				? new ImageArchive(path, openArchive(await folderMembers(path, files)), files)
				: await ImageArchive.#openTar(path, stats.size, files, signal);
			if (archive.images.length === 0) throw new DamagedArchive('it holds no image');
			return archive;
		} catch (error) {
			for (const file of files) file.close();
			throw archiveError(path, error);
		}
	}

	static async #openTar(path: string, size: number, files: Closeable[], signal: AbortSignal | undefined): Promise<ImageArchive> {
		const file = openForAccess(path, size);
		files.push(file);
		if (compressionOf(file.read(0, 4)) !== 'none') {
			return new ImageArchive(path, await readArchiveTar(readPart(path, 0, size), decompressors, { checksum, pause: politePause(signal) }), files);
		}
		const members = await tarMembers(file, (start, length) => readPart(path, start, length));
		return new ImageArchive(path, openArchive(members), files);
	}

	/** The layers of one of its images, oldest first. */
	async layers(
		image: ArchivedImage,
		{ cache, signal, onProgress }: ReadLayersOptions & { readonly cache?: LayerCache | undefined } = {},
	): Promise<readonly LayerIndex[]> {
		const pause = politePause(signal);
		try {
			if (!('blob' in this.#parts)) return indexesOf(image, this.#parts);
			const indexes: LayerIndex[] = [];
			for (const layer of image.layers) {
				const known = indexes.find(({ diffId }) => diffId === layer.diffId) ?? (await cache?.get(layer.diffId));
				const index = known ?? (await readLayer(this.#parts.blob(layer), layer.diffId, decompressors, { checksum, pause })).index;
				if (!known) await cache?.put(index);
				indexes.push(index);
				onProgress?.(indexes.length, image.layers.length);
			}
			return indexes;
		} catch (error) {
			throw archiveError(this.path, error);
		}
	}

	/** A file of a layer; `undefined` if it has more than `most` bytes. */
	async read(layer: ArchivedLayer, file: LayerFile, most: number): Promise<Uint8Array | undefined> {
		if (file.kind !== 'file' || file.size > most) return undefined;
		try {
			return await readFileIn('blob' in this.#parts ? this.#parts.blob(layer) : await this.#streamed(layer), file, decompressors);
		} catch (error) {
			throw archiveError(this.path, error);
		}
	}

	/** Several files of a layer by path, without those that have more than `most` bytes. */
	async contents(layer: ArchivedLayer, files: readonly LayerFile[], most: number): Promise<ReadonlyMap<string, Uint8Array>> {
		const wanted = files.filter(({ kind, size }) => kind === 'file' && size <= most);
		if (wanted.length === 0) return new Map();
		try {
			return await readFilesIn('blob' in this.#parts ? this.#parts.blob(layer) : await this.#streamed(layer), wanted, decompressors);
		} catch (error) {
			throw archiveError(this.path, error);
		}
	}

	close(): void {
		for (const file of this.#files) file.close();
	}

	/** A member of a tar that is compressed as a whole: everything before it is read again. */
	async #streamed(layer: ArchivedLayer): Promise<Blob> {
		return memberOf(readPart(this.path, 0, (await stat(this.path)).size), layer.blob, decompressors);
	}
}

async function folderMembers(root: string, files: Closeable[]): Promise<(ArchiveMember & { readonly at: RandomAccess })[]> {
	const isImage = await Promise.all(['index.json', 'manifest.json'].map(name => stat(join(root, name)).catch(() => undefined)));
	if (!isImage.some(stats => stats?.isFile())) throw new DamagedArchive('it holds no image: neither a manifest.json nor an index.json is in it');
	const pool = new FilePool();
	files.push(pool);
	const members: (ArchiveMember & { readonly at: RandomAccess })[] = [];
	const walk = async (folder: string): Promise<void> => {
		const names = await readdir(join(root, folder), { withFileTypes: true });
		for (const name of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const path = folder === '' ? name.name : `${folder}/${name.name}`;
			if (name.isDirectory()) await walk(path);
			if (!name.isFile()) continue;
			const { size } = await stat(join(root, path));
			members.push({
				path,
				kind: 'file',
				link: '',
				size,
				at: pool.file(join(root, path), size),
				get content() {
					return readPart(join(root, path), 0, size);
				},
			});
		}
	};
	await walk('');
	return members;
}

export function archiveError(path: string, error: unknown): unknown {
	const { code, name } = error as NodeJS.ErrnoException;
	if (name === 'AbortError') return error;
	return new ArchiveError(sentence(path, error, code), { cause: error });
}

function sentence(path: string, error: unknown, code: string | undefined): string {
	if (error instanceof MissingDecompressor) return `Could not read ${path}. ${error.message}`;
	if (error instanceof DamagedArchive) return `Could not read ${path}: ${error.message}.`;
	if (code === 'ENOENT') return `Could not read ${path}: there is no such file.`;
	if (code === 'EACCES') return `Could not read ${path}: permission denied.`;
	if (code?.startsWith('Z_') || code?.startsWith('ZSTD_')) return `Could not read ${path}: its compressed data is damaged.`;
	return `Could not read ${path} (${code ?? (error instanceof Error ? error.message : 'unknown reason')}).`;
}
