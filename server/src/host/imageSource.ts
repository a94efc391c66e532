/** Where the layers of an image are read from: an archive, or an engine. */
import type { ArchivedImage } from '../image/archiveContents.ts';
import type { LayerFile, LayerIndex } from '../image/layerIndex.ts';
import type { DockerfileAtHand, ImageLayers } from '../image/layerModel.ts';
import type { LayerCache } from './layerCache.ts';

export interface ReadLayersOptions {
	readonly signal?: AbortSignal | undefined;
	/** After each layer: how many of them are read. */
	readonly onProgress?: ((layers: number, of: number) => void) | undefined;
}

export interface ReadLayers {
	/** Oldest first. */
	readonly indexes: readonly LayerIndex[];
	/** The image as its archive has it: complete history, configuration, and what the builder attested. */
	readonly image: ArchivedImage;
}

export interface ImageSource {
	/** What it was asked for by. */
	readonly reference: string;
	/** `os/architecture[/variant]`; the first is the one that is opened. */
	readonly platforms: readonly string[];
	/** What is remembered of layers. */
	readonly cache: LayerCache | undefined;
	/** The rows, as exactly as they are known without reading the layers. */
	rows(dockerfile: DockerfileAtHand | undefined, signal?: AbortSignal): Promise<ImageLayers>;
	layers(options: ReadLayersOptions): Promise<ReadLayers>;
	/** The content of a file; `undefined` if it is no regular file, or has more than `most` bytes. */
	read(layer: number, file: LayerFile, most: number): Promise<Uint8Array | undefined>;
	/** Several files of a layer by path, which is faster than one by one; without those that `read` would not give. */
	contents(layer: number, files: readonly LayerFile[], most: number): Promise<ReadonlyMap<string, Uint8Array>>;
	close(): void;
}

export interface SourceOptions {
	readonly cache?: LayerCache | undefined;
	/** Contents that are kept while layers are read, because getting them again would take long. */
	readonly keeps?: ((path: string, size: number) => boolean) | undefined;
	/** What of it is written to the cache, too: nothing by default, since credentials may be among it. */
	readonly remembers?: ((path: string) => boolean) | undefined;
}
