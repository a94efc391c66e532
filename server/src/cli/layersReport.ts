import { ArchiveSource } from '../host/archiveSource.ts';
import type { OpenImage } from '../host/openImage.ts';
import type { DiveScore } from '../image/diveScore.ts';
import type { ImageFiles } from '../image/imageFiles.ts';
import type { ImageLayers } from '../image/layerModel.ts';
import type { Change } from '../image/stack.ts';
import type { Waste } from '../image/waste.ts';
import type { WasteAdvice } from '../image/wasteAdvice.ts';

export interface LayersReport {
	readonly layers: ImageLayers;
	/** Where the layers were read. */
	readonly summary: (Waste & { readonly dive: DiveScore; readonly advice: readonly WasteAdvice[] }) | undefined;
	/** The largest files of each layer, the oldest layer first; absent if they were not asked for. */
	readonly files: readonly (readonly ListedFile[])[] | undefined;
}

export interface ListedFile {
	readonly path: string;
	readonly size: number;
	readonly change: Change;
}

/** `readsFiles`: reads the layers of an engine's image, too, which takes a while. */
export async function layersReport(image: OpenImage, readsFiles: boolean, mostFiles: number, signal: AbortSignal | undefined): Promise<LayersReport> {
	if (!readsFiles && !(image.source instanceof ArchiveSource)) return { layers: await image.rows(signal), summary: undefined, files: undefined };
	const { files, layers, advice } = await image.indexed({ signal });
	return {
		layers,
		summary: { ...files.waste, dive: files.dive, advice },
		files: mostFiles === 0 ? undefined : largestFiles(files, mostFiles),
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
