import * as vscode from 'vscode';
import type { FileDifference, ImageComparison } from '../../../server/src/protocol/files.ts';
import type { ImageHandle } from '../../../server/src/protocol/layers.ts';
import { markedUri } from '../layers/fileMarks.ts';
import { type DifferenceText, filesText, fileText, layerText, packageText, settingText, sizeText } from './compareRows.ts';

/** Two images that are open, and what is different in the second. */
export interface ShownComparison {
	readonly before: ImageHandle;
	readonly after: ImageHandle;
	readonly comparison: ImageComparison;
}

type Part = 'layers' | 'files' | 'packages' | 'settings';
export type CompareNode =
	| { readonly kind: 'part'; readonly part: Part }
	| { readonly kind: 'text'; readonly part: Part; readonly text: DifferenceText }
	| { readonly kind: 'file'; readonly file: FileDifference };

const titles: Readonly<Record<Part, readonly [title: string, icon: string]>> = {
	layers: ['Layers', 'layers'],
	files: ['Files', 'files'],
	packages: ['Packages', 'package'],
	settings: ['Configuration', 'settings'],
};

/** The view `drydock.comparison`. */
export class CompareTree implements vscode.TreeDataProvider<CompareNode>, vscode.Disposable {
	readonly #changes = new vscode.EventEmitter<undefined>();
	readonly #view: vscode.TreeView<CompareNode>;
	#shown: ShownComparison | undefined;
	readonly onDidChangeTreeData = this.#changes.event;

	constructor() {
		this.#view = vscode.window.createTreeView('drydock.comparison', { treeDataProvider: this });
	}

	get shown(): ShownComparison | undefined {
		return this.#shown;
	}

	show(shown: ShownComparison | undefined): void {
		this.#shown = shown;
		this.#view.message = shown === undefined ? '' : `${shown.comparison.after} compared with ${shown.comparison.before}: ${sizeText(shown.comparison)}`;
		this.#changes.fire(undefined);
	}

	getChildren(node?: CompareNode): CompareNode[] {
		const comparison = this.#shown?.comparison;
		if (comparison === undefined) return [];
		if (node === undefined) return (Object.keys(titles) as Part[]).filter(part => comparison[part].length > 0).map(part => ({ kind: 'part', part }));
		return node.kind === 'part' ? childrenOf(comparison, node.part) : [];
	}

	getTreeItem(node: CompareNode): vscode.TreeItem {
		if (node.kind === 'part') return this.#partItem(node.part);
		const text = node.kind === 'file' ? fileText(node.file) : node.text;
		const item = new vscode.TreeItem(text.label);
		item.description = text.description;
		item.tooltip = text.tooltip;
		if (node.kind === 'file') {
			item.resourceUri = markedUri(node.file);
			item.iconPath = vscode.ThemeIcon.File;
			item.command = { command: 'drydock.compare.openFile', title: 'Compare', arguments: [node.file] };
		}
		return item;
	}

	dispose(): void {
		vscode.Disposable.from(this.#view, this.#changes).dispose();
	}

	#partItem(part: Part): vscode.TreeItem {
		const [title, icon] = titles[part];
		const comparison = this.#shown?.comparison as ImageComparison;
		const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
		item.id = `${comparison.before} ${comparison.after} ${part}`;
		item.description = part === 'files' ? filesText(comparison) : String(comparison[part].length);
		item.iconPath = new vscode.ThemeIcon(icon);
		return item;
	}
}

function childrenOf(comparison: ImageComparison, part: Part): CompareNode[] {
	const text = (each: DifferenceText): CompareNode => ({ kind: 'text', part, text: each });
	switch (part) {
		case 'layers':
			return comparison.layers.map(each => text(layerText(each)));
		case 'files':
			return comparison.files.map(file => ({ kind: 'file', file }));
		case 'packages':
			return comparison.packages.map(each => text(packageText(each)));
		case 'settings':
			return comparison.settings.map(each => text(settingText(each)));
	}
}
