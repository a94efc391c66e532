import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildRequest, type BuildEvent as HostEvent, planBuild, runBuild } from '../host/build.ts';
import { BuildHistory } from '../host/buildHistory.ts';
import { type Engine, EngineError, findEngine } from '../host/engine.ts';
import { ProcessError } from '../host/process.ts';
import { recordBuild } from '../host/recordBuild.ts';
import { defaultTag } from '../host/tags.ts';
import { nameProblem, nextFreeTag } from '../image/imageName.ts';
import type { BuildChoice, BuildEvent, BuildForm, BuildPlan, BuildResult, ListImagesResult, OpenImageParams, OpenImageResult } from '../protocol/index.ts';
import { DockerfileDocument } from '../service/index.ts';
import { allSteps, dockerfileAtHand, type Step } from '../service/steps.ts';
import { formParts } from './buildForm.ts';
import type { EngineContext, EngineRoom } from './host.ts';
import { ImageRoom } from './imageRoom.ts';

/** Builds and images through the engine of this machine. */
export class NodeEngineRoom implements EngineRoom {
	readonly images: ImageRoom;
	readonly #env: NodeJS.ProcessEnv;
	readonly #history: BuildHistory;

	constructor(env: NodeJS.ProcessEnv) {
		this.#env = env;
		this.#history = BuildHistory.of(env);
		this.images = new ImageRoom(env);
	}

