/** Answers the questions about files: those of the build context, and those beside the Dockerfile. */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FactSource } from '../service/types.ts';
import { readText } from './readText.ts';

export type FileFacts = Required<Pick<FactSource, 'contextFile' | 'contextFolder' | 'siblingFile'>>;

export interface FileFactsOptions {
	/** The path of the Dockerfile. */
	readonly dockerfile: string;
	/** The root of the build context; the Dockerfile's own folder if not given. */
	readonly context?: string | undefined;
}

const maxFactBytes = 1 << 20;

/** Reads only below the two roots: neither `..` nor a link leads out. What is not there is `null`, what cannot be read stays unknown. */
export function workspaceFiles(options: FileFactsOptions): FileFacts {
	const folder = dirname(resolve(options.dockerfile));
	const context = options.context === undefined ? folder : resolve(options.context);
	const below = new Root(context);
	const beside = context === folder ? below : new Root(folder);
	return {
		contextFile: key => textBelow(below, key),
		contextFolder: key => namesBelow(below, key),
		siblingFile: key => textBelow(beside, key),
	};
}

async function textBelow(root: Root, key: string): Promise<string | null | undefined> {
	const path = await root.locate(key);
	if (path === null || path === undefined) return path;
	try {
		// A pipe or a device is no file of a build context, and reading it may never end.
		if (!(await stat(path)).isFile()) return null;
		const { text, bom } = await readText(path, maxFactBytes);
		return bom ? text.slice(1) : text;
	} catch {
		return undefined;
	}
}

/** Links keep their bare name, even those to folders: a build does not walk through them either, and they may go round in circles. */
async function namesBelow(root: Root, key: string): Promise<readonly string[] | null | undefined> {
	const path = await root.locate(key);
	if (path === null || path === undefined) return path;
	try {
		const entries = await readdir(path, { withFileTypes: true });
		return entries.map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
	} catch (error) {
		return codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ENOENT' ? null : undefined;
	}
}

/** A folder out of which nothing leads. */
class Root {
	readonly #folder: string;
	#real: Promise<string> | undefined;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** The real path of a key, `null` if there is none below the folder, `undefined` if that cannot be found out. */
	async locate(key: string): Promise<string | null | undefined> {
		// A colon or a backslash would mean a drive or a separator on Windows only.
		const foreign = sep === '\\' && /[\\:]/.test(key);
		if (key.includes('\0') || foreign || key.startsWith('/') || key.split('/').includes('..')) return null;
		try {
			if (key === '') return this.#folder;
			// most files that are asked for are not there, and finding out where links lead is slow
			await lstat(join(this.#folder, key));
			this.#real ??= realpath(this.#folder);
			const base = await this.#real;
			const path = await realpath(resolve(base, key));
			const inside = relative(base, path);
			return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? null : path;
		} catch (error) {
			return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(codeOf(error) ?? '') ? null : undefined;
		}
	}
}

function codeOf(error: unknown): string | undefined {
	return (error as NodeJS.ErrnoException).code;
}
