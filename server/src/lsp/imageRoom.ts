/** The images that clients have open, by handle. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ArchiveSource } from '../host/archiveSource.ts';
import type { Engine } from '../host/engine.ts';
import { EngineSource } from '../host/engineSource.ts';
import { imageFindings, keptContents } from '../host/findings/imageFindings.ts';
import { ArchiveError } from '../host/imageArchive.ts';
import { cacheFolder, LayerCache } from '../host/layerCache.ts';
import { compareOpenImages, ownerOf } from '../host/lookInside.ts';
import { type IndexedImage, OpenImage } from '../host/openImage.ts';
import type { DockerfileAtHand } from '../image/layerModel.ts';
import type {
	Answered,
	FileLife,
	FileList,
	ImageComparison,
	ImageFinding,
	ImageHandle,
	ImageSummary,
	IndexProgress,
	ListFilesParams,
	OpenImageParams,
	OpenImageResult,
	ReadFileParams,
} from '../protocol/index.ts';

import { answered } from './answered.ts';

/** What nobody closed: clients end without a word. */
const mostOpen = 16;
const defaultMostBytes = 10_000_000;
const mostRows = 1_000;

export class ImageRoom {
	readonly #cache: LayerCache;
	readonly #open = new Map<ImageHandle, OpenImage>();
	#handles = 0;
	/** A client may still hold handles of the server before this one: they must not be those of other images. */
	readonly #run = randomUUID().slice(0, 8);

	constructor(env: NodeJS.ProcessEnv) {
		this.#cache = new LayerCache(join(cacheFolder(env), 'layers'));
	}

	/** `engine` is asked for only if the image is the engine's. */
	open(params: OpenImageParams, dockerfile: DockerfileAtHand | undefined, engine: () => Promise<Engine>, signal: AbortSignal): Promise<OpenImageResult> {
		return answered(async () => {
			const options = { cache: this.#cache, signal, platform: params.platform, ...keptContents };
			const source =
				'archive' in params ? await ArchiveSource.open(params.archive, options) : await EngineSource.open(await engine(), params.reference, options);
			const image = new OpenImage(source, dockerfile);
			const layers = await image.rows(signal);
			return { layers, image: this.#keep(image), platforms: source.platforms };
		});
	}

	close(handle: ImageHandle): void {
		this.#open.get(handle)?.close();
		this.#open.delete(handle);
	}

	index(handle: ImageHandle, signal: AbortSignal, onProgress: (progress: IndexProgress) => void): Promise<Answered<ImageSummary>> {
		return this.#with(
			handle,
			signal,
			async ({ files, layers, advice }) => ({ ...files.waste, image: layers, files: files.visible.size, dive: files.dive, advice }),
			onProgress,
		);
	}

	list({ image, scope, ...options }: ListFilesParams, signal: AbortSignal): Promise<Answered<FileList>> {
		return this.#with(image, signal, async ({ files }) => files.list(scope, { ...options, count: Math.min(options.count, mostRows) }));
	}

	life(handle: ImageHandle, path: string, signal: AbortSignal): Promise<Answered<FileLife>> {
		return this.#with(handle, signal, async ({ files }, open) => ({ events: files.life(path), owner: await ownerOf(open, path, signal) }));
	}

	read({ image, layer, path, most = defaultMostBytes }: ReadFileParams, signal: AbortSignal): Promise<Answered<{ readonly content: string }>> {
		return this.#with(image, signal, async (_, open) => {
			const content = await open.read(layer, path, most);
			if (!content) throw new ArchiveError(`${path} cannot be shown: it is no regular file of this layer, or has more than ${most} bytes.`);
			return { content: Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64') };
		});
	}

	whatIfMerged(handle: ImageHandle, from: number, to: number, signal: AbortSignal): Promise<Answered<{ readonly saves: number }>> {
		return this.#with(handle, signal, async ({ files }) => ({ saves: files.savedByMerging(from, to) }));
	}

	findings(handle: ImageHandle, signal: AbortSignal): Promise<Answered<{ readonly findings: readonly ImageFinding[] }>> {
		return this.#with(handle, signal, async (indexed, open) => ({ findings: await imageFindings(open, indexed, signal) }));
	}

	compare(before: ImageHandle, image: ImageHandle, signal: AbortSignal): Promise<Answered<{ readonly comparison: ImageComparison }>> {
		return this.#with(before, signal, (_, first) =>
			this.#with(image, signal, async (__, second) => ({ comparison: await compareOpenImages(first, second, signal) })).then(answer => {
				if ('failure' in answer) throw new ArchiveError(answer.failure);
				return answer;
			}),
		);
	}

	#keep(image: OpenImage): ImageHandle {
		const handle = `image-${this.#run}-${++this.#handles}`;
		const [oldest] = this.#open.keys();
		if (oldest !== undefined && this.#open.size >= mostOpen) this.close(oldest);
		this.#open.set(handle, image);
		return handle;
	}

	#with<T>(
		handle: ImageHandle,
		signal: AbortSignal,
		run: (indexed: IndexedImage, open: OpenImage) => Promise<T>,
		onProgress?: (progress: IndexProgress) => void,
	): Promise<T | { readonly failure: string }> {
		return answered(async () => {
			const open = this.#open.get(handle);
			if (!open) throw new ArchiveError('This image is not open any more. Open it again.');
			return run(await open.indexed({ signal, onProgress: (layers, of) => onProgress?.({ layers, of }) }), open);
		});
	}
}
