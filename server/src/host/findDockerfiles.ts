/** Which files the command line looks at: those that are named, and those that a walk through named folders finds. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ignoredByGit } from './gitIgnored.ts';

export interface FoundDockerfile {
	/** As named, or the named folder joined with the way to the file. */
	readonly path: string;
	/** True where the file itself was named; its name then does not matter. */
	readonly named: boolean;
}

export interface FindError {
	readonly path: string;
	/** A sentence. */
	readonly message: string;
}

export interface Found {
	readonly files: readonly FoundDockerfile[];
	readonly errors: readonly FindError[];
}

/** Is this the name of a Dockerfile? */
export function isDockerfileName(name: string): boolean {
	if (name.endsWith('.dockerignore')) return false;
	return (
		name === 'Dockerfile' ||
		name === 'Containerfile' ||
		name.startsWith('Dockerfile.') ||
		name.startsWith('Containerfile.') ||
		name.endsWith('.Dockerfile') ||
		name.endsWith('.dockerfile') ||
		name.endsWith('.containerfile')
	);
}

/** Folders that nobody means: other people's code, and git's own. */
const neverWalked = new Set(['.git', 'node_modules']);

/**
 * A named file is taken whatever its name, and never held against git's rules. Each file comes once, a folder's in the order of names.
 * `cwd` is where relative paths begin; they are echoed as they were given.
 */
export async function findDockerfiles(paths: readonly string[], { cwd = '' }: { readonly cwd?: string } = {}): Promise<Found> {
	const walk = new Walk(cwd);
	for (const path of paths) await walk.named(path);
	return { files: [...walk.files.values()], errors: walk.errors };
}

class Walk {
	readonly files = new Map<string, FoundDockerfile>();
	readonly errors: FindError[] = [];
	readonly #cwd: string;

	constructor(cwd: string) {
		this.#cwd = cwd;
	}

	async named(path: string): Promise<void> {
		try {
			if ((await stat(this.#at(path))).isDirectory()) await this.#folder(path, await this.#ignoredIn(path));
			else if (!this.files.has(path)) this.files.set(path, { path, named: true });
		} catch (error) {
			this.#failed(path, error);
		}
	}

	async #folder(folder: string, outer: ReadonlySet<string>): Promise<void> {
		let entries: Dirent[];
		try {
			entries = await readdir(this.#at(folder), { withFileTypes: true });
		} catch (error) {
			this.#failed(folder, error);
			return;
		}
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				if (neverWalked.has(entry.name) || outer.has(path)) continue;
				await this.#folder(path, await this.#rulesIn(path, outer));
			} else if (isDockerfileName(entry.name) && !outer.has(path)) await this.#file(path, entry);
		}
	}

	/** A repository inside another (a submodule, a clone) has its own rules. */
	async #rulesIn(folder: string, outer: ReadonlySet<string>): Promise<ReadonlySet<string>> {
		const repository = await stat(this.#at(join(folder, '.git'))).then(
			() => true,
			() => false,
		);
		return repository ? this.#ignoredIn(folder) : outer;
	}

	/** A link to a file is taken; one to a folder is not followed, so that a walk ends. */
	async #file(path: string, entry: Dirent): Promise<void> {
		try {
			if (entry.isFile() || (entry.isSymbolicLink() && (await stat(this.#at(path))).isFile())) {
				if (!this.files.has(path)) this.files.set(path, { path, named: false });
			}
		} catch (error) {
			this.#failed(path, error);
		}
	}

	/** Ignored paths, spelt as the walk spells them. */
	async #ignoredIn(folder: string): Promise<ReadonlySet<string>> {
		const start = this.#at(folder);
		const ignored = await ignoredByGit(start);
		return start === folder ? ignored : new Set([...ignored].map(path => join(folder, path.slice(start.length))));
	}

	/** The empty `cwd` leaves it to the system, which knows best. */
	#at(path: string): string {
		return this.#cwd === '' ? path : resolve(this.#cwd, path);
	}

	#failed(path: string, error: unknown): void {
		this.errors.push({ path, message: sentence(path, (error as NodeJS.ErrnoException).code) });
	}
}

function sentence(path: string, code: string | undefined): string {
	if (code === 'ENOENT' || code === 'ENOTDIR') return `${path} does not exist. Check the path.`;
	if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read. Change its permissions, or leave it out.`;
	if (code === 'ELOOP') return `${path} is a link that leads back to itself. Correct the link, or leave it out.`;
	return `${path} could not be read (${code ?? 'unknown reason'}). Check it, or leave it out.`;
}
