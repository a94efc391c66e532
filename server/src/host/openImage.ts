/** An image that somebody looks at: its rows at once, its files when they are wanted. */

import type { ArchivedImage } from '../image/archiveContents.ts';
import { ImageFiles } from '../image/imageFiles.ts';
import type { LayerFile } from '../image/layerIndex.ts';
import { archiveLayers, type DockerfileAtHand, type ImageLayers } from '../image/layerModel.ts';
import { unreadCopies, withHashes } from '../image/sharedPaths.ts';
import { type LayerOrigin, type WasteAdvice, wasteAdvice } from '../image/wasteAdvice.ts';
import { politePause } from './fileAccess.ts';
import { withoutSecrets } from './findings/maskSecrets.ts';
import { checksum } from './imageArchive.ts';
import type { ImageSource, ReadLayersOptions } from './imageSource.ts';

export interface IndexedImage {
	readonly files: ImageFiles;
	/** As its archive has it: complete history and configuration. */
	readonly image: ArchivedImage;
	/** The rows once more, measured, and with the lines that are known now; credentials are masked. */
	readonly layers: ImageLayers;
	/** As the image has them, for those who look for credentials. */
	readonly unmasked: ImageLayers;
	readonly advice: readonly WasteAdvice[];
}

/** Larger files are taken for changed where only their owner may be: comparing them would take longer than anybody waits. */
const mostCompared = 512 << 20;

export class OpenImage {
	readonly source: ImageSource;
	readonly #dockerfile: DockerfileAtHand | undefined;
	#indexed: Promise<IndexedImage> | undefined;

	constructor(source: ImageSource, dockerfile: DockerfileAtHand | undefined) {
		this.source = source;
		this.#dockerfile = dockerfile;
	}

	async rows(signal?: AbortSignal): Promise<ImageLayers> {
		return withoutSecrets(await this.source.rows(this.#dockerfile, signal));
	}

	/** Reads all layers, once. Throws what the source throws. */
	indexed(options: ReadLayersOptions = {}): Promise<IndexedImage> {
		this.#indexed ??= this.#index(options).catch(error => {
			this.#indexed = undefined;
			throw error;
		});
		return this.#indexed;
	}

	/** A file as a layer has it; `undefined` if there is none, or it has more than `most` bytes. */
	async read(layer: number, path: string, most: number): Promise<Uint8Array | undefined> {
		const { files } = await this.indexed();
		const file = this.#target(files, layer, path);
		return file && this.source.read(layer, file, most);
	}

	close(): void {
		this.source.close();
	}

	/** A hard link is the file it leads to, in the same layer. */
	#target(files: ImageFiles, layer: number, path: string): LayerFile | undefined {
		const file = files.fileIn(layer, path);
		return file?.kind === 'hardlink' ? files.fileIn(layer, file.link.replace(/^(?:\.?\/)+/, '')) : file;
	}

	async #index(options: ReadLayersOptions): Promise<IndexedImage> {
		const { indexes, image } = await this.source.layers(options);
		const hashes = new Map<LayerFile, string>();
		const pause = politePause(options.signal);
		for (const { layer, file } of unreadCopies(indexes)) {
			await pause();
			const content = checksum && (await this.source.read(layer, file, mostCompared));
			if (content && checksum) hashes.set(file, checksum(content, 0).toString(16));
		}
		const files = new ImageFiles(withHashes(indexes, hashes));
		const layers = archiveLayers(this.source.reference, image, indexes, this.#dockerfile);
		return { files, image, layers: withoutSecrets(layers), unmasked: layers, advice: wasteAdvice(files.changes, originsOf(layers)) };
	}
}

function originsOf({ rows }: ImageLayers): LayerOrigin[] {
	return rows.filter(({ empty }) => !empty).map(({ keyword, fromBase }) => ({ keyword, fromBase }));
}
