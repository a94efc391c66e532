import { ArchiveContents, type ArchivedImage, type ArchivedLayer } from './archiveContents.ts';
import { ByteReader, DamagedArchive } from './byteReader.ts';
import { type Decompressors, decompressed, MissingDecompressor } from './decompress.ts';
import { type Blob, isLayer, type ReadLayer, readLayer } from './layerBlob.ts';
import type { LayerIndex } from './layerIndex.ts';
import type { IndexOptions } from './layerIndexBuilder.ts';
import { type Pause, partOf, type RandomAccess, scanHeaders } from './randomAccess.ts';
import { readTar } from './tar.ts';
import { blockSize, isTarHeader, type TarKind } from './tarHeader.ts';
import { decodeUtf8 } from './utf8.ts';

/** A file of an archive or of an OCI folder. */
export interface ArchiveMember extends Blob {
	readonly kind: TarKind;
	readonly link: string;
}

/** An archive whose parts can be read when they are needed. */
export interface OpenArchive {
	readonly images: readonly ArchivedImage[];
	/** Throws a `DamagedArchive` if the layer is not there. */
	blob(layer: ArchivedLayer): Blob;
}

/** Looks at the small parts of an archive that can be read from any place. */
export function openArchive(members: Iterable<ArchiveMember & { readonly at: RandomAccess }>): OpenArchive {
	const contents = new ArchiveContents();
	const blobs = new Map<string, Blob>();
	for (const member of members) {
		if (member.kind === 'symlink') contents.addSymlink(member.path, member.link);
		else if (member.kind === 'hardlink') contents.addHardlink(member.path, member.link);
		else if (member.kind === 'file') {
			const head = member.at.read(0, 1);
			if (!isDocument(head)) blobs.set(member.path, member);
			else if (member.size <= longestDocument) addDocument(contents, member.path, member.at.read(0, member.size));
		}
	}
	return { images: contents.images(), blob: layer => blobs.get(layer.blob) ?? missing(layer.blob) };
}

/** The members of a tar that can be read from any place. Throws a `DamagedArchive`. */
export async function tarMembers(tar: RandomAccess, content: (start: number, size: number) => AsyncIterable<Uint8Array>) {
	if (!isTarHeader(tar.read(0, blockSize))) throw new DamagedArchive('it is not a tar archive');
	const members: (ArchiveMember & { readonly at: RandomAccess })[] = [];
	await scanHeaders(tar, ({ path, kind, stored, link }, offset) => {
		members.push({
			path,
			kind,
			link,
			size: stored,
			at: partOf(tar, offset, stored),
			get content() {
				return content(offset, stored);
			},
		});
	});
	return members;
}

export interface StreamOptions extends IndexOptions {
	/** A layer that was read before, by its path in the archive: it is passed over. */
	readonly known?: ((blob: string) => boolean) | undefined;
	/** After each layer. */
	readonly onLayer?: ((blob: string, size: number) => void) | undefined;
	readonly pause?: Pause | undefined;
}

export interface ReadArchive {
	readonly images: readonly ArchivedImage[];
	/** By path; those that were known are not among them. */
	readonly layers: ReadonlyMap<string, ReadLayer>;
}

/** Reads a tar of `docker save`, `podman save` or an OCI layout in one pass; the whole may be compressed. */
export async function readArchiveTar(source: AsyncIterable<Uint8Array>, decompressors: Decompressors, options: StreamOptions = {}): Promise<ReadArchive> {
	const whole = new ByteReader(source);
	try {
		return await readMembers((await decompressed(whole, decompressors)).reader, decompressors, options);
	} finally {
		await whole.close();
	}
}

async function readMembers(reader: ByteReader, decompressors: Decompressors, options: StreamOptions): Promise<ReadArchive> {
	if (!isTarHeader(await reader.peek(blockSize))) throw new DamagedArchive('it is not a tar archive');
	const contents = new ArchiveContents();
	const layers = new Map<string, ReadLayer>();
	/** Members that could not be read here, with the reason; only matters if an image needs them. */
	const unreadable = new Map<string, DamagedArchive>();
	for await (const entry of readTar(reader.rest())) {
		if (entry.kind === 'symlink') contents.addSymlink(entry.path, entry.link);
		else if (entry.kind === 'hardlink') contents.addHardlink(entry.path, entry.link);
		if (entry.kind !== 'file' || options.known?.(entry.path)) continue;
		const packed = new ByteReader(entry.content);
		const head = await packed.peek(blockSize);
		if (isDocument(head)) {
			if (entry.size <= longestDocument) addDocument(contents, entry.path, await packed.take(entry.size));
		} else if (isLayer(head)) {
			try {
				layers.set(entry.path, await readLayer({ path: entry.path, size: entry.size, content: packed.rest() }, '', decompressors, options));
				options.onLayer?.(entry.path, entry.size);
			} catch (error) {
				if (!(error instanceof MissingDecompressor)) throw error;
				unreadable.set(entry.path, error);
			}
		}
	}
	const images = contents.images();
	for (const { blob } of images.flatMap(image => image.layers)) {
		if (layers.has(blob) || options.known?.(blob)) continue;
		throw unreadable.get(blob) ?? missing(blob);
	}
	return { images, layers };
}

/** The layers of an image of such an archive, oldest first. `known`: those that were passed over. */
export function indexesOf(
	image: ArchivedImage,
	{ layers }: ReadArchive,
	known: (layer: ArchivedLayer) => LayerIndex | undefined = () => undefined,
): LayerIndex[] {
	return image.layers.map(layer => {
		const read = layers.get(layer.blob);
		return (read && { ...read.index, diffId: layer.diffId }) ?? known(layer) ?? missing(layer.blob);
	});
}

/** Configurations are some kilobytes; attestations of large builds can be megabytes. */
const longestDocument = 16 << 20;

function isDocument(head: Uint8Array): boolean {
	return head[0] === 0x7b || head[0] === 0x5b;
}

function addDocument(contents: ArchiveContents, path: string, bytes: Uint8Array): void {
	try {
		contents.addDocument(path, JSON.parse(decodeUtf8(bytes)));
	} catch {
		// what is no JSON is no document
	}
}

function missing(blob: string): never {
	throw new DamagedArchive(`the layer ${blob} is missing`);
}

/** One member of a tar that can only be read in order. */
export async function memberOf(source: AsyncIterable<Uint8Array>, path: string, decompressors: Decompressors): Promise<Blob> {
	const { reader } = await decompressed(new ByteReader(source), decompressors);
	const entries = readTar(reader.rest());
	for (let next = await entries.next(); !next.done; next = await entries.next()) {
		const { path: at, size, content } = next.value;
		if (at === path) return { path, size, content: closing(content, () => entries.return()) };
	}
	return missing(path);
}

async function* closing(content: AsyncIterable<Uint8Array>, close: () => Promise<unknown>): AsyncGenerator<Uint8Array, void, undefined> {
	try {
		yield* content;
	} finally {
		await close();
	}
}
