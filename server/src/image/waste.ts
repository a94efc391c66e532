import { type LayerIndex, sizeOfLayer } from './layerIndex.ts';
import type { Change, LayerChanges } from './stack.ts';

/** All sizes are bytes of regular files. */
export interface Waste {
	/** In all layers. */
	readonly total: number;
	/** What a container sees. */
	readonly visible: number;
	/** total - visible: what the layers hold and nobody sees. */
	readonly reclaimable: number;
	readonly layers: readonly LayerWaste[];
	/** The largest first; at most 100. */
	readonly wasted: readonly WastedFile[];
}

export interface LayerWaste {
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

/** A copy of a file that nobody sees. */
export interface WastedFile {
	readonly path: string;
	readonly size: number;
	readonly layer: number;
	/** The layer that hides or removes it. */
	readonly by: number;
	readonly change: 'modified' | 'metadata' | 'removed';
}

const mostWastedFiles = 100;

export function wasteOf(indexes: readonly LayerIndex[], changes: readonly LayerChanges[]): Waste {
	const hidden = changes.flatMap(change => change.hidden);
	const total = indexes.reduce((sum, index) => sum + sizeOfLayer(index), 0);
	const reclaimable = hidden.reduce((sum, { size }) => sum + size, 0);
	return {
		total,
		visible: total - reclaimable,
		reclaimable,
		layers: indexes.map((index, layer) => layerWaste(index, layer, changes)),
		wasted: hidden.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, mostWastedFiles),
	};
}

function layerWaste(index: LayerIndex, layer: number, changes: readonly LayerChanges[]): LayerWaste {
	const counts = { added: 0, modified: 0, metadata: 0, removed: 0 };
	let metadataOnly = 0;
	for (const { change, file } of changes[layer]?.touched ?? []) {
		counts[change]++;
		if (change === 'metadata') metadataOnly += file.size;
	}
	const wastedBy = changes
		.map(({ hidden }, by) => ({ layer: by, bytes: hidden.reduce((sum, file) => sum + (file.layer === layer ? file.size : 0), 0) }))
		.filter(({ bytes }) => bytes > 0)
		.sort((a, b) => b.bytes - a.bytes);
	return {
		diffId: index.diffId,
		size: sizeOfLayer(index),
		counts,
		wasted: wastedBy.reduce((sum, { bytes }) => sum + bytes, 0),
		wastedBy,
		metadataOnly,
	};
}

/** Bytes that the image would be smaller by if the layers `from` to `to` were one: what some of them hold and others of them hide. */
export function savedByMerging(changes: readonly LayerChanges[], from: number, to: number): number {
	let saved = 0;
	for (const { hidden } of changes.slice(from, to + 1)) {
		for (const { layer, size } of hidden) if (layer >= from) saved += size;
	}
	return saved;
}
