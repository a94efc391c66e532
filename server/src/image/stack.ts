/** The file system of an image as its layers are put on each other. */
import type { LayerFile, LayerIndex } from './layerIndex.ts';

/** `metadata`: the content is that of the layer below; owner, mode or time are not. */
export type Change = 'added' | 'modified' | 'metadata' | 'removed';

/** One path that a layer changes. */
export interface Touched {
	readonly path: string;
	readonly change: Change;
	/** As this layer has it; of something removed: as it was. */
	readonly file: LayerFile;
	/** The layer whose copy `file` is. */
	readonly layer: number;
}

/** Bytes that a layer hides or removes: some layer below holds them, and nobody sees them. */
export interface Hidden {
	readonly path: string;
	readonly size: number;
	/** Holds the bytes. */
	readonly layer: number;
	/** Hides them. */
	readonly by: number;
	readonly change: 'modified' | 'metadata' | 'removed';
}

/** A whiteout, with the size of what it removed; 0 for a single file (what dive counts). */
export interface RemovedFolder {
	readonly path: string;
	readonly size: number;
}

export interface LayerChanges {
	readonly touched: readonly Touched[];
	readonly hidden: readonly Hidden[];
	readonly removedFolders: readonly RemovedFolder[];
}

/** A place in the file system. Folders that no layer lists have no file. */
export interface Node {
	readonly name: string;
	readonly children: Map<string, Node> | undefined;
	readonly file: LayerFile | undefined;
	readonly layer: number;
}

/** Bytes that several names (hard links) may share: they are there until the last name goes. */
interface Content {
	readonly size: number;
	readonly layer: number;
	names: number;
}

class Place implements Node {
	readonly name: string;
	children: Map<string, Place> | undefined;
	file: LayerFile | undefined;
	layer = -1;
	content: Content | undefined;

	constructor(name: string) {
		this.name = name;
	}
}

/** Layers are put on in order, the oldest first. */
export class Stack {
	readonly #root = new Place('');
	/** The folder of the last path: the entries of a tar come folder by folder. */
	#folder = { path: '', place: this.#root };
	#layers = 0;

	get root(): Node {
		return this.#root;
	}

	put(index: LayerIndex): LayerChanges {
		const step = new Step(this.#layers++);
		this.#forget();
		// what a layer removes is what the layers below have, wherever the mark stands in the tar
		for (const folder of index.opaque) this.#clear(folder, step);
		for (const path of index.removed) this.#remove(path, step);
		this.#forget();
		for (const file of index.files) this.#add(file, step);
		return step.finish();
	}

	#add(file: LayerFile, step: Step): void {
		const slash = file.path.lastIndexOf('/');
		const folder = this.#folderAt(slash === -1 ? '' : file.path.slice(0, slash), step);
		const name = slash === -1 ? file.path : file.path.slice(slash + 1);
		folder.children ??= new Map();
		let place = folder.children.get(name);
		if (!place) {
			place = new Place(name);
			folder.children.set(name, place);
		}
		const below = place.file;
		const isFolder = file.kind === 'directory';
		if (!isFolder && place.children) {
			this.#forget();
			for (const child of place.children.values()) step.removeAll(child, `${file.path}/${child.name}`);
			place.children = undefined;
		}
		const change = below === undefined ? (step.wasRemoved(file.path) ? 'modified' : 'added') : changeOf(below, file);
		if (below && place.content) step.hide(place.content, file.path, change === 'metadata' ? 'metadata' : 'modified');
		if (change !== undefined) step.touch({ path: file.path, change, file, layer: step.layer });
		place.file = file;
		place.layer = step.layer;
		place.content = this.#contentOf(file, step);
		if (isFolder) place.children ??= new Map();
	}

