import { ByteReader, DamagedArchive } from './byteReader.ts';
import { type Compression, type Decompressors, decompressed, MissingDecompressor } from './decompress.ts';
import { asArray, asRecord, asText, asTextMap, asTexts } from './json.ts';
import { type ImageConfig, isImageConfig, readImageConfig } from './records.ts';
import { isTarHeader, readTar, type TarEntry } from './tar.ts';
import { decodeUtf8 } from './utf8.ts';

/** A file of an archive or of an OCI folder. */
export type ArchiveMember = Pick<TarEntry, 'path' | 'kind' | 'size' | 'link' | 'content'>;

/** Called for each entry of each layer blob, in the order of the archive. `blob` is the layer's path in the archive. */
export type OnLayerEntry = (blob: string, entry: TarEntry) => void | Promise<void>;

export interface ArchivedLayer {
	readonly diffId: string;
	/** Where it lies in the archive. */
	readonly blob: string;
	readonly compression: Compression;
	/** Bytes in the archive. */
	readonly packedSize: number;
	/** Sum of the bytes of its files. */
	readonly size: number;
	readonly entries: number;
}

export interface ArchivedImage {
	readonly references: readonly string[];
	/** Digest of the configuration. */
	readonly id: string;
	readonly config: ImageConfig;
	readonly layers: readonly ArchivedLayer[];
	readonly annotations: Readonly<Record<string, string>>;
}

/** Reads a tar of `docker save`, `podman save` or an OCI layout; the whole may be compressed. */
export async function readArchiveTar(
	source: AsyncIterable<Uint8Array>,
	decompressors: Decompressors,
	onEntry?: OnLayerEntry,
): Promise<readonly ArchivedImage[]> {
	const { reader } = await decompressed(new ByteReader(source), decompressors);
	if (!isTarHeader(await reader.peek(512))) throw new DamagedArchive('it is not a tar archive');
	return readArchive(readTar(reader.rest()), decompressors, onEntry);
}

/**
 * Reads the members in one pass. What they are is found by looking inside: the lists that say so come last, and names differ
 * between engines and versions.
 */
export async function readArchive(
	members: AsyncIterable<ArchiveMember>,
	decompressors: Decompressors,
	onEntry?: OnLayerEntry,
): Promise<readonly ArchivedImage[]> {
	const found = new Contents();
	for await (const member of members) {
		if (member.kind === 'symlink') found.links.set(member.path, joined(parent(member.path), member.link));
		else if (member.kind === 'hardlink') found.links.set(member.path, joined('', member.link));
		else if (member.kind === 'file') await readMember(member, found, decompressors, onEntry);
	}
	const manifest = found.document('manifest.json');
	if (Array.isArray(manifest)) return manifest.map(item => dockerImage(asRecord(item), found));
	const index = found.document('index.json');
	if (index !== undefined) return ociImages(asRecord(index), found, {});
	throw new DamagedArchive('it holds no image: neither a manifest.json nor an index.json is in it');
}

type Blob = Omit<ArchivedLayer, 'diffId'>;

/** What was seen in the archive, by path. */
class Contents {
	readonly links = new Map<string, string>();
	readonly documents = new Map<string, unknown>();
	readonly layers = new Map<string, Blob>();
	/** Members that could not be read here, with the reason; only matters if an image needs them. */
	readonly unreadable = new Map<string, DamagedArchive>();

	document(path: string): unknown {
		return this.documents.get(this.#resolve(path));
	}

	layer(path: string): Blob {
		const blob = this.#resolve(path);
		const unreadable = this.unreadable.get(blob);
		if (unreadable) throw unreadable;
		const layer = this.layers.get(blob);
		if (!layer) throw new DamagedArchive(`the layer ${path} is missing`);
		return layer;
	}

	/** 20.10 writes a repeated layer as a symbolic link, Podman the old names. */
	#resolve(path: string): string {
		let resolved = joined('', path);
		for (let hops = 0; hops < 10; hops++) {
			const target = this.links.get(resolved);
			if (target === undefined) break;
			resolved = target;
		}
		return resolved;
	}
}

