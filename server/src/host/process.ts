/**
 * The one place that starts other programs. A program and a list of arguments, never a line for a shell: what a Dockerfile or a
 * setting says cannot become a command. Messages name the program and nothing of its arguments, input or environment.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { stopTree, watchOver } from './processGroup.ts';

/** What to start. */
export interface Command {
	readonly program: string;
	readonly args: readonly string[];
	/** On top of this process's own environment; `undefined` takes a variable away. */
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
	readonly cwd?: string | undefined;
	/** Goes to its standard input, which is empty otherwise. */
	readonly input?: string | Uint8Array | undefined;
	readonly signal?: AbortSignal | undefined;
}

export interface RunCommand extends Command {
	readonly timeoutMs: number;
	/** For standard output and standard error together. */
	readonly maxOutputBytes: number;
}

export interface RunResult {
	/** The exit status; 128 plus the number of the signal where a signal ended it, as shells count. */
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface StreamCommand extends Command {
	readonly timeoutMs?: number | undefined;
	/** Standard output as it comes. A returned promise holds the program back until it is settled. */
	readonly onChunk?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
	/** Whole lines, without their end. Standard output comes here only if there is no `onChunk`. */
	readonly onLine?: ((line: string, from: 'stdout' | 'stderr') => void) | undefined;
	/** How long it may tidy up after it was asked to stop; then it is killed. */
	readonly graceMs?: number | undefined;
}

export interface Stream {
	/** The exit status. Rejects with a `ProcessError` if it could not start, was cancelled, or took too long. */
	readonly done: Promise<number>;
	/** Stops the program and everything it started. */
	cancel(): void;
}

export type ProcessFailure = 'notFound' | 'notStarted' | 'timedOut' | 'aborted' | 'tooMuchOutput';

/** Why a program gave no result. The message is a sentence for people. */
export class ProcessError extends Error {
	readonly kind: ProcessFailure;
	readonly program: string;

	constructor(kind: ProcessFailure, program: string, message: string) {
		super(message);
		this.name = 'ProcessError';
		this.kind = kind;
		this.program = program;
	}
}

const defaultGraceMs = 5_000;
/** A longer line comes in pieces of this size, so that a program that never ends a line cannot fill the memory. */
const longestLine = 1 << 20;

/** Runs a program to its end and gives back what it printed. */
export async function run(command: RunCommand): Promise<RunResult> {
	const printed = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
	let size = 0;
	const running = start(command, command.timeoutMs, defaultGraceMs, (from, chunk) => {
		size += chunk.byteLength;
		if (size > command.maxOutputBytes) running.stop('tooMuchOutput');
		else printed[from].push(chunk);
	});
	const code = await running.done.catch(error => {
		if (error instanceof ProcessError && error.kind === 'tooMuchOutput') {
			throw new ProcessError(
				'tooMuchOutput',
				command.program,
				`${nameOf(command)} printed more than ${bytes(command.maxOutputBytes)} and was stopped. Ask it for less.`,
			);
		}
		throw error;
	});
	return { code, stdout: Buffer.concat(printed.stdout).toString('utf8'), stderr: Buffer.concat(printed.stderr).toString('utf8') };
}

/** Runs a program and hands on what it prints while it runs. */
export function stream(command: StreamCommand): Stream {
	const lines = { stdout: new LineSplitter(), stderr: new LineSplitter() };
	const onLine = command.onLine;
	const running = start(command, command.timeoutMs, command.graceMs ?? defaultGraceMs, (from, chunk) => {
		if (from === 'stdout' && command.onChunk) return command.onChunk(chunk);
		if (onLine) for (const line of lines[from].push(chunk)) onLine(line, from);
		return undefined;
	});
	const done = running.done.finally(() => {
		if (!onLine) return;
		for (const from of ['stdout', 'stderr'] as const) for (const line of lines[from].end()) onLine(line, from);
	});
	return { done, cancel: () => running.stop('aborted') };
}

interface Running {
	readonly done: Promise<number>;
	stop(why: ProcessFailure): void;
}

type Sink = (from: 'stdout' | 'stderr', chunk: Uint8Array) => void | Promise<void>;

function start(command: Command, timeoutMs: number | undefined, graceMs: number, sink: Sink): Running {
	if (command.signal?.aborted) return { done: Promise.reject(failure('aborted', command, timeoutMs)), stop: () => {} };
	let child: ChildProcess;
	try {
		child = launch(command);
	} catch {
		// Node's own message would quote the argument or the value that it does not like.
		return {
			done: Promise.reject(
				new ProcessError('notStarted', command.program, `${nameOf(command)} could not start: an argument or a variable has a NUL character. Take it out.`),
			),
			stop: () => {},
		};
	}
	let stoppedBecause: ProcessFailure | undefined;
	let sinkError: unknown;
	const stop = (why: ProcessFailure): void => {
		if (stoppedBecause) return;
		stoppedBecause = why;
		stopTree(child, graceMs);
	};
	const done = new Promise<number>((resolve, reject) => {
		const forget = watchOver(child);
		const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop('timedOut'), timeoutMs);
		const onAbort = (): void => stop('aborted');
		command.signal?.addEventListener('abort', onAbort, { once: true });
		const settle = (): void => {
			clearTimeout(timer);
			command.signal?.removeEventListener('abort', onAbort);
			forget();
		};
		child.once('error', error => {
			settle();
			reject(notStarted(error, command));
		});
		// The sinks are read to their end even when the program is gone: what it printed last counts too.
		const read = Promise.all(
			(['stdout', 'stderr'] as const).map(from =>
				drain(child, from, sink).catch(error => {
					sinkError ??= error;
					stop('aborted');
				}),
			),
		);
		child.once('close', async (code, signal) => {
			await read;
			settle();
			if (sinkError !== undefined) reject(sinkError);
			else if (stoppedBecause) reject(failure(stoppedBecause, command, timeoutMs));
			else resolve(code ?? 128 + signalNumber(signal));
		});
		// A program may end without reading what it was given; that is its affair.
		child.stdin?.on('error', () => {});
		child.stdin?.end(command.input);
	});
	return { done, stop };
}

