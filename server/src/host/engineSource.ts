import { indexesOf, readArchiveTar } from '../image/archive.ts';
import type { ArchivedImage } from '../image/archiveContents.ts';
import { asRecord, type JsonRecord } from '../image/json.ts';
import type { LayerFile, LayerIndex } from '../image/layerIndex.ts';
import { type DockerfileAtHand, engineLayers, type ImageLayers } from '../image/layerModel.ts';
import { type HistoryEntry, type ImageInspect, platformText } from '../image/records.ts';
import { readTar } from '../image/tar.ts';
import { printedBy } from './chunks.ts';
import { decompressors } from './decompress.ts';
import { type Engine, EngineError } from './engine.ts';
import { politePause } from './fileAccess.ts';
import { archiveError, checksum } from './imageArchive.ts';
import type { ImageSource, ReadLayers, ReadLayersOptions, SourceOptions } from './imageSource.ts';
import type { LayerCache } from './layerCache.ts';

/**
 * Exports that run now, by engine and image. An engine goes on writing an export that nobody reads, so one at a time, and who leaves does not stop it:
 * the next one who asks for the image gets what it read.
 */
const exports = new Map<string, Promise<Exported>>();
let lastExport: Promise<unknown> = Promise.resolve();

/** Each is copied from a container; more are cheaper by an export. */
const fewFiles = 20;

interface Exported extends ReadLayers {
	/** Contents that were kept, by layer. */
	readonly kept: readonly ReadonlyMap<string, Uint8Array>[];
}

/** An image of the local engine. */
export class EngineSource implements ImageSource {
	readonly reference: string;
	readonly platforms: readonly string[];
	readonly #engine: Engine;
	readonly #options: SourceOptions;
	readonly #inspect: ImageInspect;
	readonly #history: readonly HistoryEntry[];
	#kept: Exported['kept'] = [];
	#container: Promise<string> | undefined;

	private constructor(engine: Engine, reference: string, inspect: ImageInspect, history: readonly HistoryEntry[], options: SourceOptions) {
		this.#engine = engine;
		this.reference = reference;
		this.#inspect = inspect;
		this.#history = history;
		this.#options = options;
		this.platforms = [platformText(inspect.platform)];
	}

	/** Throws an `EngineError`. */
	static async open(engine: Engine, reference: string, options: SourceOptions & { readonly signal?: AbortSignal | undefined } = {}): Promise<EngineSource> {
		const { dialect } = engine;
		const [inspect, history] = await Promise.all([
			engine.ask(dialect.inspect(reference), options.signal),
			engine.ask(dialect.history(reference), options.signal),
		]);
		return new EngineSource(engine, reference, inspect, history, options);
	}

	get cache(): LayerCache | undefined {
		return this.#options.cache;
	}

