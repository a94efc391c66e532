/** The files of an open image. Layers are counted from 0, the oldest, and only real ones: `LayerRow.diffId` in order. */
import type { ImageHandle } from './layers.ts';
import { request } from './message.ts';

/** An answer, or a sentence that says why there is none and what to do. */
export type Answered<T> = (T & { readonly failure?: undefined }) | { readonly failure: string };

export interface IndexImageParams {
	readonly image: ImageHandle;
	/** `IndexProgress` values go to `$/progress` with this token. */
	readonly token?: string | number;
}

export interface IndexProgress {
	/** Layers read and in all. */
	readonly layers: number;
	readonly of: number;
	readonly bytes: number;
}

/** Reads the layers; answers when all are read. The other requests of this file wait for it. `$/cancelRequest` stops waiting. */
export const indexImage = request<IndexImageParams, Answered<ImageSummary>>('drydock/image/index');

/** All sizes are bytes of regular files. */
export interface ImageSummary {
	/** In all layers. */
	readonly total: number;
	/** What a container sees. */
	readonly visible: number;
	/** total - visible: what the layers hold and nobody sees. */
	readonly reclaimable: number;
	/** Files, folders and links that a container sees. */
	readonly files: number;
	readonly layers: readonly LayerSummary[];
	/** The score of dive, by its own formulas, for those who gate with it. */
	readonly dive: { readonly efficiency: number; readonly wastedBytes: number; readonly wastedUserPercent: number };
	/** The largest first; at most 100. */
	readonly wasted: readonly WastedFile[];
	/** What could be done about it, the most bytes first. */
	readonly advice: readonly WasteAdvice[];
}

export interface LayerSummary {
	readonly diffId: string;
	readonly size: number;
	readonly counts: Readonly<Record<Change, number>>;
	/** Bytes of this layer that a later layer hides or removes. */
	readonly wasted: number;
	/** Which layers do it, the most bytes first. */
	readonly wastedBy: readonly { readonly layer: number; readonly bytes: number }[];
	/** Bytes of files that are the same as below but for owner, mode or time. */
	readonly metadataOnly: number;
}

/** What a layer does to a path: `metadata`: the content is that of the layer below, owner, mode or time are not; `same`: not touched (in aggregated trees). */
export type Change = 'added' | 'modified' | 'metadata' | 'removed' | 'same';

/** A copy of a file that nobody sees. */
export interface WastedFile {
	readonly path: string;
	readonly size: number;
	readonly layer: number;
	/** The layer that hides or removes it. */
	readonly by: number;
	readonly change: 'modified' | 'metadata' | 'removed';
}

export interface WasteAdvice {
	/** `chmod`: let COPY set mode or owner; `cleanup`: remove in the same RUN; `merge`: one instruction for a file that is written again and again; `ignore`: do not copy what is removed later. */
	readonly kind: 'chmod' | 'cleanup' | 'merge' | 'ignore';
	readonly bytes: number;
	/** The layers it is about, oldest first. */
	readonly layers: readonly number[];
	/** A sentence. */
	readonly message: string;
	/** The largest paths, at most 10. */
	readonly paths: readonly string[];
}

/** The files that a layer touches, or all that are seen up to and with it. */
export type FileScope = { readonly layer: number } | { readonly upTo: number };

export interface ListFilesParams {
	readonly image: ImageHandle;
	readonly scope: FileScope;
	/** '' is the root. With a filter: only below it. */
	readonly folder: string;
	readonly sort: 'size' | 'name';
	/** With a filter the answer is a flat list of files at any depth, else the children of the folder. */
	readonly filter?: FileFilter;
	readonly start: number;
	/** At most 1,000. */
	readonly count: number;
}

export interface FileFilter {
	/** A part of the path, in any letter case, or a pattern as in `.dockerignore` if it holds `*`, `?` or `[`. */
	readonly path?: string;
	/** Bytes. */
	readonly minSize?: number;
	readonly changes?: readonly Change[];
}

