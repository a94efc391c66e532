import { type DiveScore, diveScore } from './diveScore.ts';
import { type FileList, FileTree, type ListOptions } from './fileTree.ts';
import type { LayerFile, LayerIndex } from './layerIndex.ts';
import { type Change, type LayerChanges, Stack } from './stack.ts';
import { savedByMerging, type Waste, wasteOf } from './waste.ts';

/** The files that a layer touches, or all that are seen up to and with it. Layers are counted from 0, the oldest. */
export type FileScope = { readonly layer: number } | { readonly upTo: number };

/** What one layer did to a path. */
export interface FileEvent {
	readonly layer: number;
	readonly change: Change;
	readonly size: number;
	readonly mode: number;
}

/** As many trees as are looked at in turns. */
const treesKept = 3;

/** All layers of an image, put together: what each of them changes, what is seen at the end, what is wasted. */
export class ImageFiles {
	/** Oldest first. */
	readonly indexes: readonly LayerIndex[];
	readonly changes: readonly LayerChanges[];
	readonly #whole = new Stack();
	readonly #trees = new Map<string, FileTree>();
	#waste: Waste | undefined;
	#dive: DiveScore | undefined;
	#visible: ReadonlyMap<string, SeenFile> | undefined;

	constructor(indexes: readonly LayerIndex[]) {
		this.indexes = indexes;
		this.changes = indexes.map(index => this.#whole.put(index));
	}

	get waste(): Waste {
		this.#waste ??= wasteOf(this.indexes, this.changes);
		return this.#waste;
	}

	get dive(): DiveScore {
		this.#dive ??= diveScore(this.indexes, this.changes);
		return this.#dive;
	}

	/** What a container sees, by path. */
	get visible(): ReadonlyMap<string, SeenFile> {
		this.#visible ??= visibleIn(this.#stack(this.indexes.length - 1));
		return this.#visible;
	}

	list(scope: FileScope, options: ListOptions): FileList {
		return this.#tree(scope).list(options);
	}

	/** Oldest first. */
	life(path: string): readonly FileEvent[] {
		return this.changes.flatMap(({ touched }, layer) => {
			const found = touched.find(file => file.path === path);
			return found ? [{ layer, change: found.change, size: found.change === 'removed' ? 0 : found.file.size, mode: found.file.mode }] : [];
		});
	}

	/** The file as a layer has it. */
	fileIn(layer: number, path: string): LayerFile | undefined {
		return this.indexes[layer]?.files.find(file => file.path === path);
	}

	/** See `savedByMerging`. */
	savedByMerging(from: number, to: number): number {
		return savedByMerging(this.changes, from, to);
	}

	#tree(scope: FileScope): FileTree {
		const key = 'layer' in scope ? `layer ${scope.layer}` : `up to ${scope.upTo}`;
		const known = this.#trees.get(key);
		if (known) return known;
		const top = this.changes['layer' in scope ? scope.layer : scope.upTo] ?? { touched: [], hidden: [], removedFolders: [] };
		const tree = 'layer' in scope ? FileTree.ofLayer(top) : FileTree.ofStack(this.#stack(scope.upTo).root, top);
		const [oldest] = this.#trees.keys();
		if (oldest !== undefined && this.#trees.size >= treesKept) this.#trees.delete(oldest);
		this.#trees.set(key, tree);
		return tree;
	}

	#stack(upTo: number): Stack {
		if (upTo >= this.indexes.length - 1) return this.#whole;
		const stack = new Stack();
		for (const index of this.indexes.slice(0, upTo + 1)) stack.put(index);
		return stack;
	}
}

export interface SeenFile {
	readonly file: LayerFile;
	readonly layer: number;
}

function visibleIn({ root }: Stack): ReadonlyMap<string, SeenFile> {
	const seen = new Map<string, SeenFile>();
	const walk = (node: Stack['root'], folder: string): void => {
		for (const child of node.children?.values() ?? []) {
			const path = folder === '' ? child.name : `${folder}/${child.name}`;
			if (child.file) seen.set(path, { file: child.file, layer: child.layer });
			walk(child, path);
		}
	};
	walk(root, '');
	return seen;
}
