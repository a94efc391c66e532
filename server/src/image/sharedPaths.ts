import type { LayerFile, LayerIndex } from './layerIndex.ts';

export interface UnreadFile {
	readonly layer: number;
	readonly file: LayerFile;
}

/** Files whose content has to be compared with that of the layer below to tell a new content from a new owner or mode, and was not read. */
export function unreadCopies(indexes: readonly LayerIndex[]): UnreadFile[] {
	const last = new Map<string, UnreadFile>();
	const unread = new Set<UnreadFile>();
	indexes.forEach((index, layer) => {
		for (const file of index.files) {
			if (file.kind !== 'file' || file.size === 0) continue;
			const copy = { layer, file };
			const below = last.get(file.path);
			if (below && below.file.size === file.size) {
				if (below.file.hash === undefined) unread.add(below);
				if (file.hash === undefined) unread.add(copy);
			}
			last.set(file.path, copy);
		}
	});
	return [...unread];
}

/** The same indexes, with what was found out. */
export function withHashes(indexes: readonly LayerIndex[], hashes: ReadonlyMap<LayerFile, string>): readonly LayerIndex[] {
	if (hashes.size === 0) return indexes;
	return indexes.map(index => ({
		...index,
		files: index.files.map(file => {
			const hash = hashes.get(file);
			return hash === undefined ? file : { ...file, hash };
		}),
	}));
}
