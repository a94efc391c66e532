import type { BuildOptions } from './buildOptions.ts';
import type { EngineVersion, HistoryEntry, ImageInspect, ImageSummary } from './records.ts';

/**
 * A command of a container engine as a value: what to run, and how to read what it prints. Nothing here runs anything;
 * the arguments are a list, never a shell string.
 */
export interface EngineCommand<T> {
	readonly program: string;
	readonly args: readonly string[];
	/** Environment variables the command needs. Never a secret: those are named, and read when the process starts. */
	readonly env?: Readonly<Record<string, string>>;
	/** Reads standard output. Throws `UnexpectedOutput` if it is not what this command prints. */
	parse(stdout: string): T;
}

/** The program answered, but not with what the command should print. */
export class UnexpectedOutput extends Error {
	override readonly name = 'UnexpectedOutput';
}

/** One JSON value. */
export function parseJson(stdout: string): unknown {
	try {
		return JSON.parse(stdout);
	} catch {
		throw new UnexpectedOutput(`expected JSON, got ${excerpt(stdout)}`);
	}
}

/** One JSON value per line. Warnings that some clients print between them are an error, not data. */
export function parseJsonLines(stdout: string): unknown[] {
	return stdout
		.split('\n')
		.filter(line => line.trim() !== '')
		.map(parseJson);
}

function excerpt(text: string): string {
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line === '' ? 'nothing' : JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

export type EngineName = 'docker' | 'podman' | 'nerdctl';

/** What an engine must be able to do for us. */
export interface EngineDialect {
	readonly name: EngineName;
	/** For messages: "Docker", "Podman", "nerdctl". */
	readonly title: string;
	version(): EngineCommand<EngineVersion>;
	inspect(reference: string): EngineCommand<ImageInspect>;
	/** Oldest first. */
	history(reference: string): EngineCommand<readonly HistoryEntry[]>;
	list(): EngineCommand<readonly ImageSummary[]>;
	build(options: BuildOptions): EngineCommand<void>;
	tag(source: string, target: string): EngineCommand<void>;
	/** To the registry that the name says. */
	push(reference: string): EngineCommand<void>;
	/** Takes a name away, and the image with the last one. Refused while a container uses it. */
	removeImage(reference: string): EngineCommand<void>;
	/** Writes the archive to standard output unless `file` is given. */
	save(reference: string, file?: string): EngineCommand<void>;
	/** A container that is never started, to read files of its image; prints its id. */
	createContainer(reference: string): EngineCommand<string>;
	/** Writes a tar with a file of a container to standard output. */
	copyFrom(container: string, path: string): EngineCommand<void>;
	removeContainer(container: string): EngineCommand<void>;
}

/** The first line that was printed. */
export function firstLine(stdout: string): string {
	const line = stdout.trim().split('\n', 1)[0] ?? '';
	if (line === '') throw new UnexpectedOutput('expected a line, got nothing');
	return line;
}
