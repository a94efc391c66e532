import * as vscode from 'vscode';
import { type CacheMiss, type ListedBuild, listBuilds, readBuild, type StepRecord, whyNotCached } from '../../../server/src/protocol/history.ts';
import type { Server } from '../languageClient.ts';
import { type BuildText, buildText, missText, stepText } from './buildRows.ts';

/** A line of the view of builds: a build, and below it why steps ran, and its steps. */
export type BuildsNode =
	| { readonly kind: 'build'; readonly build: ListedBuild }
	| { readonly kind: 'miss'; readonly build: ListedBuild; readonly miss: CacheMiss }
	| {
			readonly kind: 'step';
			readonly build: ListedBuild;
			readonly step: StepRecord;
			/** From 0, in the order of the record. */
			readonly index: number;
	  };

/** The view `drydock.builds`: what was built in this workspace, newest first. */
export class BuildsTree implements vscode.TreeDataProvider<BuildsNode>, vscode.Disposable {
	readonly #server: Server;
	readonly #changes = new vscode.EventEmitter<undefined>();
	readonly #disposables: vscode.Disposable;
	readonly view: vscode.TreeView<BuildsNode>;
	readonly onDidChangeTreeData = this.#changes.event;

	constructor(server: Server) {
		this.#server = server;
		this.view = vscode.window.createTreeView('drydock.builds', { treeDataProvider: this, canSelectMany: true });
		this.#disposables = vscode.Disposable.from(
			this.view,
			this.#changes,
			// Builds are made elsewhere too: what comes into view is looked at again.
			this.view.onDidChangeVisibility(({ visible }) => visible && this.refresh()),
			vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
		);
	}

	refresh(): void {
		this.#changes.fire(undefined);
	}

	/** Of the folders of this workspace; without one, of this machine. */
	async builds(): Promise<readonly ListedBuild[]> {
		const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
		const asked = folders.length === 0 ? [{}] : folders.map(({ uri }) => ({ folder: this.#server.uriText(uri) }));
		const lists = await Promise.all(asked.map(params => this.#server.ask(listBuilds, params)));
		const byId = new Map(lists.flat().map(build => [build.id, build]));
		return [...byId.values()].sort((a, b) => b.started.localeCompare(a.started));
	}

	async getChildren(node?: BuildsNode): Promise<BuildsNode[]> {
		if (node === undefined) return (await this.builds()).map(build => ({ kind: 'build', build }));
		return node.kind === 'build' ? this.#details(node.build) : [];
	}

	getTreeItem(node: BuildsNode): vscode.TreeItem {
		switch (node.kind) {
			case 'build': {
				const { build } = node;
				const item = treeItem(buildText(build, Date.now()), vscode.TreeItemCollapsibleState.Collapsed);
				item.id = build.id;
				item.iconPath = iconOf(build);
				item.contextValue = `build-${build.imageId === undefined ? 'without' : build.present === false ? 'gone' : 'image'}`;
				return item;
			}
			case 'miss':
				return lineItem(node.build, node.miss.line, missText(node.miss), 'info');
			case 'step': {
				const { step } = node;
				const item = lineItem(node.build, step.line, stepText(step), stepIcons[step.outcome]);
				item.contextValue = 'step';
				return item;
			}
		}
	}

	dispose(): void {
		this.#disposables.dispose();
	}

	async #details(build: ListedBuild): Promise<BuildsNode[]> {
		const { id } = build;
		const [read, why] = await Promise.all([this.#server.ask(readBuild, { id }), this.#server.ask(whyNotCached, { id })]);
		if (read.failure !== undefined) throw new Error(read.failure);
		const misses = why.failure === undefined ? why.misses : [];
		return [
			...misses.map((miss): BuildsNode => ({ kind: 'miss', build, miss })),
			...read.build.steps.map((step, index): BuildsNode => ({ kind: 'step', build, step, index })),
		];
	}
}

const stepIcons = { done: 'pass', cached: 'database', failed: 'error', cancelled: 'circle-slash' } as const;

function iconOf({ outcome, present }: ListedBuild): vscode.ThemeIcon {
	if (outcome === 'failed') return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
	if (outcome === 'cancelled') return new vscode.ThemeIcon('circle-slash');
	return present === false ? new vscode.ThemeIcon('package', new vscode.ThemeColor('disabledForeground')) : new vscode.ThemeIcon('package');
}

/** Goes to its line in the Dockerfile of then. */
function lineItem({ id }: ListedBuild, line: number | undefined, text: BuildText, icon: string): vscode.TreeItem {
	const item = treeItem(text, vscode.TreeItemCollapsibleState.None);
	item.iconPath = new vscode.ThemeIcon(icon);
	item.command = { command: 'drydock.builds.openDockerfile', title: 'Dockerfile of Then', arguments: [id, line] };
	return item;
}

function treeItem({ label, description, tooltip, spoken }: BuildText, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
	const item = new vscode.TreeItem(label, state);
	item.description = description;
	item.tooltip = new vscode.MarkdownString(tooltip);
	item.accessibilityInformation = { label: spoken };
	return item;
}
