import type { TarKind } from './tarHeader.ts';

/** A file, folder or link as one layer has it. */
export interface LayerFile {
	/** Without a leading or trailing `/`, and without `.` and `..`. */
	readonly path: string;
	readonly kind: TarKind;
	/** Bytes; 0 for everything that is no regular file. */
	readonly size: number;
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
	/** Seconds since 1970. */
	readonly modified: number;
	/** Target of a symbolic or hard link, as written. */
	readonly link: string;
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

/** The content of a regular file as one layer has it; `undefined` if it cannot be had, or is longer than `most` bytes. */
export type ReadLayerFile = (layer: number, file: LayerFile, most: number) => Promise<Uint8Array | undefined>;

/** Sum of the bytes of its files. */
export function sizeOfLayer({ files }: LayerIndex): number {
	let size = 0;
	for (const file of files) size += file.size;
	return size;
}
