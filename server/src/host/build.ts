/** Builds: the plan is data, running it gives typed events. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type BuildFailure, isLostEngine, noMessage, readBuildFailure } from '../image/buildError.ts';
import { type Builder, type BuildOptions, unsupported } from '../image/buildOptions.ts';
import type { EngineDialect } from '../image/engineCommand.ts';
import { asRecord, asText } from '../image/json.ts';
import type { DockerfileStep } from '../image/origins.ts';
import { type BuildEvent as ProgressEvent, ProgressReader } from '../image/progress.ts';
import { type Engine, EngineError } from './engine.ts';
import { ProcessError, stream } from './process.ts';

/** What will be started. Secrets are in none of it: they are named, and the builder reads them. */
export interface BuildPlan {
	readonly program: string;
	readonly args: readonly string[];
	/** Set for the builder. */
	readonly env: Readonly<Record<string, string>>;
	/** Variables of the environment that the builder will read. */
	readonly envNames: readonly string[];
}

export type BuildRequest = Omit<BuildOptions, 'builder' | 'idFile' | 'metadataFile'>;

/** Throws an `EngineError` if this builder cannot do what is asked. */
export function planBuild(
	request: BuildRequest & Pick<BuildOptions, 'idFile' | 'metadataFile'> & { readonly engine: EngineDialect; readonly builder: Builder },
): BuildPlan {
	const { engine, ...options } = request;
	const cannot = unsupported(options.builder, options);
	if (cannot !== undefined) {
		const builder =
			options.builder === 'classic' ? `${engine.title}'s old builder` : options.builder === 'buildkit' ? `${engine.title} without buildx` : engine.title;
		throw new EngineError('refused', `${builder} ${cannot}.${engine.name === 'docker' ? ' Install the buildx plugin.' : ''}`);
	}
	const { program, args, env } = engine.build(options);
	const fromEnvironment = [
		...(options.secrets ?? []).flatMap(secret => secret.env ?? []),
		...Object.entries(options.buildArgs ?? {}).flatMap(([name, value]) => (value === undefined ? [name] : [])),
	];
	return { program, args, env: env ?? {}, envNames: fromEnvironment };
}

export type BuildEvent =
	| ProgressEvent
	| { readonly kind: 'error'; readonly message: string /** Zero-based line of the Dockerfile. */; readonly line: number | undefined }
	| { readonly kind: 'done'; readonly imageId: string; readonly seconds: number };

export interface BuildRun {
	readonly onEvent: (event: BuildEvent) => void;
	/** All instructions of the Dockerfile in order, for builders that name the instruction instead of the line. */
	readonly steps?: readonly DockerfileStep[];
	readonly cwd?: string;
	readonly signal?: AbortSignal;
}

/** What a failed build printed last says why; the rest of a long log does not. */
const rememberedLines = 500;

/**
 * Builds, and tells about it. The last event is `done` or `error`, and is returned too.
 * Throws an `EngineError` if the builder could not be started, a `ProcessError` if the build was cancelled.
 */
export async function runBuild(
	engine: Engine,
	request: BuildRequest,
	{ onEvent, steps, cwd, signal }: BuildRun,
): Promise<BuildEvent & { kind: 'done' | 'error' }> {
	const builder = await engine.builder(signal);
	const folder = await mkdtemp(join(tmpdir(), 'drydock-build-'));
	try {
		const idFile = join(folder, 'id');
		const metadataFile = join(folder, 'metadata.json');
		const plan = planBuild({ ...request, engine: engine.dialect, builder, idFile, metadataFile });
		const started = performance.now();
		const reader = new ProgressReader();
		const printed: string[] = [];
		/** A step was begun: what is printed about connections from here on may be the step's own. */
		let answered = false;
		const code = await stream({
			program: plan.program,
			args: plan.args,
			env: { ...engine.env, ...plan.env },
			cwd,
			signal,
			onLine: line => {
				printed.push(line);
				if (printed.length > rememberedLines) printed.shift();
				for (const event of reader.line(line)) {
					answered ||= event.kind === 'step';
					onEvent(event);
				}
			},
		}).done.catch(error => {
			if (error instanceof ProcessError && error.kind !== 'aborted')
				throw new EngineError(error.kind === 'notFound' ? 'absent' : 'refused', error.message, { cause: error });
			throw error;
		});
		const last =
			code === 0
				? { kind: 'done' as const, imageId: await builtImage(idFile, metadataFile, reader.imageId, engine), seconds: (performance.now() - started) / 1000 }
				: { kind: 'error' as const, ...whyItFailed(engine, printed.join('\n'), { code, answered, steps }) };
		onEvent(last);
		return last;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Throws an `EngineError` where the engine failed, and not the build. */
function whyItFailed(
	engine: Engine,
	output: string,
	{ code, answered, steps }: { code: number; answered: boolean; steps: readonly DockerfileStep[] | undefined },
): BuildFailure {
	const { title } = engine.dialect;
	const failure = readBuildFailure(output, steps);
	const said = engine.failure(output);
	if (!answered && said.kind === 'stopped') throw said;
	if (isLostEngine(failure.message)) throw new EngineError('stopped', `${title} stopped in the middle of the build. Start it, then build again.`);
	// it exits without a word
	if (failure.message === noMessage && code === 1 && !answered && engine.dialect.name === 'nerdctl')
		throw new EngineError('stopped', 'nerdctl reached no BuildKit. Start buildkitd, or say in BUILDKIT_HOST where it is.');
	if (failure.message !== noMessage || code <= 128) return failure;
	return { ...failure, message: `${basename(engine.program)} was ended by a signal (status ${code}) before the image was built. Build again.` };
}

/**
 * With the containerd store the id file holds the configuration's digest, by which the engine does not know the image, and the metadata has the
 * right one; where another machine has built for a graph driver, it is the other way round. So the engine is asked. `printed` is what the log said,
 * where it did.
 */
async function builtImage(idFile: string, metadataFile: string, printed: string | undefined, engine: Engine): Promise<string> {
	const metadata = await readFile(metadataFile, 'utf8').catch(() => undefined);
	const told = [digestIn(metadata), (await readFile(idFile, 'utf8').catch(() => '')).trim(), printed];
	const ids = [...new Set(told.filter(id => id !== undefined && /^(?:sha256:)?[0-9a-f]{12,64}$/.test(id)).map(id => withAlgorithm(id as string)))];
	const [first] = ids;
	if (first === undefined) {
		const command = `"${basename(engine.program)} build"`;
		throw new EngineError('nonsense', `${command} ended well and did not say which image it made: is it really ${engine.dialect.title}?`);
	}
	if (ids.length > 1) for (const id of ids) if (await engine.ask(engine.dialect.inspect(id)).catch(() => undefined)) return id;
	return first;
}

function withAlgorithm(id: string): string {
	return id.length === 64 ? `sha256:${id}` : id;
}

function digestIn(metadata: string | undefined): string | undefined {
	try {
		return metadata === undefined ? undefined : asText(asRecord(JSON.parse(metadata))['containerimage.digest']);
	} catch {
		return undefined;
	}
}
