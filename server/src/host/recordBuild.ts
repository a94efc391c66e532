/** Runs a build and remembers it: what was chosen, what became of each step, the files that went in, the image that came out. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOutcome, BuildRecord, RecordedChoice } from '../image/buildRecord.ts';
import type { InputFiles } from '../image/cacheBuild.ts';
import { StepLog } from '../image/stepLog.ts';
import { StepPlaces } from '../image/stepPlaces.ts';
import { type CacheStep, cacheSteps } from '../service/cacheSteps.ts';
import type { DockerfileDocument } from '../service/document.ts';
import { allSteps } from '../service/steps.ts';
import type { BuildEvent, BuildRequest } from './build.ts';
import type { BuildHistory } from './buildHistory.ts';
import { contextManifest } from './contextManifest.ts';
import { type Engine, EngineError } from './engine.ts';
import { ProcessError } from './process.ts';

export interface BuildToRecord {
	readonly engine: Engine;
	readonly request: BuildRequest;
	readonly doc: DockerfileDocument;
	/** Absolute paths. */
	readonly dockerfile: string;
	readonly context: string;
	/** Where the builder is started, from which it sees the files of secrets; default: the context. */
	readonly cwd?: string;
	readonly signal?: AbortSignal | undefined;
	/** Told the id that the build is remembered by, and what each of its steps printed: that is not written down. */
	readonly onRecorded?: (id: string, output: readonly string[]) => void;
	/** Told in a sentence if the build could not be remembered. The build itself does not suffer from it. */
	readonly onProblem?: (message: string) => void;
}

type LastEvent = BuildEvent & { kind: 'done' | 'error' };

/** `run` gets the listener that its build's events go to, beside whoever else hears them. What it gives or throws is passed on. */
export async function recordBuild(
	history: BuildHistory,
	build: BuildToRecord,
	run: (onEvent: (event: BuildEvent) => void) => Promise<LastEvent>,
): Promise<LastEvent> {
	const recorder = new BuildRecorder(history, build);
	try {
		const last = await run(event => recorder.hear(event));
		await recorder.end(last);
		return last;
	} catch (error) {
		await recorder.end(error);
		throw error;
	}
}

/** Where the steps of this build stand in its Dockerfile. */
export function placesOf(build: BuildToRecord): StepPlaces {
	return new StepPlaces(stepsOf(build), allSteps(build.doc));
}

function stepsOf(build: BuildToRecord): readonly CacheStep[] {
	const { target, platform } = build.request;
	return cacheSteps(build.doc, { target, platform, args: givenArgs(build) });
}

/** How long a build that ended well waits for the list of its files; others do not wait. */
const patienceMs = 5_000;
const mostInspected = 10;
/** Shorter values say nothing, and stand in every text. */
const shortestHidden = 3;
const mostSecretBytes = 1 << 16;

class BuildRecorder {
	readonly #history: BuildHistory;
	readonly #build: BuildToRecord;
	readonly #log: StepLog;
	readonly #steps: readonly CacheStep[];
	readonly #files: Promise<InputFiles | undefined>;
	readonly #stopReading = new AbortController();
	readonly #started = new Date();
	readonly #clock = performance.now();
	#heard = false;

	constructor(history: BuildHistory, build: BuildToRecord) {
		this.#history = history;
		this.#build = build;
		this.#steps = stepsOf(build);
		this.#log = new StepLog(placesOf(build));
		this.#files = this.#readFiles();
	}

	hear(event: BuildEvent): void {
		this.#heard = true;
		if (event.kind !== 'done' && event.kind !== 'error') this.#log.add(event, performance.now());
	}