	async form(uri: string, context: EngineContext): Promise<BuildForm> {
		const dockerfile = pathIn(uri);
		const contextFolder = dirname(dockerfile);
		const parts = formParts(await documentAt(uri, context));
		const { existing, engine, problem } = context.trusted
			? await this.#existing(context)
			: { existing: [], engine: undefined, problem: 'The workspace is not trusted: nothing is built. Trust it first.' };
		const wanted = (await defaultTag(contextFolder, [], this.#env)).reference;
		const free = nextFreeTag(wanted, existing);
		return { contextFolder, dockerfile, ...parts, defaultTag: free, tagExists: free !== wanted, engine, engineProblem: problem };
	}

	async plan(choice: BuildChoice, context: EngineContext): Promise<BuildPlan> {
		const engine = await this.#engine(context);
		const request = requestOf(choice);
		const { existing } = await this.#existing(context);
		const { program, args, env, envNames } = planBuild({ ...request, engine: engine.dialect, builder: await engine.builder(context.signal) });
		const free = nextFreeTag(choice.tag, existing);
		return {
			program,
			args,
			envNames,
			folder: request.context,
			commandLine: [...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args].map(quoted).join(' '),
			tagTaken: free !== choice.tag,
			freeTag: free === choice.tag ? undefined : free,
		};
	}

	async run(choice: BuildChoice, context: EngineContext, onEvent: (event: BuildEvent) => void): Promise<BuildResult> {
		const started = performance.now();
		const ended = (result: Partial<BuildResult> & Pick<BuildResult, 'outcome'>): BuildResult => ({
			reference: undefined,
			imageId: undefined,
			exitCode: undefined,
			failure: undefined,
			line: undefined,
			seconds: (performance.now() - started) / 1000,
			...result,
		});
		try {
			const engine = await this.#engine(context);
			const free = nextFreeTag(choice.tag, await tagsOf(engine, context.signal));
			if (free !== choice.tag) return ended({ outcome: 'failed', failure: `${choice.tag} exists, and a tag is never moved. The next free one is ${free}.` });
			const doc = await documentAt(choice.uri, context);
			const steps = allSteps(doc);
			const request = requestOf(choice);
			const events = new EventReader(doc, steps);
			const onProblem = (message: string): void => onEvent({ type: 'warning', message });
			const recorded = { engine, request, doc, dockerfile: pathIn(choice.uri), context: request.context, signal: context.signal, onProblem };
			const last = await recordBuild(this.#history, recorded, record =>
				runBuild(engine, request, {
					steps,
					cwd: request.context,
					signal: context.signal,
					onEvent: event => {
						record(event);
						events.read(event).forEach(onEvent);
					},
				}),
			);
			if (last.kind === 'done') return ended({ outcome: 'built', reference: choice.tag, imageId: last.imageId, exitCode: 0 });
			return ended({ outcome: 'failed', failure: last.message, line: last.line });
		} catch (error) {
			if (context.signal.aborted || (error instanceof ProcessError && error.kind === 'aborted')) return ended({ outcome: 'cancelled' });
			if (error instanceof EngineError || error instanceof ProcessError) return ended({ outcome: 'failed', failure: error.message });
			throw error;
		}
	}

	async open(params: OpenImageParams, context: EngineContext): Promise<OpenImageResult> {
		const dockerfile = params.uri === undefined ? undefined : dockerfileAtHand(await documentAt(params.uri, context));
		return this.images.open(params, dockerfile, () => this.#engine(context), context.signal);
	}

	async list(context: EngineContext): Promise<ListImagesResult> {
		try {
			const engine = await this.#engine(context);
			const images = await engine.ask(engine.dialect.list(), context.signal);
			return { images, engine: engine.dialect.title, failure: undefined };
		} catch (error) {
			if (error instanceof EngineError) return { images: [], engine: undefined, failure: error.message };
			throw error;
		}
	}

	#engine({ settings }: EngineContext): Promise<Engine> {
		return findEngine({ engine: settings.engine, enginePath: settings.enginePath, env: this.#env });
	}

	/** A form can be shown without an engine that answers; it only cannot know which tags are taken. */
	async #existing(context: EngineContext): Promise<{ existing: readonly string[]; engine: string | undefined; problem: string | undefined }> {
		try {
			const engine = await this.#engine(context);
			return { existing: await tagsOf(engine, context.signal), engine: engine.dialect.title, problem: undefined };
		} catch (error) {
			if (error instanceof EngineError) return { existing: [], engine: undefined, problem: error.message };
			throw error;
		}
	}
}

async function tagsOf(engine: Engine, signal: AbortSignal): Promise<readonly string[]> {
	return (await engine.ask(engine.dialect.list(), signal)).flatMap(({ reference }) => reference ?? []);
}

function requestOf(choice: BuildChoice): BuildRequest {
	const problem = nameProblem(choice.tag);
	if (problem !== undefined) throw new EngineError('refused', problem);
	const dockerfile = pathIn(choice.uri);
	return {
		context: choice.contextFolder ?? dirname(dockerfile),
		dockerfile,
		tags: [choice.tag],
		...(choice.target === undefined ? {} : { target: choice.target }),
		...(choice.args === undefined ? {} : { buildArgs: choice.args }),
		...(choice.secrets === undefined ? {} : { secrets: choice.secrets }),
		...(choice.platform === undefined ? {} : { platform: choice.platform }),
		...(choice.noCache ? { noCache: true } : {}),
	};
}

function pathIn(uri: string): string {
	if (!uri.startsWith('file:')) throw new EngineError('refused', 'Only a file on disk can be built. Save the Dockerfile first.');
	return fileURLToPath(uri);
}

/** The text on the screen, or else the one on disk. */
async function documentAt(uri: string, context: EngineContext): Promise<DockerfileDocument> {
	const open = context.document(uri);
	if (open) return open;
	const path = pathIn(uri);
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new EngineError('refused', `Could not read ${path} (${error.code ?? 'unknown reason'}).`);
	});
	return new DockerfileDocument(text, { path });
}

/** For reading only; the list itself is what is started. */
function quoted(argument: string): string {
	return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** Turns the builder's events into those of the protocol, with lines where a step's text leads to one. */
class EventReader {
	readonly #lines = new Map<string, number>();

	constructor(doc: DockerfileDocument, steps: readonly Step[]) {
		// Two equal instructions cannot be told apart by what the builder prints, unless their stage is named.
		for (const stage of doc.stages) {
			const own = steps.filter(step => stage.from.line <= step.startLine && step.startLine <= (stage.instructions.at(-1) ?? stage.from).line);
			for (const step of own) this.#lines.set(key(stage.name ?? `stage-${stage.index}`, step.text), step.startLine);
		}
		for (const step of steps.toReversed()) this.#lines.set(key(undefined, step.text), step.startLine);
	}

	read(event: HostEvent): BuildEvent[] {
		switch (event.kind) {
			case 'step': {
				const line = this.#lines.get(key(event.stage, event.text)) ?? this.#lines.get(key(undefined, event.text));
				return [
					{
						type: 'step',
						id: idOf(event),
						name: event.text,
						state: 'started',
						number: event.number,
						total: event.total,
						...(line === undefined ? {} : { line }),
					},
				];
			}
			case 'stepDone':
				return [
					{
						type: 'step',
						id: idOf(event),
						name: '',
						state: event.cached ? 'cached' : 'done',
						number: event.number,
						...(event.seconds === undefined ? {} : { seconds: event.seconds }),
					},
				];
			case 'log':
				return [{ type: 'log', text: event.text, ...(event.vertex === undefined ? {} : { id: event.vertex }) }];
			case 'warning':
				return [{ type: 'warning', message: event.text }];
			case 'error':
				return [{ type: 'error', message: event.message, ...(event.line === undefined ? {} : { line: event.line }) }];
			default:
				return [];
		}
	}
}

function idOf({ vertex, number }: { readonly vertex: string | undefined; readonly number: number }): string {
	return vertex ?? String(number);
}

function key(stage: string | undefined, text: string): string {
	return `${stage ?? ''} ${text.trim().replace(/\s+/g, ' ')}`;
}
