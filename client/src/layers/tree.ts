import * as vscode from 'vscode';
import {
	type FileFilter,
	type FileScope,
	type ImageFinding,
	type ImageHandle,
	type ImageSummary,
	type ListFilesParams,
	listFiles,
} from '../../../server/src/protocol/index.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import type { Server } from '../languageClient.ts';
import { markedUri } from './fileMarks.ts';
import { adviceText, type FileText, fileText, wastedText } from './fileRows.ts';
import { findingIcons, findingsItem, findingText } from './findingRows.ts';
import type { AllFilesNode, FileNode, FindingsNode, PaneNode, RowNode, WasteNode } from './nodes.ts';
import { scopeKey, scopeOf } from './nodes.ts';
import type { PaneRow } from './rows.ts';
import { shareIcon } from './shareIcon.ts';
import { grouped, percent } from './words.ts';

/** Rows of a folder that are fetched at once. */
const pageSize = 200;

const allFiles: AllFilesNode = { kind: 'all', parent: undefined };
const waste: WasteNode = { kind: 'waste', parent: undefined };
const findings: FindingsNode = { kind: 'findings', parent: undefined };

/** The rows of the layer pane, and below each layer its files, fetched when they are looked at. */
export class LayersTree implements vscode.TreeDataProvider<PaneNode>, vscode.Disposable {
	readonly #server: Server;
	readonly #changes = new vscode.EventEmitter<PaneNode | undefined>();
	#roots: readonly RowNode[] = [];
	#image: ImageHandle | undefined;
	#summary: ImageSummary | undefined;
	#findings: readonly ImageFinding[] = [];
	#filter: FileFilter | undefined;
	#sort: ListFilesParams['sort'] = 'size';
	/** How many rows of a folder were asked for, where more than one page. */
	readonly #shown = new Map<string, number>();
	readonly allFiles = allFiles;
	readonly onDidChangeTreeData = this.#changes.event;

	constructor(server: Server) {
		this.#server = server;
	}

