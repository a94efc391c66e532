import { type LayerIndex, sizeOfLayer } from './layerIndex.ts';
import type { LayerChanges } from './stack.ts';

/** What dive prints, for those who gate with it. Its flaws are kept: every copy counts as wasted, the visible one too, and removed folders do not. */
export interface DiveScore {
	/** 0 to 1. */
	readonly efficiency: number;
	readonly wastedBytes: number;
	/** Of all layers but the first, 0 to 1. */
	readonly wastedUserPercent: number;
}

interface Copies {
	count: number;
	sum: number;
	least: number;
}

/**
 * Source: the published behaviour of dive's `Efficiency` and CI rules. For each path that is a leaf of a layer's own tree, its size in that layer; a
 * whiteout has the size of the folder that it removes, and 0 for a file. efficiency = sum of least sizes / sum of sizes; wastedBytes = sum of sizes of
 * the paths that are in two layers or more.
 */
export function diveScore(indexes: readonly LayerIndex[], changes: readonly LayerChanges[]): DiveScore {
	const copies = new Map<string, Copies>();
	const add = (path: string, size: number): void => {
		const known = copies.get(path);
		if (known) {
			known.count++;
			known.sum += size;
			known.least = Math.min(known.least, size);
		} else copies.set(path, { count: 1, sum: size, least: size });
	};
	indexes.forEach((index, layer) => {
		const folders = new Map(changes[layer]?.removedFolders.map(({ path, size }) => [path, size]));
		const parents = parentsIn(index);
		for (const { path, size } of index.files) if (!parents.has(path)) add(path, size);
		for (const path of index.removed) add(path, folders.get(path) ?? 0);
	});
	let sum = 0;
	let least = 0;
	let wastedBytes = 0;
	for (const path of copies.values()) {
		sum += path.sum;
		least += path.least;
		if (path.count > 1) wastedBytes += path.sum;
	}
	const userSize = indexes.slice(1).reduce((bytes, index) => bytes + sizeOfLayer(index), 0);
	return { efficiency: sum === 0 ? 1 : least / sum, wastedBytes, wastedUserPercent: userSize === 0 ? 0 : wastedBytes / userSize };
}

/** Folders that have something in them in this layer. */
function parentsIn({ files, removed }: LayerIndex): ReadonlySet<string> {
	const parents = new Set<string>();
	const addParents = (path: string): void => {
		for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
			const parent = path.slice(0, slash);
			if (parents.has(parent)) return;
			parents.add(parent);
		}
	};
	for (const { path } of files) addParents(path);
	for (const path of removed) addParents(path);
	return parents;
}
