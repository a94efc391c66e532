/** Layers for tests, written as lists: `path` is a folder where it ends with `/`; `-path` removes, `-path/*` removes what is in it. */
import type { LayerFile, LayerIndex } from '../../server/src/image/layerIndex.ts';

export interface FileLook {
	readonly size?: number;
	readonly hash?: string;
	readonly mode?: number;
	readonly kind?: LayerFile['kind'];
	readonly link?: string;
}

export function layerOf(files: Readonly<Record<string, number | FileLook>>, removed: readonly string[] = [], diffId = 'sha256:0'): LayerIndex {
	return {
		diffId,
		files: Object.entries(files).map(([path, look]) => fileOf(path, typeof look === 'number' ? { size: look } : look)),
		removed: removed.filter(path => !path.endsWith('/*')),
		opaque: removed.filter(path => path.endsWith('/*')).map(path => path.slice(0, -2)),
	};
}

function fileOf(path: string, { size = 0, hash, mode = 0o644, kind, link = '' }: FileLook): LayerFile {
	const isFolder = path.endsWith('/');
	return {
		path: isFolder ? path.slice(0, -1) : path,
		kind: kind ?? (isFolder ? 'directory' : 'file'),
		size,
		mode,
		uid: 0,
		gid: 0,
		modified: 1_700_000_000,
		link,
		offset: 0,
		hash,
	};
}
