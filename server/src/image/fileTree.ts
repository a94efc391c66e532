/** Files of an image as folders that can be listed, a piece at a time. */
import { type FileFilter, matcherOf } from './fileFilter.ts';
import type { LayerFile } from './layerIndex.ts';
import type { Change, LayerChanges, Node } from './stack.ts';
import type { TarKind } from './tarHeader.ts';

export interface FileRow {
	readonly path: string;
	readonly name: string;
	readonly kind: TarKind;
	/** Of a folder: of all that is in it in this tree, without what is removed. */
	readonly size: number;
	/** `same`: this layer does not touch it, but perhaps something in it. */
	readonly change: Change | 'same';
	/** The layer whose copy this is (of something removed: the layer that had it). -1: a folder that no layer lists. */
	readonly layer: number;
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
	readonly link: string;
	/** Of a folder: how many files and links are in it in this tree, at any depth. */
	readonly files: number;
}

export interface FileList {
	readonly rows: readonly FileRow[];
	/** All there are. */
	readonly count: number;
	/** Bytes of all there are. */
	readonly size: number;
}

export interface ListOptions {
	/** '' is the root. */
	readonly folder: string;
	readonly sort: 'size' | 'name';
	/** With a filter: files and links at any depth below the folder, as a flat list. */
	readonly filter?: FileFilter | undefined;
	readonly start: number;
	readonly count: number;
}

class Branch {
	readonly path: string;
	readonly name: string;
	file: LayerFile | undefined;
	change: Change | 'same' = 'same';
	layer = -1;
	size = 0;
	files = 0;
	children: Map<string, Branch> | undefined;

	constructor(path: string, name: string) {
		this.path = path;
		this.name = name;
	}
}

export class FileTree {
	readonly #root = new Branch('', '');

	/** What a layer touches. */
	static ofLayer({ touched }: LayerChanges): FileTree {
		const tree = new FileTree();
		for (const { path, file, change, layer } of touched) tree.#add(path, file, change, layer);
		return tree;
	}

	/** All that is seen with a layer on top, and what that layer removes. */
	static ofStack(root: Node, top: LayerChanges): FileTree {
		const tree = new FileTree();
		const changes = new Map(top.touched.map(({ path, change }) => [path, change]));
		const walk = (node: Node, folder: string): void => {
			for (const child of node.children?.values() ?? []) {
				const path = folder === '' ? child.name : `${folder}/${child.name}`;
				if (child.file) tree.#add(path, child.file, changes.get(path) ?? 'same', child.layer);
				walk(child, path);
			}
		};
		walk(root, '');
		for (const { path, file, change, layer } of top.touched) if (change === 'removed') tree.#add(path, file, change, layer);
		return tree;
	}

	/** An empty list for a folder that is not there. */
	list({ folder, sort, filter, start, count }: ListOptions): FileList {
		const branch = this.#find(folder);
		const found = branch === undefined ? [] : filter ? filtered(branch, filter) : [...(branch.children?.values() ?? [])];
		const compare = sort === 'name' ? byName : bySize;
		found.sort(compare);
		return {
			rows: found.slice(start, start + count).map(rowOf),
			count: found.length,
			size: found.reduce((sum, { size, change }) => sum + (change === 'removed' ? 0 : size), 0),
		};
	}

	row(path: string): FileRow | undefined {
		const branch = this.#find(path);
		return branch && rowOf(branch);
	}

	#add(path: string, file: LayerFile, change: Change | 'same', layer: number): void {
		let branch = this.#root;
		const above: Branch[] = [];
		for (let start = 0; start <= path.length; ) {
			const slash = path.indexOf('/', start);
			const end = slash === -1 ? path.length : slash;
			const name = path.slice(start, end);
			above.push(branch);
			branch.children ??= new Map();
			let child = branch.children.get(name);
			if (!child) {
				child = new Branch(path.slice(0, end), name);
				branch.children.set(name, child);
			}
			branch = child;
			start = end + 1;
		}
		// something else stands there again
		if (change === 'removed' && (branch.file || branch.children)) return;
		branch.file = file;
		branch.change = change;
		branch.layer = layer;
		branch.size += file.size;
		if (file.kind === 'directory') return;
		for (const folder of above) {
			folder.files++;
			if (change !== 'removed') folder.size += file.size;
		}
	}

	#find(path: string): Branch | undefined {
		let branch: Branch | undefined = this.#root;
		if (path === '') return branch;
		for (const name of path.split('/')) {
			branch = branch.children?.get(name);
			if (!branch) return undefined;
		}
		return branch;
	}
}

function filtered(folder: Branch, filter: FileFilter): Branch[] {
	const matches = matcherOf(filter);
	const found: Branch[] = [];
	const walk = (branch: Branch): void => {
		for (const child of branch.children?.values() ?? []) {
			if (child.children) walk(child);
			else if (child.file?.kind !== 'directory' && matches(child)) found.push(child);
		}
	};
	walk(folder);
	return found;
}

function bySize(a: Branch, b: Branch): number {
	return b.size - a.size || byName(a, b);
}

function byName(a: Branch, b: Branch): number {
	return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function rowOf({ path, name, file, change, layer, size, files, children }: Branch): FileRow {
	const kind = children && file?.kind !== 'symlink' ? 'directory' : (file?.kind ?? 'directory');
	return { path, name, kind, size, change, layer, mode: file?.mode ?? 0, uid: file?.uid ?? 0, gid: file?.gid ?? 0, link: file?.link ?? '', files };
}