	async rows(dockerfile: DockerfileAtHand | undefined): Promise<ImageLayers> {
		return engineLayers(this.reference, this.#inspect, this.#history, dockerfile);
	}

	async layers({ signal, onProgress }: ReadLayersOptions): Promise<ReadLayers> {
		const remembered = await this.#remembered();
		if (remembered) return remembered;
		const key = `${this.#engine.program} ${this.#inspect.id}`;
		let running = exports.get(key);
		if (!running) {
			running = lastExport.then(() => this.#export(onProgress));
			lastExport = running.catch(() => undefined);
			exports.set(key, running);
			void lastExport.then(() => exports.delete(key));
		}
		const exported = await (signal ? Promise.race([running, aborted(signal)]) : running);
		this.#kept = exported.kept;
		return exported;
	}

	async read(layer: number, file: LayerFile, most: number): Promise<Uint8Array | undefined> {
		if (file.kind !== 'file' || file.size > most) return undefined;
		const kept = this.#kept[layer]?.get(file.path) ?? (await this.#keptBefore(layer, file.path));
		return kept ?? (await this.#fromContainer(file)) ?? (await this.#fromExport(layer, [file])).get(file.path);
	}

	async contents(layer: number, files: readonly LayerFile[], most: number): Promise<ReadonlyMap<string, Uint8Array>> {
		const contents = new Map<string, Uint8Array>();
		const missing: LayerFile[] = [];
		const noted = this.#kept[layer] ? {} : await this.#noted(layer);
		for (const file of files.filter(({ kind, size }) => kind === 'file' && size <= most)) {
			const note = noted[file.path];
			const kept = this.#kept[layer]?.get(file.path) ?? (typeof note === 'string' ? Buffer.from(note, 'base64') : undefined);
			if (kept) contents.set(file.path, kept);
			else missing.push(file);
		}
		const single = missing.length <= fewFiles ? missing : [];
		for (const file of single) {
			const content = await this.#fromContainer(file);
			if (content) contents.set(file.path, content);
		}
		const left = missing.filter(({ path }) => !contents.has(path));
		if (left.length > 0) for (const [path, content] of await this.#fromExport(layer, left)) contents.set(path, content);
		return contents;
	}

	close(): void {
		void this.#container?.then(container => this.#engine.ask(this.#engine.dialect.removeContainer(container))).catch(() => undefined);
		this.#container = undefined;
	}

	/** All layers from the cache, if all are in it. */
	async #remembered(): Promise<ReadLayers | undefined> {
		const { cache } = this.#options;
		const image = cache && ((await cache.note(this.#inspect.id, 'image')) as ArchivedImage | undefined);
		if (!image || asRecord(image).config === undefined) return undefined;
		const indexes: LayerIndex[] = [];
		for (const { diffId } of image.layers) {
			const index = await cache.get(diffId);
			if (!index) return undefined;
			indexes.push(index);
		}
		return { indexes, image };
	}

	async #export(onProgress: ReadLayersOptions['onProgress']): Promise<Exported> {
		const { dialect, program } = this.#engine;
		const { cache, keeps } = this.#options;
		const known = new Map<string, LayerIndex>();
		for (const diffId of this.#inspect.diffIds) {
			const index = await cache?.get(diffId);
			if (index) known.set(diffId, index);
		}
		// from 25 on, stores with a graph driver name the member after the layer
		const isKnown = (blob: string): boolean => known.has(`sha256:${/^blobs\/sha256\/([0-9a-f]{64})$/.exec(blob)?.[1]}`);
		const of = this.#inspect.diffIds.length;
		let read = 0;
		const { chunks, done, said } = printedBy({ program, args: dialect.save(this.reference).args, env: this.#engine.env });
		const archive = await readArchiveTar(chunks, decompressors, {
			checksum,
			keeps,
			known: isKnown,
			pause: politePause(),
			onLayer: () => onProgress?.(++read + known.size, of),
		}).catch(async error => {
			const code = await done.catch(() => 1);
			throw code === 0 ? archiveError(this.reference, error) : this.#engine.failure(said(), code);
		});
		const code = await done;
		if (code !== 0) throw this.#engine.failure(said(), code);
		const image = archive.images.find(({ config }) => config.diffIds.join() === this.#inspect.diffIds.join()) ?? archive.images[0];
		if (!image) throw new EngineError('nonsense', `${dialect.title} exported ${this.reference} without an image in it. Try again.`);
		const indexes = indexesOf(image, archive, ({ diffId }) => known.get(diffId));
		const kept = image.layers.map(({ blob }) => archive.layers.get(blob)?.kept ?? new Map<string, Uint8Array>());
		if (cache) await remember(this.#inspect.id, image, indexes, kept, known, { ...this.#options, cache });
		return { indexes, image, kept };
	}

	async #keptBefore(layer: number, path: string): Promise<Uint8Array | undefined> {
		const content = (await this.#noted(layer))[path];
		return typeof content === 'string' ? Buffer.from(content, 'base64') : undefined;
	}

	/** Contents that were remembered with the layer: base64 by path. */
	async #noted(layer: number): Promise<JsonRecord> {
		const diffId = this.#inspect.diffIds[layer];
		return asRecord(diffId && (await this.#options.cache?.note(diffId, 'kept')));
	}

	/** The file as a container sees it, if that is the one. */
	async #fromContainer(file: LayerFile): Promise<Uint8Array | undefined> {
		const { dialect, program, env } = this.#engine;
		this.#container ??= this.#engine.ask(dialect.createContainer(this.#inspect.id));
		const container = await this.#container.catch(() => undefined);
		if (container === undefined) return undefined;
		const { chunks } = printedBy({ program, args: dialect.copyFrom(container, file.path).args, env });
		try {
			for await (const entry of readTar(chunks)) {
				if (entry.kind !== 'file' || entry.size !== file.size || Math.floor(entry.modified) !== Math.floor(file.modified)) continue;
				const pieces: Uint8Array[] = [];
				for await (const piece of entry.content) pieces.push(piece.slice());
				return Buffer.concat(pieces);
			}
		} catch {
			// it is not there any more, or is something else: a layer below has it
		}
		return undefined;
	}

	/** Files that later layers hide, or that are many: the whole image is exported once more. */
	async #fromExport(layer: number, files: readonly LayerFile[]): Promise<ReadonlyMap<string, Uint8Array>> {
		const { dialect, program, env } = this.#engine;
		const wanted = new Map(files.map(({ path, size }) => [path, size]));
		const { chunks, done, said } = printedBy({ program, args: dialect.save(this.reference).args, env });
		const archive = await readArchiveTar(chunks, decompressors, { keeps: (path, size) => wanted.get(path) === size });
		const code = await done;
		if (code !== 0) throw this.#engine.failure(said(), code);
		const image = archive.images.find(({ config }) => config.diffIds.join() === this.#inspect.diffIds.join()) ?? archive.images[0];
		const blob = image?.layers[layer]?.blob;
		return (blob === undefined ? undefined : archive.layers.get(blob)?.kept) ?? new Map();
	}
}

async function remember(
	id: string,
	image: ArchivedImage,
	indexes: readonly LayerIndex[],
	kept: Exported['kept'],
	known: ReadonlyMap<string, LayerIndex>,
	{ cache, remembers }: SourceOptions & { readonly cache: LayerCache },
): Promise<void> {
	for (const [layer, index] of indexes.entries()) {
		if (known.has(index.diffId)) continue;
		await cache.put(index);
		const contents = [...(kept[layer] ?? [])].filter(([path]) => remembers?.(path)).map(([path, content]) => [path, Buffer.from(content).toString('base64')]);
		if (contents.length > 0) await cache.keepNote(index.diffId, 'kept', Object.fromEntries(contents));
	}
	await cache.keepNote(id, 'image', image);
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	});
}
