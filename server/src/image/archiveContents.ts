import { DamagedArchive } from './byteReader.ts';
import { asArray, asRecord, asText, asTextMap, asTexts, type JsonRecord } from './json.ts';
import { type ImageConfig, isImageConfig, readImageConfig } from './records.ts';

/** Where a layer of an image lies in its archive. */
export interface ArchivedLayer {
	/** Digest of the uncompressed layer. */
	readonly diffId: string;
	/** Path of the member. */
	readonly blob: string;
}

export interface ArchivedImage {
	readonly references: readonly string[];
	/** Digest of the configuration. */
	readonly id: string;
	readonly config: ImageConfig;
	/** Oldest first. */
	readonly layers: readonly ArchivedLayer[];
	readonly annotations: Readonly<Record<string, string>>;
	/** The statement of the builder, where one is attached (in-toto, SLSA provenance). */
	readonly provenance: JsonRecord | undefined;
}

/** The small parts of an archive: its documents and links, by path. What they are is found by looking inside: names differ between engines. */
export class ArchiveContents {
	readonly #links = new Map<string, string>();
	readonly #documents = new Map<string, unknown>();

	addSymlink(path: string, target: string): void {
		this.#links.set(path, joined(parent(path), target));
	}

	addHardlink(path: string, target: string): void {
		this.#links.set(path, joined('', target));
	}

	addDocument(path: string, document: unknown): void {
		this.#documents.set(path, document);
	}

	/** The path behind links: 20.10 writes a repeated layer as a symbolic link, Podman the old names. */
	resolve(path: string): string {
		let resolved = joined('', path);
		// longer chains, and circles, lead nowhere
		for (let hops = 0; hops < 10; hops++) {
			const target = this.#links.get(resolved);
			if (target === undefined) break;
			resolved = target;
		}
		return resolved;
	}

	document(path: string): unknown {
		return this.#documents.get(this.resolve(path));
	}

	/** Throws a `DamagedArchive` if no image is in it. */
	images(): readonly ArchivedImage[] {
		const manifest = this.document('manifest.json');
		const index = this.document('index.json');
		const oci = index === undefined ? [] : this.#ociImages(asRecord(index), {}, 0);
		// an archive with both has the same image in both; only the index knows platforms and attestations
		if (oci.length > 0) return Array.isArray(manifest) ? withReferences(oci, manifest) : oci;
		if (Array.isArray(manifest)) return manifest.map(item => this.#dockerImage(asRecord(item)));
		if (index !== undefined) throw new DamagedArchive('its index names no image that is in it');
		throw new DamagedArchive('it holds no image: neither a manifest.json nor an index.json is in it');
	}

	/** One element of `manifest.json`. */
	#dockerImage(item: JsonRecord): ArchivedImage {
		const path = asText(item.Config) ?? '';
		return this.#image(path, asTexts(item.Layers), { references: asTexts(item.RepoTags), annotations: {}, provenance: undefined });
	}

	/** The images of an OCI index; an index may hold indexes, and attestations that are no images. */
	#ociImages(index: JsonRecord, inherited: Readonly<Record<string, string>>, depth: number): ArchivedImage[] {
		if (depth > 5) return [];
		const descriptors = asArray(index.manifests).map(asRecord);
		return descriptors.flatMap(descriptor => {
			const annotations = { ...inherited, ...asTextMap(descriptor.annotations) };
			if (annotations['vnd.docker.reference.type'] === 'attestation-manifest') return [];
			const digest = asText(descriptor.digest);
			const document = asRecord(this.document(blobPath(digest)));
			if (Array.isArray(document.manifests)) return this.#ociImages(document, annotations, depth + 1);
			const path = blobPath(asText(asRecord(document.config).digest));
			// A platform that was not saved, or an artifact: listed, but not there.
			if (!isImageConfig(this.document(path))) return [];
			const layers = asArray(document.layers).map(layer => blobPath(asText(asRecord(layer).digest)));
			const reference = annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'];
			return [
				this.#image(path, layers, {
					references: reference === undefined ? [] : [reference],
					annotations: { ...annotations, ...asTextMap(document.annotations) },
					provenance: this.#provenanceOf(digest, descriptors),
				}),
			];
		});
	}

	/** The attestation about a manifest stands beside it in the index; its statements are its layers. */
	#provenanceOf(digest: string | undefined, descriptors: readonly JsonRecord[]): JsonRecord | undefined {
		for (const descriptor of descriptors) {
			const { 'vnd.docker.reference.digest': about, 'vnd.docker.reference.type': type } = asTextMap(descriptor.annotations);
			if (type !== 'attestation-manifest' || about !== digest) continue;
			for (const layer of asArray(asRecord(this.document(blobPath(asText(descriptor.digest)))).layers)) {
				const statement = asRecord(this.document(blobPath(asText(asRecord(layer).digest))));
				if (asText(statement.predicateType)?.startsWith('https://slsa.dev/provenance/')) return statement;
			}
		}
		return undefined;
	}

	#image(path: string, blobs: readonly string[], rest: Pick<ArchivedImage, 'references' | 'annotations' | 'provenance'>): ArchivedImage {
		const document = this.document(path);
		if (!isImageConfig(document)) throw new DamagedArchive(`the configuration ${path} is missing`);
		const config = readImageConfig(document);
		if (config.diffIds.length !== blobs.length) throw new DamagedArchive(`it lists ${blobs.length} layers, and its configuration ${config.diffIds.length}`);
		const digest = /([0-9a-f]{64})(?:\.json)?$/.exec(path)?.[1];
		return {
			...rest,
			id: digest === undefined ? '' : `sha256:${digest}`,
			config,
			layers: blobs.map((blob, index) => ({ blob: this.resolve(blob), diffId: config.diffIds[index] as string })),
		};
	}
}

/** `manifest.json` has the whole name where an index has the tag alone. */
function withReferences(images: readonly ArchivedImage[], manifest: readonly unknown[]): ArchivedImage[] {
	const byConfig = new Map(manifest.map(asRecord).map(item => [/([0-9a-f]{64})/.exec(asText(item.Config) ?? '')?.[1], asTexts(item.RepoTags)]));
	return images.map(image => {
		const references = byConfig.get(image.id.replace('sha256:', '')) ?? [];
		return references.length === 0 ? image : { ...image, references };
	});
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