	/** Rows without files, until `summary` is known. */
	show(rows: readonly PaneRow[], image: ImageHandle | undefined, summary: ImageSummary | undefined): void {
		this.#roots = rows.map(row => ({ kind: 'row', row, parent: undefined }));
		if (image !== this.#image) this.#shown.clear();
		this.#image = image;
		this.#summary = summary;
		if (summary === undefined) this.#findings = [];
		this.#changes.fire(undefined);
	}

	/** What should not be in the image that is shown. */
	set findings(found: readonly ImageFinding[]) {
		this.#findings = found;
		this.#changes.fire(undefined);
	}

	/** `undefined`: all files, as folders. */
	set filter(filter: FileFilter | undefined) {
		this.#filter = filter;
		this.#shown.clear();
		this.#changes.fire(undefined);
	}

	set sort(sort: ListFilesParams['sort']) {
		if (sort === this.#sort) return;
		this.#sort = sort;
		this.#changes.fire(undefined);
	}

	/** The rest of a long list, a page more. */
	showMore(node: PaneNode): void {
		if (node.kind !== 'more') return;
		this.#shown.set(folderKey(node.scope, node.folder), node.shown + pageSize);
		this.#changes.fire(node.parent);
	}

	/** What the pane calls a real layer: its line, or else its place. */
	layerName(layer: number): string {
		const row = this.rowOf(layer)?.row;
		return row?.line === undefined ? `layer ${layer + 1}` : `line ${row.line.start + 1}`;
	}

	/** The rows of all real layers. */
	layers(): RowNode[] {
		return this.#rows().filter(({ row }) => row.layer !== undefined);
	}

	/** The row of a real layer. */
	rowOf(layer: number): RowNode | undefined {
		return this.#rows().find(({ row }) => row.layer === layer);
	}

	/** The row of the instruction on a line (zero-based), as it was when the image was built. */
	rowAt(line: number): RowNode | undefined {
		const at = this.#rows().filter(({ row }) => row.line !== undefined && row.line.start <= line && line <= row.line.end);
		return at.find(({ row }) => row.layer !== undefined || row.children.length > 0) ?? at[0];
	}

	async getChildren(node?: PaneNode): Promise<PaneNode[]> {
		if (node === undefined) return [...this.#roots, ...this.#wholes()];
		if (node.kind === 'row' && node.row.children.length > 0) return node.row.children.map(row => ({ kind: 'row', row, parent: node }));
		if (node.kind === 'waste') return this.#wasteNodes();
		if (node.kind === 'findings') return this.#findings.map(finding => ({ kind: 'finding', finding, parent: findings }));
		const scope = scopeOf(node, this.#summary?.layers.length ?? 0);
		return scope === undefined ? [] : this.#files(node, scope);
	}

	getParent(node: PaneNode): PaneNode | undefined {
		return node.parent;
	}

	getTreeItem(node: PaneNode): vscode.TreeItem {
		switch (node.kind) {
			case 'row':
				return this.#rowItem(node);
			case 'all':
				return this.#allItem();
			case 'waste':
				return this.#wasteItem();
			case 'file':
				return this.#fileItem(node);
			case 'advice': {
				const item = textItem(adviceText(node.advice, layer => this.layerName(layer)));
				item.iconPath = new vscode.ThemeIcon('lightbulb');
				item.command = { command: 'drydock.layers.goToLine', title: 'Go to Line', arguments: [this.rowOf(node.advice.layers[0] ?? -1)] };
				return item;
			}
			case 'wasted': {
				const item = textItem(wastedText(node.file, layer => this.layerName(layer)));
				const { path, change, layer } = node.file;
				item.resourceUri = markedUri({ path, change });
				item.iconPath = vscode.ThemeIcon.File;
				item.contextValue = 'wasted';
				item.command = { command: 'drydock.layers.openFile', title: 'Open', arguments: [{ path, layer }] };
				return item;
			}
			case 'findings':
				return findingsItem(this.#findings);
			case 'finding':
				return this.#findingItem(node.finding);
			case 'more': {
				const item = new vscode.TreeItem(`${grouped(node.count - node.shown)} more…`);
				item.command = { command: 'drydock.layers.showMore', title: 'Show More', arguments: [node] };
				return item;
			}
		}
	}

	dispose(): void {
		this.#changes.dispose();
	}

	#rows(): RowNode[] {
		return this.#roots.flatMap(root => [root, ...root.row.children.map((row): RowNode => ({ kind: 'row', row, parent: root }))]);
	}

	/** What is about the image as a whole, once its files were read. */
	#wholes(): PaneNode[] {
		if (this.#summary === undefined) return [];
		return [allFiles, ...(this.#summary.reclaimable > 0 ? [waste] : []), ...(this.#findings.length > 0 ? [findings] : [])];
	}

	#findingItem(finding: ImageFinding): vscode.TreeItem {
		const { path, layer, ordinal } = finding;
		const row = layer === undefined ? this.#rows().find(node => node.row.id === `layer-${ordinal}`) : this.rowOf(layer);
		const item = textItem(findingText(finding, row === undefined || layer === undefined ? '' : this.layerName(layer)));
		item.iconPath = findingIcons[finding.severity];
		item.contextValue = path === undefined ? 'finding' : 'finding-file';
		item.command =
			path !== undefined && layer !== undefined && finding.kind !== 'package-cache' && finding.kind !== 'git-folder'
				? { command: 'drydock.layers.openFile', title: 'Open', arguments: [{ path, layer }] }
				: { command: 'drydock.layers.goToLine', title: 'Go to Line', arguments: [row] };
		return item;
	}

	#wasteNodes(): PaneNode[] {
		const { advice = [], wasted = [] } = this.#summary ?? {};
		return [
			...advice.map((each): PaneNode => ({ kind: 'advice', advice: each, parent: waste })),
			...wasted.map((file): PaneNode => ({ kind: 'wasted', file, parent: waste })),
		];
	}

	async #files(parent: PaneNode, scope: FileScope): Promise<PaneNode[]> {
		if (this.#image === undefined || this.#summary === undefined) return [];
		const folder = parent.kind === 'file' ? parent.file.path : '';
		const count = this.#shown.get(folderKey(scope, folder)) ?? pageSize;
		const answer = await this.#server.ask(listFiles, {
			image: this.#image,
			scope,
			folder,
			sort: this.#sort,
			start: 0,
			count,
			...(this.#filter === undefined ? {} : { filter: this.#filter }),
		});
		if (answer.failure !== undefined) throw new Error(answer.failure);
		const nodes: PaneNode[] = answer.rows.map(file => ({ kind: 'file', scope, file, parent }));
		const shown = answer.rows.length;
		return shown < answer.count ? [...nodes, { kind: 'more', scope, folder, shown, count: answer.count, parent }] : nodes;
	}

	#rowItem({ row }: RowNode): vscode.TreeItem {
		const hasFiles = row.layer !== undefined && this.#summary !== undefined;
		const item = new vscode.TreeItem(row.label, row.children.length > 0 || hasFiles ? Collapsed : None);
		item.id = row.id;
		item.description = row.description;
		item.tooltip = new vscode.MarkdownString(row.tooltip);
		const { light, dark } = shareIcon(row.share);
		item.iconPath = { light: vscode.Uri.parse(light, true), dark: vscode.Uri.parse(dark, true) };
		item.accessibilityInformation = { label: row.spoken };
		item.contextValue = `${row.layer === undefined ? 'row' : 'layer'}${row.line === undefined ? '' : '-line'}`;
		if (row.line !== undefined)
			item.command = { command: 'drydock.layers.goToLine', title: 'Go to Line', arguments: [{ kind: 'row', row, parent: undefined }] };
		return item;
	}

	#allItem(): vscode.TreeItem {
		const { visible = 0, files = 0 } = this.#summary ?? {};
		const item = new vscode.TreeItem('All Files', Collapsed);
		item.id = 'all';
		item.description = `${formatSize(visible)} · ${files === 1 ? '1 file' : `${grouped(files)} files and folders`}`;
		item.tooltip = 'What a container sees: all layers on top of each other';
		item.iconPath = new vscode.ThemeIcon('root-folder');
		item.contextValue = 'all';
		return item;
	}

	#wasteItem(): vscode.TreeItem {
		const { reclaimable = 0, total = 0, dive } = this.#summary ?? {};
		const item = new vscode.TreeItem('Wasted', Collapsed);
		item.id = 'waste';
		item.description = `${formatSize(reclaimable)} · ${percent(total === 0 ? 0 : reclaimable / total)}`;
		const counted = dive === undefined ? '' : `\ndive counts: efficiency ${percent(dive.efficiency)}, wasted ${formatSize(dive.wastedBytes)}`;
		item.tooltip = `Bytes that layers hold and no container sees${counted}`;
		item.iconPath = new vscode.ThemeIcon('trash');
		item.contextValue = 'waste';
		return item;
	}

	#fileItem(node: FileNode): vscode.TreeItem {
		const { file, scope } = node;
		const item = textItem(fileText(file, layer => this.layerName(layer)));
		const isFlat = this.#filter !== undefined;
		const isFolder = file.kind === 'directory' && !isFlat;
		item.id = `${scopeKey(scope)}/${file.path}`;
		if (isFlat) item.description = `${item.description} · /${file.path.slice(0, Math.max(0, file.path.length - file.name.length - 1))}`;
		item.collapsibleState = isFolder ? Collapsed : None;
		item.resourceUri = markedUri(file);
		item.iconPath = isFolder ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
		item.contextValue = `${isFolder ? 'folder' : file.kind}-${file.change}`;
		if (file.kind === 'file' || file.kind === 'hardlink') item.command = { command: 'drydock.layers.openFile', title: 'Open', arguments: [file] };
		return item;
	}
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function folderKey(scope: FileScope, folder: string): string {
	return `${scopeKey(scope)}/${folder}`;
}

function textItem({ label, description, tooltip, spoken }: FileText): vscode.TreeItem {
	const item = new vscode.TreeItem(label);
	item.description = description;
	item.tooltip = tooltip;
	item.accessibilityInformation = { label: spoken };
	return item;
}
