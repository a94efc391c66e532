/** Indexes of layers on disk, by the digest of the layer: what was read once is not read again, in whichever image it comes. */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LayerFile, LayerIndex } from '../image/layerIndex.ts';
import type { TarKind } from '../image/tarHeader.ts';

/** Another one for each change of what is stored: files of other versions are left out and go with time. */
const version = 1;
const mostBytes = 512 << 20;

/** A cache is only a cache: what cannot be read or written is as if it were not there. */
export class LayerCache {
	readonly #folder: string;
	readonly #most: number;

	constructor(folder: string, most = mostBytes) {
		this.#folder = folder;
		this.#most = most;
	}

	async get(diffId: string): Promise<LayerIndex | undefined> {
		const path = this.#path(diffId);
		if (path === undefined) return undefined;
		try {
			const index = unpacked(diffId, JSON.parse(await readFile(path, 'utf8')));
			// the ones that were used longest ago go first
			if (index) await utimes(path, new Date(), new Date());
			return index;
		} catch {
			return undefined;
		}
	}

	async put(index: LayerIndex): Promise<void> {
		await this.#write(this.#path(index.diffId), packed(index));
	}

	/** What is remembered of an image or a layer under a name of its own. */
	async note(digest: string, name: string): Promise<unknown> {
		const path = this.#path(digest, name);
		try {
			return path === undefined ? undefined : JSON.parse(await readFile(path, 'utf8'));
		} catch {
			return undefined;
		}
	}

	async keepNote(digest: string, name: string, value: unknown): Promise<void> {
		await this.#write(this.#path(digest, name), value);
	}

	#path(digest: string, name = 'index'): string | undefined {
		const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
		return hex === undefined ? undefined : join(this.#folder, `${hex}.${name}.v${version}.json`);
	}

	async #write(path: string | undefined, value: unknown): Promise<void> {
		if (path === undefined) return;
		const temporary = `${path}.${process.pid}.new`;
		try {
			await mkdir(this.#folder, { recursive: true });
			await writeFile(temporary, JSON.stringify(value));
			await rename(temporary, path);
			await this.#trim();
		} catch {
			await rm(temporary, { force: true }).catch(() => undefined);
		}
	}

	async #trim(): Promise<void> {
		const names = await readdir(this.#folder);
		const files = await Promise.all(
			names.map(async name => {
				const { size, mtimeMs } = await stat(join(this.#folder, name));
				return { name, size, mtimeMs };
			}),
		);
		let total = files.reduce((sum, { size }) => sum + size, 0);
		for (const { name, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
			if (total <= this.#most) break;
			await rm(join(this.#folder, name), { force: true });
			total -= size;
		}
	}
}

/** The cache folder of this user, by the customs of the system. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
	if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'drydock');
	if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'drydock', 'cache');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'drydock');
	return join(homedir(), '.cache', 'drydock');
}

const kinds: readonly TarKind[] = ['file', 'directory', 'symlink', 'hardlink', 'character', 'block', 'fifo'];

/** Columns: many times faster to read than a list of objects. */
interface Packed {
	readonly removed: readonly string[];
	readonly opaque: readonly string[];
	readonly paths: readonly string[];
	/** Index in `kinds`, a digit each. */
	readonly kinds: string;
	readonly sizes: readonly number[];
	readonly modes: readonly number[];
	readonly uids: readonly number[];
	readonly gids: readonly number[];
	readonly times: readonly number[];
	readonly offsets: readonly number[];
	/** By index of the file. */
	readonly links: Readonly<Record<number, string>>;
	/** '' where the content was not read. */
	readonly hashes: readonly string[];
}

function packed({ files, removed, opaque }: LayerIndex): Packed {
	return {
		removed,
		opaque,
		paths: files.map(({ path }) => path),
		kinds: files.map(({ kind }) => kinds.indexOf(kind)).join(''),
		sizes: files.map(({ size }) => size),
		modes: files.map(({ mode }) => mode),
		uids: files.map(({ uid }) => uid),
		gids: files.map(({ gid }) => gid),
		times: files.map(({ modified }) => modified),
		offsets: files.map(({ offset }) => offset),
		links: Object.fromEntries(files.flatMap(({ link }, index) => (link === '' ? [] : [[index, link]]))),
		hashes: files.some(({ hash }) => hash !== undefined) ? files.map(({ hash }) => hash ?? '') : [],
	};
}

function unpacked(diffId: string, stored: Packed): LayerIndex | undefined {
	const { paths, sizes, modes, uids, gids, times, offsets, links, hashes } = stored;
	const columns: readonly ArrayLike<unknown>[] = [stored.kinds, sizes, modes, uids, gids, times, offsets];
	if (columns.some(({ length }) => length !== paths.length)) return undefined;
	const files = paths.map((path, index): LayerFile => {
		const hash = hashes[index];
		return {
			path,
			kind: kinds[stored.kinds.charCodeAt(index) - 0x30] ?? 'file',
			size: sizes[index] ?? 0,
			mode: modes[index] ?? 0,
			uid: uids[index] ?? 0,
			gid: gids[index] ?? 0,
			modified: times[index] ?? 0,
			link: links[index] ?? '',
			offset: offsets[index] ?? 0,
			hash: hash === '' ? undefined : hash,
		};
	});
	return { diffId, files, removed: stored.removed, opaque: stored.opaque };
}
