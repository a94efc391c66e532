import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildHistory } from '../host/buildHistory.ts';
import { couldBeBuilt, recordedBuild } from '../host/cachedBuild.ts';
import { cacheSaving } from '../host/cacheSaving.ts';
import { contextManifest } from '../host/contextManifest.ts';
import { type Engine, EngineError, findEngine } from '../host/engine.ts';
import { removeImage, rollBack } from '../host/keepImage.ts';
import type { BuildRecord } from '../image/buildRecord.ts';
import type { CacheBuild, InputFiles } from '../image/cacheBuild.ts';
import { cacheForecast, secondsOfSteps } from '../image/cacheForecast.ts';
import { cacheMisses } from '../image/cacheMiss.ts';
import { nameProblem } from '../image/imageName.ts';
import type { Answered, CacheForecast, CacheMiss, ListBuildsParams, ListedBuild } from '../protocol/index.ts';
import { cacheSteps } from '../service/cacheSteps.ts';
import { DockerfileDocument } from '../service/index.ts';
import { answered } from './answered.ts';
import type { EngineContext, HistoryRoom } from './host.ts';
import type { StepOutputs } from './stepOutputs.ts';

/** Builds before this one that may have left a step in the cache. */
const mostCompared = 5;
const mostKept = 2 * mostCompared;
const wholeId = 'sha256:'.length + 64;
/** Between two forecasts while somebody types the files of the context are not looked at again. */
const filesLastMs = 3_000;
/** Nor is the engine asked again for its images. */
const basesLastMs = 20_000;
const mostBases = 10;

/** The builds of this machine: listing them, going back, and what their caches tell. */
export class NodeHistoryRoom implements HistoryRoom {
	readonly history: BuildHistory;
	readonly #env: NodeJS.ProcessEnv;
	readonly #outputs: StepOutputs;
	/** Those that were compared last, by id. */
	readonly #builds = new Map<string, Promise<CacheBuild | undefined>>();
	/** Of the document that was asked about last. */
	#files: { readonly key: string; readonly until: number; readonly files: Promise<InputFiles | undefined> } | undefined;
	/** Ids of the images that are bases, of the document that was asked about last. */
	#bases: { readonly key: string; readonly until: number; readonly ids: Promise<ReadonlyMap<string, string>> } | undefined;

	constructor(env: NodeJS.ProcessEnv, outputs: StepOutputs) {
		this.#env = env;
		this.#outputs = outputs;
		this.history = BuildHistory.of(env);
	}

	async list({ uri, folder }: ListBuildsParams, context: EngineContext): Promise<readonly ListedBuild[]> {
		const all = await this.history.list(uri === undefined ? undefined : pathOf(uri));
		const builds = folder === undefined ? all : all.filter(({ dockerfile }) => isBelow(dockerfile, pathOf(folder)));
		const ids = builds.some(({ imageId }) => imageId !== undefined) ? await this.#imageIds(context) : undefined;
		return builds.map(({ text: _text, steps: _steps, argMarks: _marks, bases: _bases, ...build }) => ({
			...build,
			// a builder that told only the beginning of the id told too little
			present: ids === undefined || build.imageId?.length !== wholeId ? undefined : ids.has(build.imageId),
		}));
	}

