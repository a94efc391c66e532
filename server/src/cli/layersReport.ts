import { ArchiveSource } from '../host/archiveSource.ts';
import { imageFindings } from '../host/findings/imageFindings.ts';
import { compareOpenImages, packagesOf } from '../host/lookInside.ts';
import type { OpenImage } from '../host/openImage.ts';
import type { ImageComparison } from '../image/compare.ts';
import type { DiveScore } from '../image/diveScore.ts';
import type { ImageFinding } from '../image/finding.ts';
import type { ImageFiles } from '../image/imageFiles.ts';
import type { ImageLayers } from '../image/layerModel.ts';
import type { InstalledPackage } from '../image/packages/package.ts';
import type { Change } from '../image/stack.ts';
import type { Waste } from '../image/waste.ts';
import type { WasteAdvice } from '../image/wasteAdvice.ts';

export interface LayersReport {
	readonly layers: ImageLayers;
	/** Where the layers were read. */
	readonly summary: (Waste & { readonly dive: DiveScore; readonly advice: readonly WasteAdvice[] }) | undefined;
	/** The largest files of each layer, the oldest layer first; absent if they were not asked for. */
	readonly files: readonly (readonly ListedFile[])[] | undefined;
	/** Each where it was asked for. */
	readonly findings?: readonly ImageFinding[];
	readonly packages?: readonly InstalledPackage[];
	readonly comparison?: ImageComparison;
}

/** What is to be told besides the rows. */
export interface LayersQuestions {
	/** Reads the layers of an engine's image, too, which takes a while. */
	readonly readsFiles: boolean;
	/** Of each layer, at most. */
	readonly files: number;
	readonly findings: boolean;
	readonly packages: boolean;
	readonly comparedWith: OpenImage | undefined;
}

export interface ListedFile {
	readonly path: string;
	readonly size: number;
	readonly change: Change;
}

export async function layersReport(image: OpenImage, questions: LayersQuestions, signal: AbortSignal | undefined): Promise<LayersReport> {
	const { readsFiles, comparedWith } = questions;
	if (!readsFiles && !(image.source instanceof ArchiveSource)) return { layers: await image.rows(signal), summary: undefined, files: undefined };
	const indexed = await image.indexed({ signal });
	const { files, layers, advice } = indexed;
	return {
		layers,
		summary: { ...files.waste, dive: files.dive, advice },
		files: questions.files === 0 ? undefined : largestFiles(files, questions.files),
		...(questions.findings ? { findings: await imageFindings(image, indexed, signal) } : {}),
		...(questions.packages ? { packages: await packagesOf(image, signal) } : {}),
		...(comparedWith === undefined ? {} : { comparison: await compareOpenImages(comparedWith, image, signal) }),
	};
}

function largestFiles({ changes }: ImageFiles, most: number): ListedFile[][] {
	return changes.map(({ touched }) =>
		touched
			.filter(({ file }) => file.kind !== 'directory')
			.sort((a, b) => b.file.size - a.file.size || (a.path < b.path ? -1 : 1))
			.slice(0, most)
			.map(({ path, file, change }) => ({ path, size: file.size, change })),
	);
}
