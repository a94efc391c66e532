import type { FileRow, FileScope, ImageFinding, WasteAdvice, WastedFile } from '../../../server/src/protocol/files.ts';
import type { PaneRow } from './rows.ts';

/** A line of the tree in the layer pane. */
export type PaneNode = RowNode | AllFilesNode | FileNode | MoreNode | WasteNode | AdviceNode | WastedNode | FindingsNode | FindingNode;

/** A layer, an instruction without one, or the group of a base image. */
export interface RowNode {
	readonly kind: 'row';
	readonly row: PaneRow;
	readonly parent: RowNode | undefined;
}

/** The files of all layers together. */
export interface AllFilesNode {
	readonly kind: 'all';
	readonly parent: undefined;
}

export interface FileNode {
	readonly kind: 'file';
	readonly scope: FileScope;
	readonly file: FileRow;
	readonly parent: PaneNode;
}

/** Stands for the rest of a long list. */
export interface MoreNode {
	readonly kind: 'more';
	readonly scope: FileScope;
	readonly folder: string;
	readonly shown: number;
	readonly count: number;
	readonly parent: PaneNode;
}

/** Everything about bytes that nobody sees. */
export interface WasteNode {
	readonly kind: 'waste';
	readonly parent: undefined;
}

export interface AdviceNode {
	readonly kind: 'advice';
	readonly advice: WasteAdvice;
	readonly parent: WasteNode;
}

export interface WastedNode {
	readonly kind: 'wasted';
	readonly file: WastedFile;
	readonly parent: WasteNode;
}

/** Everything that should not be in the image. */
export interface FindingsNode {
	readonly kind: 'findings';
	readonly parent: undefined;
}

export interface FindingNode {
	readonly kind: 'finding';
	readonly finding: ImageFinding;
	readonly parent: FindingsNode;
}

/** Of the files below a node; `undefined` for one that has none. */
export function scopeOf(node: PaneNode, layers: number): FileScope | undefined {
	if (node.kind === 'row') return node.row.layer === undefined ? undefined : { layer: node.row.layer };
	if (node.kind === 'all') return { upTo: layers - 1 };
	return node.kind === 'file' ? node.scope : undefined;
}

export function scopeKey(scope: FileScope): string {
	return 'layer' in scope ? `layer-${scope.layer}` : 'all';
}
