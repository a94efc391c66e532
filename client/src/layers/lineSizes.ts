import type { ImageLayers } from '../../../server/src/protocol/layers.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';

/** What stands after a line of the Dockerfile. */
export interface LineSize {
	/** Zero-based. */
	readonly line: number;
	readonly text: string;
}

/** The sizes of an image's layers by the line that made them; several layers of one line (those of a base image) are summed. */
export function lineSizes(layers: ImageLayers): LineSize[] {
	const sizes = new Map<number, number>();
	for (const row of layers.rows) {
		if (row.empty || row.line === undefined) continue;
		sizes.set(row.line.start, (sizes.get(row.line.start) ?? 0) + row.size);
	}
	return [...sizes].sort(([a], [b]) => a - b).map(([line, size]) => ({ line, text: formatSize(size) }));
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
