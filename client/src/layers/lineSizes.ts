import type { LayerWaste } from '../../../server/src/protocol/files.ts';
import type { ImageLayers } from '../../../server/src/protocol/layers.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { duration } from '../builds/buildRows.ts';
import type { StepTime } from './stepTimes.ts';
import { percent } from './words.ts';

/** What a line of the Dockerfile holds of the image; a base image is held by its FROM. */
export interface LineSize {
	/** Zero-based, where the instruction starts and ends. */
	readonly line: number;
	readonly end: number;
	/** Bytes. */
	readonly size: number;
	/** Of the image, 0 to 1. */
	readonly share: number;
	/** Bytes of it that no container sees. 0 where files were not read. */
	readonly wasted: number;
	/** How many layers. */
	readonly layers: number;
	/** Which instruction made them is inferred. */
	readonly approximate: boolean;
	/** Where the build is remembered. */
	readonly time: StepTime | undefined;
}

/** In the order of lines. `waste`: of each real layer, once the files were read. `times`: by line. */
export function lineSizes(image: ImageLayers, waste: readonly LayerWaste[] = [], times: ReadonlyMap<number, StepTime> = new Map()): LineSize[] {
	const sizes = new Map<number, LineSize>();
	let layer = 0;
	for (const row of image.rows) {
		if (row.empty) continue;
		const wasted = waste[layer++]?.wasted ?? 0;
		if (row.line === undefined) continue;
		const { start: line, end } = row.line;
		const before = sizes.get(line) ?? { size: 0, share: 0, wasted: 0, layers: 0, approximate: false };
		sizes.set(line, {
			line,
			end,
			size: before.size + row.size,
			share: before.share + row.share,
			wasted: before.wasted + wasted,
			layers: before.layers + 1,
			approximate: before.approximate || row.trust === 'approximate',
			time: times.get(line),
		});
	}
	return [...sizes.values()].sort((a, b) => a.line - b.line);
}

/** What stands after the line: "12.3 MB · 45 % · 8.2 s · 2.00 MB wasted". */
export function lineText({ size, share, wasted, time }: LineSize): string {
	const parts = [formatSize(size), size === 0 ? '' : percent(share), timeText(time), wasted === 0 ? '' : `${formatSize(wasted)} wasted`];
	return parts.filter(part => part !== '').join(' · ');
}

/** Half a second is not worth a word. */
export function timeText(time: StepTime | undefined): string {
	if (time?.cached) return 'cached';
	return time?.seconds === undefined || time.seconds < 0.5 ? '' : duration(time.seconds);
}

/** How hot a line is in the heat map: 1 to 4, and 0 for what is not worth a colour. */
export function heatOf(share: number): number {
	return [0.02, 0.1, 0.25, 0.5].filter(least => share >= least).length;
}

/** An edit, reduced to the lines it concerns: from `start` to `end` stood what is now `inserted` line ends. */
export interface LineChange {
	readonly start: number;
	/** True if the edit begins at the very start of its first line: that line is pushed down, not changed. */
	readonly atLineStart: boolean;
	readonly end: number;
	readonly inserted: number;
}

/** Where a line stands after an edit; `undefined` if it was deleted or joined with another. */
export function movedLine(line: number, { start, atLineStart, end, inserted }: LineChange): number | undefined {
	if (line < start) return line;
	if (line > end) return line + inserted - (end - start);
	if (line === start && !atLineStart) return line;
	if (line === end && (atLineStart || inserted > 0)) return start + inserted;
	return undefined;
}
