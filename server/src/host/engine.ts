/** The container engine of this machine: finding it, asking it, and turning what goes wrong into sentences. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import type { Builder } from '../image/buildOptions.ts';
import { buildxVersion, docker } from '../image/docker.ts';
import { type EngineCommand, type EngineDialect, type EngineName, UnexpectedOutput } from '../image/engineCommand.ts';
import { type DockerfileAtHand, engineLayers, type ImageLayers } from '../image/layerModel.ts';
import { nerdctl } from '../image/nerdctl.ts';
import { podman } from '../image/podman.ts';
import { ProcessError, type RunResult, run, seconds } from './process.ts';

export type EngineFailure = 'absent' | 'stopped' | 'slow' | 'nonsense' | 'noImage' | 'refused';

/** The message is a sentence for people. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly kind: EngineFailure;

	constructor(kind: EngineFailure, message: string, options?: ErrorOptions) {
		super(message, options);
		this.kind = kind;
	}
}

export interface EngineChoice {
	/** The setting `drydock.engine`. */
	readonly engine?: string | undefined;
	/** The setting `drydock.enginePath`. */
	readonly enginePath?: string | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly timeoutMs?: number | undefined;
}

/** Inspect and history answer in hundredths of a second; an engine that is starting up may need some. */
const defaultTimeoutMs = 10_000;
const mostOutput = 64 << 20;

const dialects: Readonly<Record<EngineName, (program: string) => EngineDialect>> = { docker, podman, nerdctl };
/** In the order in which they are looked for. */
const engineNames: readonly EngineName[] = ['docker', 'podman', 'nerdctl'];

function isEngineName(name: string): name is EngineName {
	return Object.hasOwn(dialects, name);
}

/** The engine that the settings name, or else the first of all that is on PATH. It is not asked anything yet. */
export async function findEngine(choice: EngineChoice): Promise<Engine> {
	const wanted = choice.engine ?? 'auto';
	if (wanted !== 'auto' && !isEngineName(wanted))
		throw new EngineError('refused', `The engine "${wanted}" is not supported. Choose ${engineNames.join(', ')} or auto.`);
	if (choice.enginePath) {
		const program = basename(choice.enginePath);
		const name = wanted === 'auto' ? (engineNames.find(known => program.startsWith(known)) ?? 'docker') : wanted;
		return new Engine(dialects[name](choice.enginePath), choice.enginePath, choice);
	}
	for (const name of wanted === 'auto' ? engineNames : [wanted]) {
		const program = await onPath(name, choice.env);
		if (program !== undefined) return new Engine(dialects[name](program), program, choice);
	}
	const missing = wanted === 'auto' ? 'Neither docker nor podman nor nerdctl was found' : `${wanted} was not found`;
	throw new EngineError('absent', `${missing} on PATH. Install one, or read an archive of an image: that needs no engine.`);
}

export class Engine {
	readonly dialect: EngineDialect;
	readonly program: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly #timeoutMs: number;

	constructor(dialect: EngineDialect, program: string, { env, timeoutMs }: EngineChoice) {
		this.dialect = dialect;
		this.program = program;
		this.env = env;
		this.#timeoutMs = timeoutMs ?? defaultTimeoutMs;
	}

	/** Runs a command that answers soon. */
	async ask<T>(command: EngineCommand<T>, signal?: AbortSignal): Promise<T> {
		const { code, stdout, stderr } = await this.#run(command, signal);
		if (code !== 0) throw this.failure(stderr, code);
		try {
			return command.parse(stdout);
		} catch (error) {
			if (!(error instanceof UnexpectedOutput)) throw error;
			throw new EngineError('nonsense', `"${basename(this.program)} ${command.args[0]}" did not print what ${this.dialect.title} prints: ${error.message}.`, {
				cause: error,
			});
		}
	}

	/** Rows with sizes, and lines where a Dockerfile is given. */
	async layers(reference: string, dockerfile?: DockerfileAtHand, signal?: AbortSignal): Promise<ImageLayers> {
		const [inspect, history] = await Promise.all([this.ask(this.dialect.inspect(reference), signal), this.ask(this.dialect.history(reference), signal)]);
		return engineLayers(reference, inspect, history, dockerfile);
	}

