import type { ArchivedImage } from '../image/archiveContents.ts';
import type { LayerFile, LayerIndex } from '../image/layerIndex.ts';
import { archiveLayers, type DockerfileAtHand, type ImageLayers } from '../image/layerModel.ts';
import { platformText } from '../image/records.ts';
import { ArchiveError, ImageArchive } from './imageArchive.ts';
import type { ImageSource, ReadLayers, ReadLayersOptions, SourceOptions } from './imageSource.ts';
import type { LayerCache } from './layerCache.ts';

/** An image in an archive on disk. Headers are read in some hundredths of a second, so the rows are exact from the beginning. */
export class ArchiveSource implements ImageSource {
	readonly reference: string;
	readonly platforms: readonly string[];
	readonly #archive: ImageArchive;
	readonly #image: ArchivedImage;
	readonly #options: SourceOptions;
	#indexes: Promise<readonly LayerIndex[]> | undefined;

	private constructor(archive: ImageArchive, image: ArchivedImage, options: SourceOptions) {
		this.reference = image.references[0] ?? archive.path;
		this.platforms = [image, ...archive.images.filter(other => other !== image)].map(({ config }) => platformText(config.platform));
		this.#archive = archive;
		this.#image = image;
		this.#options = options;
	}

	/** Throws an `ArchiveError`. `platform`: `os/architecture[/variant]`; the first image if not given. */
	static async open(
		path: string,
		options: SourceOptions & { readonly platform?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
	): Promise<ArchiveSource> {
		const archive = await ImageArchive.open(path, options.signal);
		const { platform } = options;
		const image = platform === undefined ? archive.images[0] : archive.images.find(({ config }) => platformText(config.platform) === platform);
		if (image) return new ArchiveSource(archive, image, options);
		archive.close();
		const has = archive.images.map(({ config }) => platformText(config.platform)).join(', ');
		throw new ArchiveError(`${path} has no image for ${platform}. It has ${has}.`);
	}

	get cache(): LayerCache | undefined {
		return this.#options.cache;
	}

	async rows(dockerfile: DockerfileAtHand | undefined, signal?: AbortSignal): Promise<ImageLayers> {
		return archiveLayers(this.reference, this.#image, await this.#read({ signal }), dockerfile);
	}

	async layers(options: ReadLayersOptions): Promise<ReadLayers> {
		return { indexes: await this.#read(options), image: this.#image };
	}

	async read(layer: number, file: LayerFile, most: number): Promise<Uint8Array | undefined> {
		const archived = this.#image.layers[layer];
		return archived && this.#archive.read(archived, file, most);
	}

	async contents(layer: number, files: readonly LayerFile[], most: number): Promise<ReadonlyMap<string, Uint8Array>> {
		const archived = this.#image.layers[layer];
		return archived ? this.#archive.contents(archived, files, most) : new Map();
	}

	close(): void {
		this.#archive.close();
	}

	#read(options: ReadLayersOptions): Promise<readonly LayerIndex[]> {
		this.#indexes ??= this.#archive.layers(this.#image, { cache: this.#options.cache, ...options });
		// who gave up does not decide for those who ask later
		this.#indexes.catch(() => {
			this.#indexes = undefined;
		});
		return this.#indexes;
	}
}