	#contentOf(file: LayerFile, step: Step): Content | undefined {
		if (file.kind === 'hardlink') {
			const shared = this.#find(trimmed(file.link))?.content;
			if (shared) shared.names++;
			return shared;
		}
		return file.kind === 'file' ? { size: file.size, layer: step.layer, names: 1 } : undefined;
	}

	#remove(path: string, step: Step): void {
		const slash = path.lastIndexOf('/');
		const folder = this.#find(slash === -1 ? '' : path.slice(0, slash));
		const name = path.slice(slash + 1);
		const place = folder?.children?.get(name);
		if (!place) return;
		if (place.file?.kind === 'directory' || place.children) step.removedFolder(path, place);
		step.removeAll(place, path);
		folder?.children?.delete(name);
	}

	#clear(path: string, step: Step): void {
		const place = this.#find(path);
		if (!place?.children) return;
		for (const child of place.children.values()) step.removeAll(child, path === '' ? child.name : `${path}/${child.name}`);
		place.children = new Map();
	}

	#find(path: string): Place | undefined {
		let place: Place | undefined = this.#root;
		if (path === '') return place;
		for (const name of path.split('/')) {
			place = place.children?.get(name);
			if (!place) return undefined;
		}
		return place;
	}

	#folderAt(path: string, step: Step): Place {
		if (this.#folder.path === path) return this.#folder.place;
		let place = this.#root;
		if (path !== '') {
			let end = -1;
			for (const name of path.split('/')) {
				end += name.length + 1;
				place.children ??= new Map();
				let child = place.children.get(name);
				if (!child) {
					child = new Place(name);
					place.children.set(name, child);
				} else if (child.file && child.file.kind !== 'directory') {
					// something stands below a file: the tar takes it for a folder from now on
					if (child.content) step.hide(child.content, path.slice(0, end), 'removed');
					child.file = child.content = undefined;
				}
				place = child;
			}
		}
		this.#folder = { path, place };
		return place;
	}

	#forget(): void {
		this.#folder = { path: '', place: this.#root };
	}
}

/** What one layer does. */
class Step {
	readonly layer: number;
	readonly #touched: Touched[] = [];
	readonly #hidden: Hidden[] = [];
	readonly #removedFolders: RemovedFolder[] = [];
	/** Removed and perhaps written again by the same layer. */
	readonly #removed = new Map<string, Touched>();

	constructor(layer: number) {
		this.layer = layer;
	}

	touch(touched: Touched): void {
		this.#touched.push(touched);
		this.#removed.delete(touched.path);
	}

	wasRemoved(path: string): boolean {
		return this.#removed.has(path);
	}

	hide(content: Content, path: string, change: Hidden['change']): void {
		content.names--;
		// a layer that writes a path twice has the bytes once
		if (content.names === 0 && content.size > 0 && content.layer !== this.layer)
			this.#hidden.push({ path, size: content.size, layer: content.layer, by: this.layer, change });
	}

	removeAll(place: Place, path: string): void {
		if (place.file) this.#removed.set(path, { path, change: 'removed', file: place.file, layer: place.layer });
		if (place.content) this.hide(place.content, path, 'removed');
		for (const child of place.children?.values() ?? []) this.removeAll(child, `${path}/${child.name}`);
	}

	removedFolder(path: string, place: Place): void {
		this.#removedFolders.push({ path, size: sizeOf(place) });
	}

	finish(): LayerChanges {
		return { touched: [...this.#touched, ...this.#removed.values()], hidden: this.#hidden, removedFolders: this.#removedFolders };
	}
}

function sizeOf(place: Place): number {
	let size = place.file?.size ?? 0;
	for (const child of place.children?.values() ?? []) size += sizeOf(child);
	return size;
}

/** `undefined`: nothing but perhaps the time of a folder, which changes with whatever is in it. */
function changeOf(below: LayerFile, file: LayerFile): Change | undefined {
	if (below.kind !== file.kind) return 'modified';
	const hasSameOwner = below.mode === file.mode && below.uid === file.uid && below.gid === file.gid;
	switch (file.kind) {
		case 'directory':
			return hasSameOwner ? undefined : 'metadata';
		case 'file':
			return below.size === file.size && (file.size === 0 || (file.hash !== undefined && file.hash === below.hash)) ? 'metadata' : 'modified';
		default:
			return below.link === file.link ? 'metadata' : 'modified';
	}
}

function trimmed(path: string): string {
	return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}
