/** The files of an open image. Layers are counted from 0, the oldest, and only real ones: `LayerRow.diffId` in order. */
import type { FileDifference, ImageComparison, LayerDifference, PackageDifference, SettingDifference } from '../image/compare.ts';
import type { DiveScore } from '../image/diveScore.ts';
import type { FileFilter } from '../image/fileFilter.ts';
import type { FileList, FileRow, ListOptions } from '../image/fileTree.ts';
import type { ImageFinding } from '../image/finding.ts';
import type { FileEvent, FileScope } from '../image/imageFiles.ts';
import type { ImageLayers } from '../image/layerModel.ts';
import type { Change } from '../image/stack.ts';
import type { LayerWaste, Waste, WastedFile } from '../image/waste.ts';
import type { WasteAdvice } from '../image/wasteAdvice.ts';
import type { ImageHandle } from './layers.ts';
import { request } from './message.ts';

export type {
	Change,
	DiveScore,
	FileDifference,
	FileEvent,
	FileFilter,
	FileList,
	FileRow,
	FileScope,
	ImageComparison,
	ImageFinding,
	LayerDifference,
	LayerWaste,
	ListOptions,
	PackageDifference,
	SettingDifference,
	WasteAdvice,
	WastedFile,
};

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
}

/** Reads the layers; answers when all are read. The other requests of this file wait for it. `$/cancelRequest` stops waiting. */
export const indexImage = request<IndexImageParams, Answered<ImageSummary>>('drydock/image/index');

/** All sizes are bytes of regular files. */
export interface ImageSummary extends Waste {
	/** The rows once more: measured, and with the lines that are known now that the whole history is. */
	readonly image: ImageLayers;
	/** Files, folders and links that a container sees. */
	readonly files: number;
	readonly dive: DiveScore;
	/** What could be done about the waste, the most bytes first. */
	readonly advice: readonly WasteAdvice[];
}

export interface ListFilesParams extends ListOptions {
	readonly image: ImageHandle;
	readonly scope: FileScope;
}

/** The children of a folder; with a filter a flat list of files at any depth. At most 1,000 at once. */
export const listFiles = request<ListFilesParams, Answered<FileList>>('drydock/image/files');

/** What became of a path, oldest first. */
export interface FileLife {
	readonly events: readonly FileEvent[];
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

/** What should not be in the image, the gravest first. Reads the few contents that are worth it. */
export const imageFindings = request<{ readonly image: ImageHandle }, Answered<{ readonly findings: readonly ImageFinding[] }>>('drydock/image/findings');

/** What is different in `image`, compared with `before`. Both are open. */
export const compareImages = request<{ readonly before: ImageHandle; readonly image: ImageHandle }, Answered<{ readonly comparison: ImageComparison }>>(
	'drydock/image/compare',
);
