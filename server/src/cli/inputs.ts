/** From the paths of a command line to files: those that are named, those that a walk finds, and standard input. */
import { join, relative, resolve } from 'node:path';
import { findDockerfiles } from '../host/findDockerfiles.ts';
import { decodeText, maxTextBytes, ReadError, readTextSync } from '../host/readText.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';

export interface Input {
	/** As it is shown: what was typed, and the way from there. */
	readonly path: string;
	/** Where it stands; `undefined` for standard input without a path. */
	readonly place: string | undefined;
	/** The text, where it does not come from the file. */
	readonly text?: string;
	/** Why it cannot be looked at. */
	readonly error?: string;
}

/** In the order of the arguments, each file once; what cannot be found is in the list with its error. */
export async function findInputs(paths: readonly string[], io: CommandIo, stdinPath?: string): Promise<Input[]> {
	const named = paths.length > 0 ? paths : ['.'];
	if (named.filter(path => path === '-').length > 1) throw new UsageError('Standard input can be read once: name - once.');
	if (stdinPath !== undefined && !named.includes('-')) throw new UsageError('--stdin-path says where standard input belongs: name - as well.');
	const inputs = new Map<string, Input>();
	for (const name of named) {
		if (name === '-') {
			inputs.set('-', await standardInput(io, stdinPath));
			continue;
		}
		const start = resolve(io.cwd, name);
		const shown = (place: string): string => (place === start ? name : join(name, relative(start, place)));
		const { files, errors } = await findDockerfiles([start]);
		for (const { path: place } of files) if (!inputs.has(place)) inputs.set(place, { path: shown(place), place });
		for (const { path: place, message } of errors) inputs.set(place, { path: shown(place), place, error: message.replaceAll(place, shown(place)) });
	}
	return [...inputs.values()];
}

/** A text of its own, checked like a file. */
export async function standardInput(io: CommandIo, stdinPath: string | undefined): Promise<Input> {
	const path = stdinPath ?? '-';
	const place = stdinPath === undefined ? undefined : resolve(io.cwd, stdinPath);
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of io.stdin ?? []) {
			chunks.push(chunk);
			length += chunk.byteLength;
			if (length > maxTextBytes) break;
		}
		return { path, place, text: decodeText(Buffer.concat(chunks), stdinPath ?? 'Standard input').text };
	} catch (error) {
		if (!(error instanceof ReadError)) throw error;
		return { path, place, error: error.message };
	}
}

/** A text without its byte order mark: places are counted as an editor counts them. */
export interface InputText {
	readonly text: string;
	/** The mark, or nothing. */
	readonly bom: string;
}

/** Throws an InputError. */
export function textOf({ path, place, text, error }: Input): InputText {
	if (error !== undefined) throw new InputError(error);
	const bom = '\uFEFF';
	const whole = text ?? read(path, place ?? path);
	return whole.startsWith(bom) ? { text: whole.slice(1), bom } : { text: whole, bom: '' };
}

function read(path: string, place: string): string {
	try {
		return readTextSync(place).text;
	} catch (error) {
		// messages of the host name the place; people typed the path
		throw error instanceof ReadError ? new InputError(error.message.replaceAll(place, path)) : error;
	}
}

/** One file cannot be looked at. The message is a sentence; the others go on. */
export class InputError extends Error {
	override readonly name = 'InputError';
}

/** The sentence of whatever went wrong with one file, in one line. */
export function failureOf(path: string, error: unknown): string {
	if (error instanceof InputError) return error.message;
	const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return `Drydock failed at ${path}, which is a mistake of Drydock: ${trace.replace(/\s*\n\s*/g, ' ')}`;
}
