import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { planBuild, runBuild } from '../host/build.ts';
import { buildDefinitions } from '../host/buildDefinitions.ts';
import { BuildHistory } from '../host/buildHistory.ts';
import { type Engine, EngineError, findEngine } from '../host/engine.ts';
import { git } from '../host/git.ts';
import { keepImage } from '../host/keepImage.ts';
import { withOciLabels } from '../host/labelledBuild.ts';
import { ProcessError } from '../host/process.ts';
import { placesOf, recordBuild } from '../host/recordBuild.ts';
import { whileReserved } from '../host/reservedTags.ts';
import { defaultTag } from '../host/tags.ts';
import { watchImages } from '../host/watchImages.ts';
import { builderInstances } from '../image/builderInstances.ts';
import { isTaken, nextFreeTag } from '../image/imageName.ts';
import { shellText } from '../image/shellText.ts';
import { tagProposals } from '../image/tagProposals.ts';
import type {
	Answered,
	BuildChoice,
	BuildEvent,
	BuilderInstance,
	BuildForm,
	BuildPlan,
	BuildResult,
	ChoiceOfFile,
	ListImagesResult,
	OpenImageParams,
	OpenImageResult,
	TaggedImage,
	TagProposal,
} from '../protocol/index.ts';
import { DockerfileDocument } from '../service/index.ts';
import { allSteps, dockerfileAtHand } from '../service/steps.ts';
import { answered } from './answered.ts';
import { choiceOf, foldersAround, pipelineSteps } from './buildChoices.ts';
import { EventReader } from './buildEvents.ts';
import { formParts } from './buildForm.ts';
import { pathIn, requestOf, tagsOf } from './buildRequest.ts';
import type { EngineContext, EngineRoom } from './host.ts';
import { ImageRoom } from './imageRoom.ts';
import { NodePublishing } from './publishing.ts';
import type { StepOutputs } from './stepOutputs.ts';

/** Builds and images through the engine of this machine. */
export class NodeEngineRoom implements EngineRoom {
	readonly images: ImageRoom;
	readonly publishing: NodePublishing;
	readonly #env: NodeJS.ProcessEnv;
	readonly #history: BuildHistory;
	readonly #outputs: StepOutputs;