	/** Which builder this engine's client has. */
	async builder(signal?: AbortSignal): Promise<Builder> {
		if (this.dialect.name === 'podman') return 'buildah';
		if (this.dialect.name === 'nerdctl') return 'nerdctl';
		if ((await this.#run(buildxVersion(this.program), signal)).code === 0) return 'buildx';
		// From 23 on the client builds with buildx or, without it, with the old builder.
		return Number.parseInt(await this.#clientVersion(signal), 10) < 23 ? 'buildkit' : 'classic';
	}

	/** The client tells its own version also when no engine answers it. */
	async #clientVersion(signal: AbortSignal | undefined): Promise<string> {
		const command = this.dialect.version();
		const { stdout, stderr } = await this.#run(command, signal);
		try {
			return command.parse(stdout).client;
		} catch {
			throw this.failure(stderr);
		}
	}

	/** What the engine said on standard error, as a sentence. `code` is the client's exit status. */
	failure(printed: string, code = 1): EngineError {
		const title = this.dialect.title;
		const stderr = withoutLogFormat(printed);
		const refused = /permission denied .*?(?:connect|socket).*?((?:unix|npipe|tcp|ssh):\/\/[^\s:]+(?::\d+)?)?/is.exec(stderr);
		if (refused && /connect/i.test(stderr)) {
			return new EngineError('stopped', `${title} may not be used by you at ${this.#socket(stderr)}: permission denied. Join its group, or use Podman.`);
		}
		if (unanswered[this.dialect.name].test(stderr)) {
			return new EngineError('stopped', `${title} did not answer at ${this.#socket(stderr)}. Start it, or read an archive of the image: that needs no engine.`);
		}
		const missing = /no such image:? +(\S+?)(?=:?(?:\s|$))/i.exec(stderr) ?? /(\S+): image not known/i.exec(stderr);
		if (missing) return new EngineError('noImage', `${title} has no image "${missing[1]}". Build it, pull it, or give the path of an archive.`);
		const said =
			stderr
				.trim()
				.split('\n')
				.at(-1)
				?.replace(/^(?:Error response from daemon: |Error: )/, '')
				.trim() ?? '';
		if (said !== '') return new EngineError('refused', `${title} said: ${said}`);
		if (code <= 128) return new EngineError('refused', `${title} failed without a message.`);
		return new EngineError('refused', `${basename(this.program)} was ended by a signal (status ${code}). Try again.`);
	}

	#socket(stderr: string): string {
		return /(?:unix|npipe|tcp|ssh|https?):\/\/[^\s"]+?(?=[.,:;]?(?:\s|"|$))/.exec(stderr)?.[0] ?? this.env.DOCKER_HOST ?? 'its socket';
	}

	async #run(command: EngineCommand<unknown>, signal: AbortSignal | undefined): Promise<RunResult> {
		try {
			return await run({
				program: command.program,
				args: command.args,
				env: { ...this.env, ...command.env },
				timeoutMs: this.#timeoutMs,
				maxOutputBytes: mostOutput,
				signal,
			});
		} catch (error) {
			if (!(error instanceof ProcessError) || error.kind === 'aborted') throw error;
			throw engineProcessError(error, this.dialect.title, this.#timeoutMs);
		}
	}
}

/** nerdctl says what went wrong in lines of a log: `time="..." level=fatal msg="no such image: a:1"`. */
function withoutLogFormat(stderr: string): string {
	return stderr.replace(/^time="[^"]*" level=\w+ msg="((?:[^"\\]|\\.)*)".*$/gm, (_line, message: string) =>
		message.replace(/\\(.)/g, (_escape, letter: string) => (letter === 'n' ? '\n' : letter)),
	);
}

/** What a client says when no engine answers. A registry that refuses a connection is another matter. */
const unanswered = {
	docker: /cannot connect to the docker daemon|error during connect|is the docker daemon running|failed to connect to the docker api/i,
	podman: /(?:cannot|unable to|failed to) connect to podman/i,
	nerdctl: /cannot access containerd socket/i,
} as const;

function engineProcessError(error: ProcessError, title: string, timeoutMs: number): EngineError {
	switch (error.kind) {
		case 'notFound':
			return new EngineError('absent', `${title} was not found at ${error.program}. Install it, or correct drydock.enginePath.`, { cause: error });
		case 'timedOut':
			return new EngineError('slow', `${title} did not answer in ${seconds(timeoutMs)}. It may be starting or busy; try again.`, { cause: error });
		case 'tooMuchOutput':
			return new EngineError('nonsense', error.message, { cause: error });
		default:
			return new EngineError('refused', error.message, { cause: error });
	}
}

async function onPath(name: string, env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
	const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
	for (const folder of (env.PATH ?? '').split(delimiter).filter(part => part !== '')) {
		for (const suffix of suffixes) {
			const path = join(folder, name + suffix);
			if (
				await access(path, constants.X_OK).then(
					() => true,
					() => false,
				)
			)
				return path;
		}
	}
	return undefined;
}