	/** `last`: the last event, or what was thrown. */
	async end(last: unknown): Promise<void> {
		const seconds = (performance.now() - this.#clock) / 1000;
		const ending = this.#build.signal?.aborted ? { outcome: 'cancelled' as const } : endingOf(last);
		const patience = setTimeout(() => this.#stopReading.abort(), ending?.outcome === 'built' ? patienceMs : 0);
		try {
			// an engine that is not there, or a build that was cancelled before it began, is no build
			if (!ending || !(this.#heard || ending.outcome === 'built')) return;
			await this.#write(ending, seconds);
		} catch (error) {
			this.#build.onProblem?.(`The build is not in the history. ${error instanceof Error ? error.message : String(error)}`);
		} finally {
			clearTimeout(patience);
			this.#stopReading.abort();
		}
	}

	async #write({ outcome, imageId, failure, line }: Ending, seconds: number): Promise<void> {
		const { engine, request, doc, dockerfile } = this.#build;
		const ended = this.#log.end(outcome, line, performance.now());
		const marker = await this.#history.marker();
		const image = imageId === undefined ? undefined : await engine.ask(engine.dialect.inspect(imageId)).catch(() => undefined);
		const record: BuildRecord = {
			id: this.#history.newId(dockerfile, this.#started),
			dockerfile,
			started: this.#started.toISOString(),
			seconds,
			outcome,
			tags: request.tags ?? [],
			imageId: image?.id ?? imageId,
			size: image?.size,
			engine: engine.dialect.title,
			choice: choiceOf(this.#build),
			text: doc.text,
			steps: ended,
			bases: outcome === 'built' ? { ...(await this.#bases()), ...this.#log.bases } : this.#log.bases,
			argMarks: Object.fromEntries(Object.entries(givenArgs(this.#build)).map(([name, value]) => [name, marker(name, value)])),
			failure: failure === undefined ? undefined : withoutValues(failure, await hiddenValues(this.#build)),
			failureLine: line,
		};
		await this.#history.put(record, await this.#files);
		this.#build.onRecorded?.(record.id, this.#log.output);
	}

	/** Images from outside that the builder did not name with a digest: what it named in another line, or what the engine has under the name. */
	async #bases(): Promise<Readonly<Record<string, string>>> {
		const { engine } = this.#build;
		const named = new Map(
			this.#steps.flatMap(({ image, line }) => (image === undefined ? [] : [[image, this.#log.bases[line]] as const])).filter(([, base]) => base),
		);
		const asked = this.#steps
			.filter(({ image, line }) => image !== undefined && !image.includes('@') && this.#log.bases[line] === undefined)
			.slice(0, mostInspected);
		const found = await Promise.all(
			asked.map(async ({ image = '', line }) => {
				const base = named.get(image);
				if (base !== undefined) return [[line, base] as const];
				const inspect = await engine.ask(engine.dialect.inspect(image)).catch(() => undefined);
				return inspect ? [[line, `id:${inspect.id}`] as const] : [];
			}),
		);
		return Object.fromEntries(found.flat());
	}

	/** Begins with the build, so that what is changed while it runs counts as changed. */
	async #readFiles(): Promise<InputFiles | undefined> {
		const { dockerfile, context } = this.#build;
		const inputs = this.#steps.flatMap(step => step.inputs ?? []);
		if (inputs.length === 0) return new Map();
		try {
			const [before] = await this.#history.newest(dockerfile, 1);
			const known = before && (await this.#history.files(before.id));
			return await contextManifest({ context, dockerfile, inputs, known, signal: this.#stopReading.signal });
		} catch {
			return undefined;
		}
	}
}

interface Ending {
	readonly outcome: BuildOutcome;
	readonly imageId?: string;
	readonly failure?: string;
	readonly line?: number | undefined;
}

function endingOf(last: unknown): Ending | undefined {
	if (last instanceof ProcessError && last.kind === 'aborted') return { outcome: 'cancelled' };
	if (last instanceof EngineError || last instanceof ProcessError) return { outcome: 'failed', failure: last.message };
	if (last instanceof Error) return undefined;
	const event = last as LastEvent;
	return event.kind === 'done' ? { outcome: 'built', imageId: event.imageId } : { outcome: 'failed', failure: event.message, line: event.line };
}

function choiceOf({ request, dockerfile, context, cwd = context }: BuildToRecord): RecordedChoice {
	const { tags = [], target, platform, noCache, secrets = [], buildArgs = {}, ssh, contexts, pull, instance, push } = request;
	return {
		uri: pathToFileURL(dockerfile).href,
		contextFolder: context,
		tag: tags[0] ?? '',
		...(target === undefined ? {} : { target }),
		...(platform === undefined ? {} : { platform }),
		...(noCache ? { noCache: true } : {}),
		...(tags.length > 1 ? { tags: tags.slice(1) } : {}),
		...(ssh?.length ? { ssh: ssh.map(({ id, path }) => ({ id, ...(path === undefined ? {} : { path: resolve(cwd, path) }) })) } : {}),
		...(contexts === undefined || Object.keys(contexts).length === 0 ? {} : { contexts }),
		...(pull ? { pull: true } : {}),
		...(instance === undefined ? {} : { instance }),
		...(push ? { push: true } : {}),
		secrets: secrets.map(({ id, file, env }) => ({ id, ...(file === undefined ? {} : { file: resolve(cwd, file) }), ...(env === undefined ? {} : { env }) })),
		argNames: Object.keys(buildArgs),
	};
}

/** Values too, also those from the environment: for comparing, never for keeping. */
function givenArgs({ request, engine }: BuildToRecord): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(request.buildArgs ?? {}).flatMap(([name, value]) => {
			const given = value ?? engine.env[name] ?? process.env[name];
			return given === undefined ? [] : [[name, given]];
		}),
	);
}

/** What a builder could have printed and nobody may keep, with what is to be said instead. */
async function hiddenValues(build: BuildToRecord): Promise<readonly (readonly [value: string, name: string])[]> {
	const secrets = await Promise.all(
		(build.request.secrets ?? []).map(async ({ id, file, env }) => {
			const value =
				env !== undefined
					? (build.engine.env[env] ?? process.env[env])
					: file !== undefined
						? await smallText(resolve(build.cwd ?? build.context, file))
						: undefined;
			// a message is one line: of a key it can hold no more
			return (value ?? '').split('\n').map(line => [line.trim(), `(secret ${id})`] as const);
		}),
	);
	const args = Object.entries(givenArgs(build)).map(([name, value]) => [value, `$${name}`] as const);
	// the longest first: one may be part of another
	return [...secrets.flat(), ...args].filter(([value]) => value.length >= shortestHidden).sort(([a], [b]) => b.length - a.length);
}

async function smallText(path: string): Promise<string | undefined> {
	const text = await readFile(path, 'utf8').catch(() => undefined);
	return text !== undefined && text.length <= mostSecretBytes ? text : undefined;
}

function withoutValues(text: string, hidden: readonly (readonly [value: string, name: string])[]): string {
	return hidden.reduce((rest, [value, name]) => rest.replaceAll(value, name), text);
}