/** Configurations are some kilobytes; attestations of large builds can be megabytes. */
const longestDocument = 16 << 20;

async function readMember(member: ArchiveMember, found: Contents, decompressors: Decompressors, onEntry: OnLayerEntry | undefined): Promise<void> {
	const packed = new ByteReader(member.content);
	const first = (await packed.peek(1))[0];
	if (first === 0x7b || first === 0x5b) {
		if (member.size > longestDocument) return;
		const document = json(decodeUtf8(await packed.take(member.size)));
		if (document !== undefined) found.documents.set(member.path, document);
		return;
	}
	try {
		const { reader, compression } = await decompressed(packed, decompressors);
		if (isTarHeader(await reader.peek(512))) {
			let size = 0;
			let entries = 0;
			for await (const entry of readTar(reader.rest())) {
				size += entry.size;
				entries++;
				await onEntry?.(member.path, entry);
			}
			found.layers.set(member.path, { blob: member.path, compression, packedSize: member.size, size, entries });
		}
		// A decompressor reads ahead: only when it has ended may the next member begin.
		await reader.skip(Number.POSITIVE_INFINITY);
	} catch (error) {
		if (!(error instanceof MissingDecompressor)) throw error;
		found.unreadable.set(member.path, error);
	}
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** One element of `manifest.json`. */
function dockerImage(item: Readonly<Record<string, unknown>>, found: Contents): ArchivedImage {
	const path = asText(item.Config) ?? '';
	return image(found.document(path), path, asTexts(item.Layers), found, { references: asTexts(item.RepoTags), annotations: {} });
}

/** The images of an OCI index; an index may hold indexes, and attestations that are no images. */
function ociImages(index: Readonly<Record<string, unknown>>, found: Contents, inherited: Readonly<Record<string, string>>): ArchivedImage[] {
	return asArray(index.manifests).flatMap(item => {
		const descriptor = asRecord(item);
		const annotations = { ...inherited, ...asTextMap(descriptor.annotations) };
		if (annotations['vnd.docker.reference.type'] === 'attestation-manifest') return [];
		const document = asRecord(found.document(blobPath(asText(descriptor.digest))));
		if (Array.isArray(document.manifests)) return ociImages(document, found, annotations);
		const path = blobPath(asText(asRecord(document.config).digest));
		const config = found.document(path);
		// A platform that was not saved, or an artifact: listed, but not there.
		if (!isImageConfig(config)) return [];
		const layers = asArray(document.layers).map(layer => blobPath(asText(asRecord(layer).digest)));
		const reference = annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'];
		return [
			image(config, path, layers, found, {
				references: reference === undefined ? [] : [reference],
				annotations: { ...annotations, ...asTextMap(document.annotations) },
			}),
		];
	});
}

function image(
	document: unknown,
	path: string,
	blobs: readonly string[],
	found: Contents,
	rest: Pick<ArchivedImage, 'references' | 'annotations'>,
): ArchivedImage {
	if (!isImageConfig(document)) throw new DamagedArchive(`the configuration ${path} is missing`);
	const config = readImageConfig(document);
	if (config.diffIds.length !== blobs.length) throw new DamagedArchive(`it lists ${blobs.length} layers, and its configuration ${config.diffIds.length}`);
	const digest = /([0-9a-f]{64})(?:\.json)?$/.exec(path)?.[1];
	return {
		...rest,
		id: digest === undefined ? '' : `sha256:${digest}`,
		config,
		layers: blobs.map((blob, index) => ({ ...found.layer(blob), diffId: config.diffIds[index] as string })),
	};
}

function blobPath(digest: string | undefined): string {
	return `blobs/${(digest ?? '').replace(':', '/')}`;
}

function parent(path: string): string {
	return path.split('/').slice(0, -1).join('/');
}

function joined(folder: string, path: string): string {
	const parts = folder === '' ? [] : folder.split('/');
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return parts.join('/');
}