export interface FileRow {
	readonly path: string;
	readonly name: string;
	readonly kind: 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';
	/** Of a folder: of all that is in it, in this scope. */
	readonly size: number;
	/** Of a folder that is not itself touched: `same`. */
	readonly change: Change;
	/** The layer whose copy this is (of something removed: the layer that had it). */
	readonly layer: number;
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
	readonly link: string;
	/** Of a folder: how many are in it in this scope, at any depth. */
	readonly files: number;
}

export interface FileList {
	readonly rows: readonly FileRow[];
	/** All there are. */
	readonly count: number;
	/** Bytes of all there are. */
	readonly size: number;
}

export const listFiles = request<ListFilesParams, Answered<FileList>>('drydock/image/files');

/** What became of a path, oldest first. */
export interface FileLife {
	readonly events: readonly { readonly layer: number; readonly change: Exclude<Change, 'same'>; readonly size: number; readonly mode: number }[];
	/** The package that owns it, "libc6 2.36-9 (dpkg)". */
	readonly owner: string | undefined;
}

export const fileLife = request<{ readonly image: ImageHandle; readonly path: string }, Answered<FileLife>>('drydock/image/fileLife');

export interface ReadFileParams {
	readonly image: ImageHandle;
	/** The copy of this layer. */
	readonly layer: number;
	readonly path: string;
	/** Bytes; a longer file is answered with a failure. Default 10 MB. */
	readonly most?: number;
}

/** Base64. */
export const readImageFile = request<ReadFileParams, Answered<{ readonly content: string }>>('drydock/image/readFile');

/** Bytes that the image would be smaller by if these layers were one. */
export const whatIfMerged = request<{ readonly image: ImageHandle; readonly from: number; readonly to: number }, Answered<{ readonly saves: number }>>(
	'drydock/image/whatIfMerged',
);

/** Something in the image that should not be there. */
export interface ImageFinding {
	/** `secret-in-history`, `private-key`, `setuid`, `package-cache`, ... */
	readonly kind: string;
	readonly severity: 'error' | 'warning' | 'info' | 'hint';
	/** A sentence; never the secret itself. */
	readonly message: string;
	/** Absent for what is in the configuration. */
	readonly layer: number | undefined;
	readonly path: string | undefined;
	readonly size: number | undefined;
	/** A later layer removed it, and everybody who has the image can still read it. */
	readonly recoverable: boolean;
	readonly fromBase: boolean;
}

export const imageFindings = request<{ readonly image: ImageHandle }, Answered<{ readonly findings: readonly ImageFinding[] }>>('drydock/image/findings');

/** What is different in `after`. */
export interface ImageComparison {
	readonly size: { readonly before: number; readonly after: number };
	/** Layers, where the images differ; those they share come first and are only counted. */
	readonly sharedLayers: number;
	readonly layers: readonly {
		readonly text: string;
		readonly line: number | undefined;
		readonly before: number | undefined;
		readonly after: number | undefined;
	}[];
	/** The largest difference first; at most 1,000. */
	readonly files: readonly FileDifference[];
	readonly fileCounts: { readonly added: number; readonly modified: number; readonly metadata: number; readonly removed: number };
	readonly packages: readonly PackageDifference[];
	/** Environment, entry point, user, ports, labels: `name` as in the configuration, values as a person would write them. Secrets are masked. */
	readonly configuration: readonly { readonly name: string; readonly before: string | undefined; readonly after: string | undefined }[];
}

export interface FileDifference {
	readonly path: string;
	readonly change: Exclude<Change, 'same'>;
	readonly before: number | undefined;
	readonly after: number | undefined;
}

export interface PackageDifference {
	readonly manager: string;
	readonly name: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
}

export const compareImages = request<{ readonly before: ImageHandle; readonly after: ImageHandle }, Answered<{ readonly comparison: ImageComparison }>>(
	'drydock/image/compare',
);
