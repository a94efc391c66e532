import * as vscode from 'vscode';
import { type FileLife, fileLife, readImageFile, whatIfMerged } from '../../../server/src/protocol/files.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { registerCommand } from '../commands.ts';
import type { Server } from '../languageClient.ts';
import type { Log } from '../log.ts';
import { changeText } from './fileRows.ts';
import { ImageFileSystem } from './imageFileSystem.ts';
import type { PaneNode, RowNode } from './nodes.ts';
import type { LayersPane } from './pane.ts';

/** A copy of a file, as commands get it: from a row of the tree or as the argument of a click. */
interface FileCopy {
	readonly path: string;
	readonly layer: number;
}

/** The largest file that can be saved from a layer, in bytes: it passes through memory. */
const mostSaved = 100_000_000;

/** Commands about files of the image in the pane, and about its layers. */
export class FileCommands {
	readonly #server: Server;
	readonly #pane: LayersPane;

	private constructor(server: Server, pane: LayersPane) {
		this.#server = server;
		this.#pane = pane;
	}

	static register(server: Server, log: Log, pane: LayersPane): vscode.Disposable {
		const commands = new FileCommands(server, pane);
		const ofFile = (name: string, run: (file: FileCopy) => Promise<void>): vscode.Disposable =>
			registerCommand(log, `drydock.layers.${name}`, target => {
				const file = fileCopy(target) ?? fileCopy(pane.view.selection[0]);
				return file && run(file);
			});
		return vscode.Disposable.from(
			ofFile('openFile', file => commands.#open(file)),
			ofFile('saveFile', file => commands.#save(file)),
			ofFile('diffWithBelow', file => commands.#diffWithBelow(file)),
			ofFile('fileHistory', file => commands.#history(file)),
			ofFile('copyPath', ({ path }) => Promise.resolve(vscode.env.clipboard.writeText(`/${path}`))),
			registerCommand(log, 'drydock.layers.whatIfMerged', (target, selected) => commands.#whatIfMerged(target, selected)),
			registerCommand(log, 'drydock.layers.copyDigest', target => {
				const node = rowNode(target) ?? rowNode(pane.view.selection[0]);
				const digest = node?.row.diffId;
				return digest === undefined ? undefined : vscode.env.clipboard.writeText(digest);
			}),
		);
	}

	async #open(file: FileCopy): Promise<void> {
		const uri = this.#uri(file);
		if (uri !== undefined) await vscode.commands.executeCommand('vscode.open', uri, { preview: true }, `${nameOf(file.path)} (${this.#name(file.layer)})`);
	}

	async #save({ path, layer }: FileCopy): Promise<void> {
		const image = this.#pane.shown?.image;
		if (image === undefined) return;
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		const target = await vscode.window.showSaveDialog({ title: `Save /${path}`, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, nameOf(path)) }) });
		if (target === undefined) return;
		const answer = await this.#server.ask(readImageFile, { image, layer, path, most: mostSaved });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		await vscode.workspace.fs.writeFile(target, Buffer.from(answer.content, 'base64'));
	}

	/** What a layer changed in a file: the copy below it on the left. */
	async #diffWithBelow(file: FileCopy): Promise<void> {
		const below = (await this.#life(file.path)).events.filter(({ layer, change }) => layer < file.layer && change !== 'removed').at(-1);
		const [left, right] = [below && this.#uri({ path: file.path, layer: below.layer }), this.#uri(file)];
		if (below === undefined || left === undefined || right === undefined) {
			void vscode.window.showInformationMessage(`No layer below has /${file.path}.`);
			return;
		}
		await vscode.commands.executeCommand('vscode.diff', left, right, `${nameOf(file.path)} (${this.#name(below.layer)} ↔ ${this.#name(file.layer)})`);
	}

	/** Who added a file and who touched it; a pick opens that copy. */
	async #history({ path }: FileCopy): Promise<void> {
		const { events, owner } = await this.#life(path);
		const items = events.map(({ layer, change, size }) => ({
			label: `$(${icons[change]}) ${changeText[change]}`,
			description: [this.#name(layer), change === 'removed' ? '' : formatSize(size)].filter(text => text !== '').join(' · '),
			detail: this.#pane.tree.rowOf(layer)?.row.text ?? '',
			layer,
			change,
		}));
		const picked = await vscode.window.showQuickPick(items, {
			title: `Layers that touch /${path}${owner === undefined ? '' : `, of ${owner}`}`,
			placeHolder: 'Oldest first; a pick opens the file as that layer has it',
		});
		if (picked?.change === 'removed') await this.#pane.goToLine(this.#pane.tree.rowOf(picked.layer));
		else if (picked !== undefined) await this.#open({ path, layer: picked.layer });
	}

	/** From a layer to another that is asked for, or over the layers that are selected. */
	async #whatIfMerged(target: unknown, selected: unknown): Promise<void> {
		const { tree, shown } = this.#pane;
		const nodes = Array.isArray(selected) && selected.length > 1 ? selected : [target ?? this.#pane.view.selection[0]];
		const chosen = nodes.flatMap(node => rowNode(node)?.row.layer ?? []);
		const [first] = chosen;
		if (shown === undefined || first === undefined) return;
		if (chosen.length === 1) {
			const others = tree.layers().filter(({ row }) => row.layer !== first);
			const picked = await vscode.window.showQuickPick(
				others.map(({ row }) => ({ label: this.#name(row.layer ?? 0), description: row.text, layer: row.layer ?? 0 })),
				{ title: `What If ${this.#name(first)} Were Merged with All Layers Up To…`, placeHolder: 'The other end of the range' },
			);
			if (picked === undefined) return;
			chosen.push(picked.layer);
		}
		const [from, to] = [Math.min(...chosen), Math.max(...chosen)];
		const answer = await this.#server.ask(whatIfMerged, { image: shown.image, from, to });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		const range = `${this.#name(from)} to ${this.#name(to)}`;
		void vscode.window.showInformationMessage(
			answer.saves === 0 ? `One layer instead of ${range} would save nothing.` : `One layer instead of ${range} would save ${formatSize(answer.saves)}.`,
		);
	}

	async #life(path: string): Promise<FileLife> {
		const image = this.#pane.shown?.image;
		if (image === undefined) return { events: [], owner: undefined };
		const answer = await this.#server.ask(fileLife, { image, path });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		return answer;
	}

	#uri({ path, layer }: FileCopy): vscode.Uri | undefined {
		const image = this.#pane.shown?.image;
		return image === undefined ? undefined : ImageFileSystem.uri({ image, layer, path });
	}

	#name(layer: number): string {
		return this.#pane.tree.layerName(layer);
	}
}

const icons = { added: 'diff-added', modified: 'diff-modified', metadata: 'key', removed: 'diff-removed' } as const;

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function fileCopy(target: unknown): FileCopy | undefined {
	const node = target as Partial<PaneNode & FileCopy> | undefined;
	if (node?.kind === 'file' || node?.kind === 'wasted') return node.file;
	if (node?.kind === 'finding')
		return node.finding?.path === undefined || node.finding.layer === undefined ? undefined : { path: node.finding.path, layer: node.finding.layer };
	return typeof node?.path === 'string' && typeof node.layer === 'number' ? { path: node.path, layer: node.layer } : undefined;
}

function rowNode(target: unknown): RowNode | undefined {
	const node = target as Partial<PaneNode> | undefined;
	return node?.kind === 'row' ? (node as RowNode) : undefined;
}
