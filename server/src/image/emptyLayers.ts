import { readInstruction } from './history.ts';
import type { HistoryEntry } from './records.ts';

/** History whose entries all say whether they made a layer. */
export interface SettledHistory {
	readonly entries: readonly (HistoryEntry & { readonly empty: boolean })[];
	/** True if no other assignment fits the number of layers. */
	readonly certain: boolean;
}

/**
 * An engine's history does not say which entries made a layer, and a size of 0 does not tell: BuildKit's `RUN true` is a layer.
 * What is known is the number of layers; the likeliest assignment that gives this number is taken.
 * `undefined` if none does (history was squashed or left out).
 */
export function settleEmptyLayers(history: readonly HistoryEntry[], layerCount: number): SettledHistory | undefined {
	if (history.every(entry => entry.empty !== undefined)) {
		const entries = history.map(entry => ({ ...entry, empty: entry.empty === true }));
		return entries.filter(entry => !entry.empty).length === layerCount ? { entries, certain: true } : undefined;
	}
	const chances = history.map(layerChance);
	const sure = chances.filter(chance => chance === 1).length;
	const open = chances.map((chance, index) => ({ chance, index })).filter(({ chance }) => chance > 0 && chance < 1);
	const needed = layerCount - sure;
	if (needed < 0 || needed > open.length) return undefined;
	const chosen = new Set(
		open
			.sort((a, b) => b.chance - a.chance || a.index - b.index)
			.slice(0, needed)
			.map(({ index }) => index),
	);
	return {
		entries: history.map((entry, index) => ({ ...entry, empty: !(chances[index] === 1 || chosen.has(index)) })),
		certain: needed === 0 || needed === open.length,
	};
}

/** How likely an entry made a layer: 1 and 0 are certain. */
function layerChance(entry: HistoryEntry): number {
	if (entry.empty !== undefined) return entry.empty ? 0 : 1;
	if ((entry.size ?? 0) > 0) return 1;
	const { keyword, buildkit } = readInstruction(entry);
	// Buildah notes the image it stood on; its WORKDIR is metadata, and its RUN always a layer.
	const buildah = entry.comment.startsWith('FROM ');
	switch (keyword) {
		case 'RUN':
			return buildkit || buildah ? 0.99 : 0.2;
		case 'COPY':
		case 'ADD':
			return buildkit ? 0.99 : 0.9;
		case 'WORKDIR':
			return buildkit ? 0.95 : buildah ? 0.1 : 0.6;
		case '':
			// An import, or a builder we do not know: it usually has files.
			return 0.5;
		default:
			return 0;
	}
}
