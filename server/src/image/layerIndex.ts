import type { TarHeader } from './tarHeader.ts';

/** A file, folder or link as one layer has it. Its path is without `..`, too. */
export interface LayerFile extends Omit<TarHeader, 'stored' | 'hasSparseMaps'> {
	/** Where its content begins in the uncompressed layer. */
	readonly offset: number;
	/** Of the content; equal hashes and sizes mean equal contents. `undefined`: not read. */
	readonly hash: string | undefined;
}

/** What one layer adds and removes. A path stands once in `files`: of several entries in a tar the last one counts. */
export interface LayerIndex {
	/** Digest of the uncompressed layer. */
	readonly diffId: string;
	readonly files: readonly LayerFile[];
	/** Paths that whiteouts (`.wh.NAME`) remove from the layers below. */
	readonly removed: readonly string[];
	/** Folders whose content in the layers below is removed (`.wh..wh..opq`). */
	readonly opaque: readonly string[];
}

/** Sum of the bytes of its files. */
export function sizeOfLayer({ files }: LayerIndex): number {
	let size = 0;
	for (const file of files) size += file.size;
	return size;
}
