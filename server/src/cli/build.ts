/** `drydock build [CONTEXT]`: plan, build and tag as the editor does. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildEvent, type BuildPlan, type BuildRequest, planBuild, runBuild } from '../host/build.ts';
import { BuildHistory } from '../host/buildHistory.ts';
import { type Engine, EngineError, findEngine } from '../host/engine.ts';
import { keepImage } from '../host/keepImage.ts';
import { withOciLabels } from '../host/labelledBuild.ts';
import { ProcessError } from '../host/process.ts';
import { recordBuild } from '../host/recordBuild.ts';
import { whileReserved } from '../host/reservedTags.ts';
import { defaultTag } from '../host/tags.ts';
import type { BuildSecret, BuildSsh } from '../image/buildOptions.ts';
import { isTaken, nameProblem, nextFreeTag, withPlatform } from '../image/imageName.ts';
import { shellText } from '../image/shellText.ts';
import { DockerfileDocument } from '../service/document.ts';
import { allSteps } from '../service/steps.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';

/** 0: built (or planned); 1: the build failed; 2: could not do the work. */
export async function build(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const options = readOptions(args);
		const engine = await findEngine({ engine: options.engine ?? io.env.DRYDOCK_ENGINE, env: io.env });
		const completedRequest = await completed(options, engine, io);
		for (const request of requestsOf(completedRequest, options)) {
			const code = options.dryRun ? await showPlan(engine, request, options, io) : await carryOut(engine, request, options, io);
			if (code !== 0) return code;
		}
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof EngineError || error instanceof ProcessError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

interface Options extends BuildRequest {
	readonly dryRun: boolean;
	readonly format: 'text' | 'json';
	readonly engine: string | undefined;
	/** A tag that exists is moved, and its image kept under another name. */
	readonly overwrite: boolean;
	readonly ociLabels: boolean;
	/** An image for each platform, with its name at the end of the tag, in place of one index. */
	readonly perPlatform: boolean;
}

function readOptions(args: readonly string[]): Options {
	const { values, positionals } = parsed(args);
	if (positionals.length > 1) throw new UsageError('Name one build context: drydock build [CONTEXT].');
	const format = values.format ?? 'text';
	if (format !== 'text' && format !== 'json') throw new UsageError(`The format "${format}" is not one of text and json.`);
	for (const tag of values.tag ?? []) {
		const problem = nameProblem(tag);
		if (problem !== undefined) throw new UsageError(problem);
	}
	return {
		context: positionals[0] ?? '.',
		dryRun: values['dry-run'] ?? false,
		format,
		engine: values.engine,
		tags: values.tag ?? [],
		buildArgs: Object.fromEntries((values['build-arg'] ?? []).map(buildArg)),
		secrets: (values.secret ?? []).map(secret),
		ssh: (values.ssh ?? []).map(ssh),
		contexts: pairs(values['build-context'] ?? [], '--build-context NAME=FOLDER'),
		labels: pairs(values.label ?? [], '--label NAME=VALUE'),
		overwrite: values.overwrite ?? false,
		ociLabels: values['oci-labels'] ?? false,
		perPlatform: values['per-platform'] ?? false,
		...(values.file === undefined ? {} : { dockerfile: values.file }),
		...(values.target === undefined ? {} : { target: values.target }),
		...(values.platform === undefined ? {} : { platform: values.platform }),
		...(values.builder === undefined ? {} : { instance: values.builder }),
		...(values.pull ? { pull: true } : {}),
		...(values['no-cache'] ? { noCache: true } : {}),
		...(values.push ? { push: true } : {}),
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				file: { type: 'string', short: 'f' },
				tag: { type: 'string', short: 't', multiple: true },
				target: { type: 'string' },
				'build-arg': { type: 'string', multiple: true },
				secret: { type: 'string', multiple: true },
				ssh: { type: 'string', multiple: true },
				'build-context': { type: 'string', multiple: true },
				label: { type: 'string', multiple: true },
				'oci-labels': { type: 'boolean' },
				platform: { type: 'string' },
				'per-platform': { type: 'boolean' },
				builder: { type: 'string' },
				pull: { type: 'boolean' },
				'no-cache': { type: 'boolean' },
				push: { type: 'boolean' },
				overwrite: { type: 'boolean' },
				'dry-run': { type: 'boolean' },
				format: { type: 'string' },
				engine: { type: 'string' },
			},
		});
	} catch (error) {
		throw UsageError.from(error);
	}
}