	read(id: string): Promise<Answered<{ readonly build: BuildRecord }>> {
		return answered(async () => ({ build: await this.#build(id) }));
	}

	stepOutput(id: string, step: number): Promise<Answered<{ readonly text: string }>> {
		return answered(async () => {
			const text = this.#outputs.of(id, step);
			if (text === undefined) throw new EngineError('refused', 'What that build printed is not kept: it is kept as long as this window is open.');
			return { text };
		});
	}

	rollBack(id: string, tag: string, context: EngineContext): Promise<Answered<{ readonly kept: string | undefined }>> {
		return answered(async () => {
			const problem = nameProblem(tag);
			if (problem !== undefined) throw new EngineError('refused', problem);
			const { imageId, outcome } = await this.#build(id);
			if (imageId === undefined)
				throw new EngineError('refused', `That build ${outcome === 'built' ? 'told of' : 'made'} no image. Choose one that was built.`);
			return rollBack(await this.#engine(context), imageId, tag, context.signal);
		});
	}

	remove(id: string, image: boolean, context: EngineContext): Promise<Answered<{ readonly removed: true }>> {
		return answered(async () => {
			const { imageId, tags } = await this.#build(id);
			if (image && imageId !== undefined) await removeImage(await this.#engine(context), imageId, tags, context.signal);
			await this.history.remove(id);
			return { removed: true as const };
		});
	}

	whyNotCached(id: string): Promise<Answered<{ readonly misses: readonly CacheMiss[] }>> {
		return answered(async () => {
			const record = await this.#build(id);
			const [build] = await this.#cacheBuilds([record]);
			if (!build) throw new EngineError('refused', 'The Dockerfile of that build cannot be compared.');
			const earlier = await this.#cacheBuilds(await this.history.newest(record.dockerfile, mostCompared, record));
			return { misses: cacheMisses(build, earlier) };
		});
	}

	async forecast(uri: string, context: EngineContext): Promise<CacheForecast | null> {
		const dockerfile = pathOf(uri);
		const records = await this.history.newest(dockerfile, mostCompared);
		const [last] = records;
		const doc = last && (context.document(uri) ?? (await documentAt(dockerfile)));
		if (!doc) return null;
		const earlier = await this.#cacheBuilds(records);
		const files = await this.#filesNow(doc, last);
		const marker = await this.history.marker();
		const build = couldBeBuilt(doc, last, files, marker);
		if (!build) return null;
		const now = { ...build, bases: await this.#basesNow(build, last, context) };
		const forecast = cacheForecast(now, earlier);
		if (!forecast) return null;
		const then = (await this.#builds.get(last.id))?.files;
		const saving = await cacheSaving({ doc, last, now, forecast, secondsOf: secondsOfSteps(now, earlier), then, marker });
		return saving ? { ...forecast, saving } : forecast;
	}

	async #cacheBuilds(records: readonly BuildRecord[]): Promise<readonly CacheBuild[]> {
		const marker = await this.history.marker();
		const builds = await Promise.all(
			records.map(record => {
				// a record never changes
				const known = this.#builds.get(record.id) ?? this.history.files(record.id).then(files => recordedBuild(record, files, marker));
				this.#builds.delete(record.id);
				this.#builds.set(record.id, known);
				return known;
			}),
		);
		for (const id of [...this.#builds.keys()].slice(0, -mostKept)) this.#builds.delete(id);
		return builds.filter(build => build !== undefined);
	}

	#filesNow(doc: DockerfileDocument, { id, dockerfile, choice }: BuildRecord): Promise<InputFiles | undefined> {
		const inputs = cacheSteps(doc, { target: choice.target, platform: choice.platform }).flatMap(step => step.inputs ?? []);
		const key = JSON.stringify([id, inputs.map(({ roots }) => roots)]);
		if (this.#files?.key === key && Date.now() < this.#files.until) return this.#files.files;
		const files = this.history.files(id).then(known => contextManifest({ context: choice.contextFolder, dockerfile, inputs, known }));
		this.#files = { key, until: Date.now() + filesLastMs, files };
		return files;
	}

	/** Which images the engine has under the names of the bases, where the last build took them from it; by line, as the history has them. */
	async #basesNow({ steps }: CacheBuild, last: BuildRecord, context: EngineContext): Promise<Readonly<Record<string, string>>> {
		if (!context.trusted || !Object.values(last.bases).some(base => base.startsWith('id:'))) return {};
		const images = steps.flatMap(({ image, line }) => (image === undefined || image.includes('@') ? [] : [{ image, line }])).slice(0, mostBases);
		if (images.length === 0) return {};
		const key = [...new Set(images.map(({ image }) => image))].join(' ');
		if (this.#bases?.key !== key || Date.now() >= this.#bases.until)
			this.#bases = { key, until: Date.now() + basesLastMs, ids: this.#imageIdsOf(key.split(' '), context) };
		const ids = await this.#bases.ids;
		return Object.fromEntries(images.flatMap(({ image, line }) => (ids.has(image) ? [[line, `id:${ids.get(image)}`]] : [])));
	}

	/** An engine that does not answer knows none. */
	async #imageIdsOf(images: readonly string[], context: EngineContext): Promise<ReadonlyMap<string, string>> {
		try {
			const engine = await this.#engine(context);
			const found = await Promise.all(
				images.map(async image => {
					const inspected = await engine.ask(engine.dialect.inspect(image)).catch(() => undefined);
					return inspected ? [[image, inspected.id] as const] : [];
				}),
			);
			return new Map(found.flat());
		} catch (error) {
			if (error instanceof EngineError) return new Map();
			throw error;
		}
	}

	async #build(id: string): Promise<BuildRecord> {
		const record = await this.history.get(id);
		if (record) return record;
		throw new EngineError('refused', 'That build is not remembered any more. Look at the list again.');
	}

	async #imageIds(context: EngineContext): Promise<ReadonlySet<string> | undefined> {
		if (!context.trusted) return undefined;
		try {
			const engine = await this.#engine(context);
			return new Set((await engine.ask(engine.dialect.list(), context.signal)).map(({ id }) => id));
		} catch (error) {
			if (error instanceof EngineError) return undefined;
			throw error;
		}
	}

	#engine({ settings }: EngineContext): Promise<Engine> {
		return findEngine({ engine: settings.engine, enginePath: settings.enginePath, env: this.#env });
	}
}

function pathOf(uri: string): string {
	if (!uri.startsWith('file:')) throw new EngineError('refused', 'Only files on disk have been built.');
	return fileURLToPath(uri);
}

function isBelow(path: string, folder: string): boolean {
	const inside = relative(folder, path);
	return inside !== '' && !/^\.\.(?:[/\\]|$)/.test(inside) && !isAbsolute(inside);
}

async function documentAt(path: string): Promise<DockerfileDocument | undefined> {
	const text = await readFile(path, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : new DockerfileDocument(text, { path });
}