function launch(command: Command): ChildProcess {
	return spawn(command.program, [...command.args], {
		cwd: command.cwd,
		env: command.env ? { ...process.env, ...command.env } : process.env,
		// A group of its own, so that cancelling reaches what the program started in turn.
		detached: process.platform !== 'win32',
		shell: false,
		windowsHide: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
}

async function drain(child: ChildProcess, from: 'stdout' | 'stderr', sink: Sink): Promise<void> {
	const source = child[from];
	if (!source) return;
	try {
		for await (const chunk of source) {
			const held = sink(from, chunk as Uint8Array);
			if (held) await held;
		}
	} catch (error) {
		// The pipe is destroyed when a program that was stopped does not let go of it.
		if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
	}
}

function notStarted(error: NodeJS.ErrnoException, command: Command): ProcessError {
	const name = nameOf(command);
	if (command.cwd !== undefined && !existsSync(command.cwd)) {
		return new ProcessError('notStarted', command.program, `${name} could not start: the folder ${command.cwd} does not exist.`);
	}
	if (error.code === 'ENOENT') {
		return new ProcessError('notFound', command.program, `${name} was not found. Install it, or correct the path that leads to it.`);
	}
	if (error.code === 'EACCES') {
		return new ProcessError('notStarted', command.program, `${name} may not be run. Make it executable, or correct the path that leads to it.`);
	}
	if (error.code === 'E2BIG') return new ProcessError('notStarted', command.program, `${name} was given more arguments than the system allows. Give it fewer.`);
	return new ProcessError('notStarted', command.program, `${name} could not start (${error.code ?? 'unknown reason'}). Try it in a terminal.`);
}

function failure(kind: ProcessFailure, command: Command, timeoutMs: number | undefined): ProcessError {
	const name = nameOf(command);
	if (kind === 'timedOut')
		return new ProcessError(
			kind,
			command.program,
			`${name} did not finish in ${seconds(timeoutMs ?? 0)}. Check that it answers in a terminal, then try again.`,
		);
	return new ProcessError(kind, command.program, `${name} was cancelled. Start it again if you still want its result.`);
}

function nameOf(command: Command): string {
	return basename(command.program);
}

/** "5 s", "0.2 s". */
export function seconds(ms: number): string {
	return `${Number((ms / 1000).toPrecision(2))} s`;
}

function bytes(count: number): string {
	return count >= 1_000_000 ? `${Math.round(count / 1_000_000)} MB` : count >= 1_000 ? `${Math.round(count / 1_000)} kB` : `${count} bytes`;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGPIPE: 13, SIGTERM: 15 };

function signalNumber(signal: NodeJS.Signals | null): number {
	return signalNumbers[signal ?? ''] ?? 0;
}

class LineSplitter {
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';

	push(chunk: Uint8Array): string[] {
		return this.#take(this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
	}

	end(): string[] {
		const lines = this.#take(this.#decoder.end());
		if (this.#rest !== '') lines.push(withoutCarriageReturn(this.#rest));
		this.#rest = '';
		return lines;
	}

	#take(text: string): string[] {
		if (!text.includes('\n') && this.#rest.length + text.length <= longestLine) {
			this.#rest += text;
			return [];
		}
		const parts = (this.#rest + text).split('\n');
		this.#rest = parts.pop() ?? '';
		const lines = parts.map(withoutCarriageReturn);
		while (this.#rest.length > longestLine) {
			lines.push(this.#rest.slice(0, longestLine));
			this.#rest = this.#rest.slice(longestLine);
		}
		return lines;
	}
}

function withoutCarriageReturn(line: string): string {
	return line.endsWith('\r') ? line.slice(0, -1) : line;
}