function buildArg(text: string): [string, string | undefined] {
	const equals = text.indexOf('=');
	return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** `id=token,env=TOKEN`, `id=token,src=file`, `id=TOKEN` (the variable of that name). */
function secret(text: string): BuildSecret {
	const parts = new Map(text.split(',').map(part => buildArg(part)));
	const id = parts.get('id');
	if (!id) throw new UsageError('A secret needs an id: --secret id=NAME,env=VARIABLE or --secret id=NAME,src=FILE.');
	const file = parts.get('src') ?? parts.get('source');
	return { id, ...(file === undefined ? { env: parts.get('env') ?? id } : { file }) };
}

/** `default`, `github=~/.ssh/id_ed25519`. */
function ssh(text: string): BuildSsh {
	const [id, path] = buildArg(text);
	return { id, ...(path === undefined ? {} : { path }) };
}

function pairs(texts: readonly string[], form: string): Readonly<Record<string, string>> {
	return Object.fromEntries(
		texts.map(text => {
			const [name, value] = buildArg(text);
			if (name === '' || value === undefined) throw new UsageError(`"${text}" has no name or no value: write ${form}.`);
			return [name, value];
		}),
	);
}

/** One request, or one for each platform. */
function requestsOf(request: BuildRequest, { perPlatform }: Options): readonly BuildRequest[] {
	if (!perPlatform) return [request];
	const platforms = request.platform?.split(',') ?? [];
	if (platforms.length === 0) throw new UsageError('--per-platform needs --platform OS/ARCH,...');
	return platforms.map(platform => ({ ...request, platform, tags: (request.tags ?? []).map(tag => withPlatform(tag, platform)) }));
}

/** Tags are never moved: one that is given must be free, and one that is not is made so. */
async function completed(options: Options, engine: Engine, io: CommandIo): Promise<BuildRequest> {
	const { dryRun: _dryRun, format: _format, engine: _engine, overwrite, ociLabels: _labels, perPlatform: _each, ...request } = options;
	const existing = options.push ? [] : await existingTags(engine, options.dryRun, io);
	if (!request.tags?.length) {
		const { reference, source } = await defaultTag(resolve(io.cwd, request.context), existing, io.env);
		io.stderr(`Tag: ${reference} (version from ${source})\n`);
		return { ...request, tags: [reference] };
	}
	for (const { tags = [] } of overwrite ? [] : requestsOf(request, options)) refuseTaken(tags, existing);
	return request;
}

function refuseTaken(tags: readonly string[], existing: readonly string[]): void {
	const tag = tags.find(each => isTaken(each, existing));
	if (tag === undefined) return;
	const free = nextFreeTag(tag, existing);
	throw new UsageError(`${tag} exists, and a tag is never moved. The next free one is ${free}. --overwrite moves it and keeps its image under another name.`);
}

/** A plan can be made without an engine that answers; it only cannot know which tags are taken. */
async function existingTags(engine: Engine, dryRun: boolean, io: CommandIo): Promise<readonly string[]> {
	try {
		return (await engine.ask(engine.dialect.list(), io.signal)).flatMap(image => image.reference ?? []);
	} catch (error) {
		if (!dryRun || !(error instanceof EngineError) || (error.kind !== 'stopped' && error.kind !== 'slow')) throw error;
		io.stderr(`Which tags exist is not known. ${error.message}\n`);
		return [];
	}
}

async function showPlan(engine: Engine, request: BuildRequest, { format }: Options, io: CommandIo): Promise<number> {
	io.stdout(planText(planBuild({ ...request, engine: engine.dialect, builder: await engine.builder(io.signal) }), format));
	return 0;
}

function planText(plan: BuildPlan, format: 'text' | 'json'): string {
	return format === 'json' ? `${JSON.stringify({ schema: 1, ...plan }, undefined, 2)}\n` : `${shellText(plan.env, [plan.program, ...plan.args])}\n`;
}

/** Images that would lose their name get another one first. */
async function keepOverwritten(engine: Engine, tags: readonly string[], io: CommandIo): Promise<void> {
	for (const tag of tags) {
		const kept = await keepImage(engine, tag, io.signal);
		if (kept !== undefined) io.stderr(`The image that was ${tag} is kept as ${kept}.\n`);
	}
}

async function carryOut(engine: Engine, plain: BuildRequest, options: Options, io: CommandIo): Promise<number> {
	const path = plain.dockerfile === undefined ? join(plain.context, 'Dockerfile') : plain.dockerfile;
	const text = await readFile(resolve(io.cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`Could not read ${path} (${error.code ?? 'unknown reason'}).`);
	});
	const doc = new DockerfileDocument(text, { path });
	const request = options.ociLabels ? await withOciLabels(plain, doc, resolve(io.cwd, plain.context), engine) : plain;
	const recorded = {
		engine,
		request,
		doc,
		dockerfile: resolve(io.cwd, path),
		context: resolve(io.cwd, request.context),
		cwd: io.cwd,
		signal: io.signal,
		onProblem: (message: string) => io.stderr(`${message}\n`),
	};
	const { tags = [] } = request;
	const last = await whileReserved(options.push ? [] : tags, engine, async () => {
		if (options.overwrite && !options.push) await keepOverwritten(engine, tags, io);
		else refuseTaken(tags, options.push ? [] : await existingTags(engine, false, io));
		return recordBuild(BuildHistory.of(io.env), recorded, record =>
			runBuild(engine, request, {
				steps: allSteps(doc),
				cwd: io.cwd,
				...(io.signal === undefined ? {} : { signal: io.signal }),
				onEvent: event => {
					record(event);
					const line = eventText(event);
					if (line !== undefined) io.stderr(`${line}\n`);
				},
			}),
		);
	});
	if (last.kind === 'error') {
		io.stderr(`${path}${last.line === undefined ? '' : `:${last.line + 1}`} ${last.message}\n`);
		return 1;
	}
	io.stdout(`${request.tags?.[0] ?? last.imageId} ${last.imageId}\n`);
	return 0;
}

function eventText(event: BuildEvent): string | undefined {
	switch (event.kind) {
		case 'step':
			return `[${[event.platform, event.stage, `${event.number}/${event.total}`].filter(word => word !== undefined).join(' ')}] ${event.text}`;
		case 'log':
			return `    ${event.text}`;
		case 'warning':
			return `warning: ${event.text}`;
		case 'done':
			return `Built in ${event.seconds.toFixed(1)} s.`;
		default:
			return undefined;
	}
}
