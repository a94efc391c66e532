/** Images and their layers. */
import type { TaggedImage } from '../image/imageEvents.ts';
import type { ImageLayers, LayerRow, LineRange } from '../image/layerModel.ts';
import { request } from './message.ts';

export type { ImageLayers, LayerRow, LineRange, TaggedImage };

/**
 * An image of the local engine by name, or an archive (`docker save` tar, OCI tar or folder) by path. `uri`: the Dockerfile to align the layers with.
 * `target`: the stage that was built, where it is not the last one. `platform`: `os/architecture[/variant]`, where the archive or the index holds several.
 */
export type OpenImageParams = ({ readonly reference: string } | { readonly archive: string }) & {
	readonly uri?: string;
	readonly target?: string;
	readonly platform?: string;
};

/** A failure is a sentence that says what to do. */
export type OpenImageResult =
	| {
			readonly layers: ImageLayers;
			/** For the requests about its files. */
			readonly image: ImageHandle;
			/** All platforms that could be opened, the opened one among them; one for most images. */
			readonly platforms: readonly string[];
			readonly failure?: undefined;
	  }
	| { readonly layers?: undefined; readonly failure: string };

/** The rows, at once: nothing of the layers themselves is read. */
export const openImage = request<OpenImageParams, OpenImageResult>('drydock/image/open');

/** An open image at the server, valid until it is closed or the server ends. */
export type ImageHandle = string;

export const closeImage = request<{ readonly image: ImageHandle }, null>('drydock/image/close');

export interface LocalImage {
	/** `undefined` for an image without a name. */
	readonly reference: string | undefined;
	readonly id: string;
	/** As the engine prints them. */
	readonly created: string;
	readonly size: string;
}

export interface ListImagesResult {
	readonly images: readonly LocalImage[];
	/** "Docker 29.1"; absent if no engine answered. */
	readonly engine: string | undefined;
	/** A sentence that says what to do, where no engine answered. */
	readonly failure: string | undefined;
}

export const listImages = request<null, ListImagesResult>('drydock/image/list');

/**
 * `TaggedImage` values go to `$/progress` with this token whenever an image of the engine gets a name, whoever gives it. Answered when `$/cancelRequest`
 * ends it, or with a failure when the engine does not tell.
 */
export const watchImages = request<{ readonly token: string | number }, { readonly failure?: string }>('drydock/image/watch');
