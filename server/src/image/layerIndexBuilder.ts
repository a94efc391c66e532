import { DamagedArchive } from './byteReader.ts';
import type { LayerFile, LayerIndex } from './layerIndex.ts';
import type { TarHeader } from './tarHeader.ts';
import type { TarListener } from './tarScanner.ts';

export interface IndexOptions {
	/** Goes on with a checksum; the first piece comes with 0. Without it contents are not looked at. */
	readonly checksum?: ((piece: Uint8Array, before: number) => number) | undefined;
	/** Files whose content is to be kept. */
	readonly keeps?: ((path: string, size: number) => boolean) | undefined;
}

/** More than any image has; a layer that goes beyond was made to fill the memory. */
const mostEntries = 5_000_000;
const mostNameCharacters = 1 << 29;
/** PATH_MAX of Linux. */
const longestPath = 4096;

const whiteout = '.wh.';
const opaqueMark = '.wh..wh..opq';

/** Makes an index of the entries of one layer. */
export class LayerIndexBuilder implements TarListener {
	readonly #options: IndexOptions;
	readonly #files = new Map<string, LayerFile>();
	readonly #removed: string[] = [];
	readonly #opaque: string[] = [];
	/** Contents that were to be kept, by path. */
	readonly kept = new Map<string, Uint8Array>();
	#entries = 0;
	#characters = 0;
	#last: string | undefined;
	#current: { readonly header: TarHeader; readonly path: string; readonly offset: number } | undefined;
	#checksum = 0;
	#content: Uint8Array | undefined;
	#filled = 0;

	constructor(options: IndexOptions = {}) {
		this.#options = options;
	}

	/** Entries seen so far, whiteouts among them. */
	get entries(): number {
		return this.#entries;
	}

	/** The path of the last entry; `undefined` before the first. */
	get last(): string | undefined {
		return this.#last;
	}

	entry(header: TarHeader, offset: number): void {
		if (header.path.length > longestPath) throw new DamagedArchive('the path of an entry is longer than 4,096 characters');
		const path = withinRoot(header.path);
		this.#characters += path.length + header.link.length;
		if (++this.#entries > mostEntries || this.#characters > mostNameCharacters) throw new DamagedArchive('it has more entries than any image');
		this.#last = path;
		this.#current = undefined;
		if (path === '') return;
		const slash = path.lastIndexOf('/');
		if (path.startsWith(whiteout, slash + 1)) {
			const folder = slash === -1 ? '' : path.slice(0, slash);
			const name = path.slice(slash + 1);
			if (name === opaqueMark) this.#opaque.push(folder);
			// other names with two marks are notes of aufs to itself
			else if (!name.startsWith('.wh..wh.')) this.#removed.push(`${path.slice(0, slash + 1)}${name.slice(whiteout.length)}`);
			return;
		}
		const { checksum, keeps } = this.#options;
		const isRead = header.kind === 'file' && header.size === header.stored;
		this.kept.delete(path);
		if (isRead && (checksum || keeps)) {
			this.#current = { header, path, offset };
			this.#checksum = 0;
			this.#content = keeps?.(path, header.size) ? new Uint8Array(header.size) : undefined;
			this.#filled = 0;
		}
		this.#files.set(path, fileOf(header, path, offset, undefined));
	}

	data(piece: Uint8Array): void {
		if (!this.#current) return;
		if (this.#options.checksum) this.#checksum = this.#options.checksum(piece, this.#checksum);
		this.#content?.set(piece, this.#filled);
		this.#filled += piece.length;
	}

	entryEnd(): void {
		if (!this.#current) return;
		const { header, path, offset } = this.#current;
		if (this.#options.checksum) this.#files.set(path, fileOf(header, path, offset, this.#checksum.toString(16)));
		if (this.#content) this.kept.set(path, this.#content);
		this.#current = undefined;
	}

	index(diffId: string): LayerIndex {
		return { diffId, files: [...this.#files.values()], removed: this.#removed, opaque: this.#opaque };
	}
}

function fileOf({ kind, size, mode, uid, gid, modified, link }: TarHeader, path: string, offset: number, hash: string | undefined): LayerFile {
	return { path, kind, size, mode, uid, gid, modified, link, offset, hash };
}

/** Nothing leads out of an image: `..` at the root is the root, as the kernel has it. */
function withinRoot(path: string): string {
	if (!path.includes('..')) return path;
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else parts.push(part);
	}
	return parts.join('/');
}
