/** The files of a build context that a Dockerfile's instructions read, as far as the builder's cache looks at them. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { InputFile, InputFiles } from '../image/cacheBuild.ts';
import { ignoreFileNames, parseIgnoreFile } from '../service/context.ts';
import type { ContextInputs } from '../service/contextInputs.ts';

export interface ManifestOptions {
	/** Absolute path of the context. */
	readonly context: string;
	/** Absolute path of the Dockerfile: its own ignore file counts before that of the context. */
	readonly dockerfile: string;
	/** What each instruction reads. */
	readonly inputs: readonly ContextInputs[];
	/** An earlier manifest: what has the same size and time is not read again. */
	readonly known?: InputFiles | undefined;
	readonly signal?: AbortSignal | undefined;
	readonly mostFiles?: number;
}

const mostFiles = 20_000;
/** Contents above this, and beyond this in all, are told apart by size and time. */
const mostHashedFile = 1 << 20;
const mostHashed = 64 << 20;
/** Files that are looked at at once. */
const atOnce = 32;

/** `undefined`: there are too many, somebody lost patience, or the context is no folder. What cannot be read is left out, as if it were not there. */
export async function contextManifest(options: ManifestOptions): Promise<InputFiles | undefined> {
	const paths = await pathsOf(options);
	if (!paths) return undefined;
	const files = new Map<string, InputFile>();
	let budget = mostHashed;
	for (let start = 0; start < paths.length; start += atOnce) {
		if (options.signal?.aborted) return undefined;
		const found = await Promise.all(
			paths.slice(start, start + atOnce).map(async path => ({ path, file: await inputFile(join(options.context, path), options.known?.get(path), budget) })),
		);
		for (const { path, file } of found) {
			if (!file) continue;
			files.set(path, file);
			if (file.hash !== undefined && file.hash !== options.known?.get(path)?.hash) budget -= file.size;
		}
	}
	return files;
}

async function inputFile(path: string, known: InputFile | undefined, budget: number): Promise<InputFile | undefined> {
	try {
		const found = await lstat(path);
		const { size, mtimeMs: modified } = found;
		const mode = found.mode & 0o7777;
		if (found.isSymbolicLink()) return { size, mode: 0o777, modified, hash: hashOf(await readlink(path)) };
		if (!found.isFile()) return undefined;
		if (known && known.size === size && known.modified === modified) return { size, mode, modified, hash: known.hash };
		const isRead = size <= mostHashedFile && size <= budget;
		return { size, mode, modified, hash: isRead ? hashOf(await readFile(path)) : undefined };
	} catch {
		return undefined;
	}
}

function hashOf(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** Relative to the context, `/`-separated, sorted. `undefined`: too many. */
async function pathsOf({ context, dockerfile, inputs, signal, mostFiles: most = mostFiles }: ManifestOptions): Promise<readonly string[] | undefined> {
	if (inputs.length === 0) return [];
	const rules = parseIgnoreFile(await ignoreText(context, dockerfile));
	const reads = (path: string): boolean => inputs.some(input => input.reads(path));
	const roots = inputs.flatMap(input => input.roots);
	const leads = (folder: string): boolean =>
		roots.some(root => root === '' || root === folder || root.startsWith(`${folder}/`) || folder.startsWith(`${root}/`));
	const paths: string[] = [];
	const open = [''];
	let seen = 0;
	for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
		if (signal?.aborted) return undefined;
		const entries = await entriesOf(join(context, folder));
		if (folder === '' && !entries) return undefined;
		for (const entry of entries ?? []) {
			const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (!leads(path)) continue;
			// folders too: a context of a million empty ones must end
			if (++seen > most * 2) return undefined;
			const ignored = rules.ignores(path);
			if (entry.isDirectory()) {
				if (!ignored || rules.hasExceptions) open.push(path);
			} else if (!ignored && reads(path) && paths.push(path) > most) return undefined;
		}
	}
	return paths.sort();
}

async function entriesOf(folder: string) {
	try {
		return await readdir(folder, { withFileTypes: true });
	} catch {
		return undefined;
	}
}

async function ignoreText(context: string, dockerfile: string): Promise<string> {
	const [own = '', common = ''] = ignoreFileNames(basename(dockerfile));
	for (const path of [join(dirname(dockerfile), own), join(context, common)]) {
		const text = await readFile(path, 'utf8').catch(() => undefined);
		if (text !== undefined) return text;
	}
	return '';
}
