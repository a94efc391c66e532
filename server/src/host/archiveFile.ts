/** Image archives on disk: a tar of `docker save` or `podman save`, or an OCI layout as a tar or a folder. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArchivedImage, type ArchiveMember, type OnLayerEntry, readArchive, readArchiveTar } from '../image/archive.ts';
import { DamagedArchive } from '../image/byteReader.ts';
import { MissingDecompressor } from '../image/decompress.ts';
import { decompressors } from './decompress.ts';

/** The message is a sentence that names the archive. */
export class ArchiveError extends Error {
	override readonly name = 'ArchiveError';
}

/** Layers are read in large pieces: one system call per entry would be most of the time. */
const pieceSize = 1 << 20;

export async function readArchiveFile(path: string, onEntry?: OnLayerEntry): Promise<readonly ArchivedImage[]> {
	try {
		const images = (await stat(path)).isDirectory()
			? await readArchive(members(path, ''), decompressors, onEntry)
			: await readArchiveTar(createReadStream(path, { highWaterMark: pieceSize }), decompressors, onEntry);
		if (images.length === 0) throw new DamagedArchive('it holds no image');
		return images;
	} catch (error) {
		throw new ArchiveError(sentence(path, error), { cause: error });
	}
}

async function* members(root: string, folder: string): AsyncGenerator<ArchiveMember, void, undefined> {
	const names = await readdir(join(root, folder), { withFileTypes: true });
	for (const name of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = folder === '' ? name.name : `${folder}/${name.name}`;
		if (name.isDirectory()) yield* members(root, path);
		else if (name.isFile()) {
			const { size } = await stat(join(root, path));
			yield { path, kind: 'file', size, link: '', content: createReadStream(join(root, path), { highWaterMark: pieceSize }) };
		}
	}
}

function sentence(path: string, error: unknown): string {
	if (error instanceof MissingDecompressor) return `Could not read ${path}. ${error.message}`;
	if (error instanceof DamagedArchive) return `Could not read ${path}: ${error.message}.`;
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'ENOENT') return `Could not read ${path}: there is no such file.`;
	if (code === 'EACCES') return `Could not read ${path}: permission denied.`;
	if (code?.startsWith('Z_') || code?.startsWith('ZSTD_')) return `Could not read ${path}: its compressed data is damaged.`;
	return `Could not read ${path} (${code ?? 'unknown reason'}).`;
}