	constructor(env: NodeJS.ProcessEnv, outputs: StepOutputs) {
		this.#env = env;
		this.#outputs = outputs;
		this.#history = BuildHistory.of(env);
		this.images = new ImageRoom(env);
		this.publishing = new NodePublishing(env);
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
		const contextFolders = foldersAround(contextFolder, context.folders);
		return { contextFolder, contextFolders, dockerfile, ...parts, defaultTag: free, tagExists: free !== wanted, engine, engineProblem: problem };
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
			commandLine: shellText(env, [program, ...args]),
			tagTaken: free !== choice.tag,
			freeTag: free === choice.tag ? undefined : free,
			takenTags: tagsOf(choice).filter(tag => isTaken(tag, existing)),
			steps: pipelineSteps(request),
		};
	}

	async proposeTags(uri: string, tag: string, platform: string | undefined, context: EngineContext): Promise<readonly TagProposal[]> {
		const { existing } = await this.#existing(context);
		return tagProposals(tag, existing, { platform, revision: await git(dirname(pathIn(uri)), ['rev-parse', '--short=7', 'HEAD'], this.#env) });
	}

	builders(context: EngineContext): Promise<Answered<{ readonly builders: readonly BuilderInstance[] }>> {
		return answered(async () => {
			const engine = await this.#engine(context);
			const hasInstances = (await engine.builder(context.signal)) === 'buildx';
			return { builders: hasInstances ? await engine.ask(builderInstances(engine.program), context.signal) : [] };
		});
	}

	choicesOfFiles(uri: string, context: EngineContext): Promise<Answered<{ readonly choices: readonly ChoiceOfFile[] }>> {
		return answered(async () => {
			const folders = foldersAround(dirname(pathIn(uri)), context.folders);
			const engine = await this.#engine(context);
			if ((await engine.builder(context.signal)) !== 'buildx')
				throw new EngineError('refused', 'Compose and bake files are read by the buildx plugin of Docker. Install it.');
			const { existing } = await this.#existing(context);
			const wanted = (await defaultTag(dirname(pathIn(uri)), existing, this.#env)).reference;
			return { choices: (await buildDefinitions(engine, folders, context.signal)).flatMap(definition => choiceOf(definition, wanted)) };
		});
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
			const doc = await documentAt(choice.uri, context);
			const steps = allSteps(doc);
			const plain = requestOf(choice);
			const request = choice.ociLabels ? await withOciLabels(plain, doc, plain.context, engine) : plain;
			const onProblem = (message: string): void => onEvent({ type: 'warning', message });
			const onRecorded = (id: string, output: readonly string[]): void => this.#outputs.keep(id, output);
			const recorded = { engine, request, doc, dockerfile: pathIn(choice.uri), context: request.context, signal: context.signal, onProblem, onRecorded };
			const events = new EventReader(placesOf(recorded));
			const last = await whileReserved(choice.push ? [] : tagsOf(choice), engine, async () => {
				if (!choice.push) await keepTaken(engine, choice, onEvent, context.signal);
				return recordBuild(this.#history, recorded, record =>
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
			});
			if (last.kind === 'done') return ended({ outcome: 'built', reference: choice.tag, imageId: last.imageId, exitCode: 0 });
			return ended({ outcome: 'failed', failure: last.message, line: last.line });
		} catch (error) {
			if (context.signal.aborted || (error instanceof ProcessError && error.kind === 'aborted')) return ended({ outcome: 'cancelled' });
			if (error instanceof EngineError || error instanceof ProcessError) return ended({ outcome: 'failed', failure: error.message });
			throw error;
		}
	}

	async open(params: OpenImageParams, context: EngineContext): Promise<OpenImageResult> {
		const dockerfile = params.uri === undefined ? undefined : dockerfileAtHand(await documentAt(params.uri, context), params.target);
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

	watch(context: EngineContext, onTagged: (image: TaggedImage) => void): Promise<{ readonly failure?: string }> {
		return answered(async () => {
			await watchImages(await this.#engine(context), onTagged, context.signal);
			return {};
		});
	}

	#engine({ settings }: EngineContext): Promise<Engine> {
		return findEngine({ engine: settings.engine, enginePath: settings.enginePath, env: this.#env });
	}

	/** A form can be shown without an engine that answers; it only cannot know which tags are taken. */
	async #existing(context: EngineContext): Promise<{ existing: readonly string[]; engine: string | undefined; problem: string | undefined }> {
		try {
			const engine = await this.#engine(context);
			return { existing: await referencesOf(engine, context.signal), engine: engine.dialect.title, problem: undefined };
		} catch (error) {
			if (error instanceof EngineError) return { existing: [], engine: undefined, problem: error.message };
			throw error;
		}
	}
}

/** Images that would lose their name get another one first, if that was agreed to. Throws an `EngineError` if not. */
async function keepTaken(engine: Engine, choice: BuildChoice, onEvent: (event: BuildEvent) => void, signal: AbortSignal): Promise<void> {
	const existing = await referencesOf(engine, signal);
	for (const tag of tagsOf(choice).filter(name => isTaken(name, existing))) {
		if (choice.existing !== 'keep')
			throw new EngineError('refused', `${tag} exists, and a tag is never moved. The next free one is ${nextFreeTag(tag, existing)}.`);
		const kept = await keepImage(engine, tag, signal);
		if (kept !== undefined) onEvent({ type: 'log', text: `The image that was ${tag} is kept as ${kept}.` });
	}
}

async function referencesOf(engine: Engine, signal: AbortSignal): Promise<readonly string[]> {
	return (await engine.ask(engine.dialect.list(), signal)).flatMap(({ reference }) => reference ?? []);
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
