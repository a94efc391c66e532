import * as vscode from 'vscode';
import { type ImageLayers, listImages, type OpenImageParams, openImage } from '../../../server/src/protocol/layers.ts';
import { setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { type Log, messageOf, sayFailure } from '../log.ts';
import { LineDecorations } from './decorations.ts';
import { lineSizes } from './lineSizes.ts';
import { LineTracker } from './lineTracker.ts';
import { type PaneRow, paneMessage, paneRows, totalText } from './rows.ts';
import { shareIcon } from './shareIcon.ts';

/** An image to show, and the Dockerfile that may have made it. */
export interface PaneSubject {
	readonly image: { readonly reference: string } | { readonly archive: string };
	readonly dockerfile: vscode.Uri | undefined;
}

/** `engine`: no engine answered. Empty, engine and failed have a welcome text in package.json. */
type PaneState = 'empty' | 'shown' | 'engine' | 'failed';

/** The view `drydock.layers`: one row for each layer of the image at hand. */
export class LayersPane implements vscode.TreeDataProvider<PaneRow>, vscode.Disposable {
	readonly #server: Server;
	readonly #log: Log;
	readonly #changes = new vscode.EventEmitter<undefined>();
	readonly #tracker = new LineTracker();
	readonly #decorations = new LineDecorations(this.#tracker);
	readonly #view: vscode.TreeView<PaneRow>;
	#rows: readonly PaneRow[] = [];
	#subject: PaneSubject | undefined;
	#state: PaneState = 'empty';
	/** Counts requests: an answer that was overtaken is dropped. */
	#asked = 0;

	readonly onDidChangeTreeData = this.#changes.event;

	constructor(server: Server, log: Log) {
		this.#server = server;
		this.#log = log;
		this.#view = vscode.window.createTreeView('drydock.layers', { treeDataProvider: this });
		this.#become('empty');
	}

	getChildren(row?: PaneRow): PaneRow[] {
		return [...(row?.children ?? this.#rows)];
	}

	getParent(row: PaneRow): PaneRow | undefined {
		return this.#rows.find(({ children }) => children.includes(row));
	}

	getTreeItem(row: PaneRow): vscode.TreeItem {
		const item = new vscode.TreeItem(row.label, row.children.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
		item.id = row.id;
		item.description = row.description;
		item.tooltip = new vscode.MarkdownString(row.tooltip);
		const { light, dark } = shareIcon(row.share);
		item.iconPath = { light: vscode.Uri.parse(light, true), dark: vscode.Uri.parse(dark, true) };
		item.accessibilityInformation = { label: row.spoken };
		if (row.line !== undefined) item.command = { command: 'drydock.layers.goToLine', title: 'Go to Line', arguments: [row] };
		return item;
	}

	/** Shows an image and reveals the pane; the cursor stays where it is. */
	async open(subject: PaneSubject): Promise<void> {
		this.#subject = subject;
		const asked = ++this.#asked;
		setContext('drydock.active', true);
		await vscode.window.withProgress({ location: { viewId: 'drydock.layers' } }, async () => {
			const uri = subject.dockerfile && this.#server.uriText(subject.dockerfile);
			const params: OpenImageParams = uri === undefined ? subject.image : { ...subject.image, uri };
			const result = await this.#server.ask(openImage, params).catch((error: unknown) => ({ failure: messageOf(error), layers: undefined }));
			if (asked !== this.#asked) return;
			if (result.layers !== undefined) await this.#show(result.layers, subject.dockerfile);
			else await this.#fail(result.failure, 'reference' in subject.image && (await this.#engineIsSilent()));
		});
	}

	/** Opens again what failed, or offers the images of the engine. */
	async retry(): Promise<void> {
		if (this.#subject === undefined) await vscode.commands.executeCommand('drydock.showLayers');
		else await this.open(this.#subject);
	}

	/** The images of the engine could not be listed. An image that is shown stays. */
	async listingFailed(sentence: string): Promise<void> {
		if (this.#state === 'shown') await sayFailure(this.#log, sentence, { Retry: () => void vscode.commands.executeCommand('drydock.showLayers') });
		else await this.#fail(sentence, true);
	}

	/** Says why nothing is shown. The sentence is in the pop-up and the log; the pane says what to do. */
	async #fail(sentence: string, engineIsSilent: boolean): Promise<void> {
		this.#fill([], undefined, []);
		this.#view.message = '';
		this.#view.description = sentence;
		setContext('drydock.layers.engine', vscode.workspace.getConfiguration('drydock').get<string>('engine', 'auto'));
		this.#become(engineIsSilent ? 'engine' : 'failed');
		await reveal();
		// Not awaited: the pop-up stays until somebody answers it.
		void sayFailure(this.#log, sentence, { Retry: () => void this.retry() });
	}

	/** Goes to the line that made a layer. */
	async goToLine(row: PaneRow): Promise<void> {
		const dockerfile = this.#subject?.dockerfile;
		const line = row.line && this.#tracker.now(row.line.start);
		if (dockerfile === undefined || line === undefined) return;
		const at = new vscode.Range(line, 0, line, 0);
		await vscode.window.showTextDocument(dockerfile, { selection: at, preserveFocus: false });
	}

	dispose(): void {
		vscode.Disposable.from(this.#view, this.#decorations, this.#tracker, this.#changes).dispose();
	}

	async #show(layers: ImageLayers, dockerfile: vscode.Uri | undefined): Promise<void> {
		// A Dockerfile that has gone meanwhile only takes its lines with it.
		const document =
			dockerfile &&
			(await vscode.workspace.openTextDocument(dockerfile).then(
				opened => opened,
				() => undefined,
			));
		const lineText = (line: number): string | undefined => (document !== undefined && line < document.lineCount ? document.lineAt(line).text : undefined);
		this.#fill(
			paneRows(layers, lineText),
			dockerfile,
			layers.rows.flatMap(({ line }) => (line === undefined ? [] : [line.start])),
		);
		this.#decorations.show(dockerfile, lineSizes(layers));
		this.#view.description = totalText(layers);
		this.#view.message = paneMessage(layers);
		this.#become('shown');
		await reveal();
	}

	#fill(rows: readonly PaneRow[], dockerfile: vscode.Uri | undefined, lines: readonly number[]): void {
		this.#rows = rows;
		this.#tracker.follow(dockerfile, lines);
		this.#decorations.show(undefined, []);
		this.#changes.fire(undefined);
	}

	async #engineIsSilent(): Promise<boolean> {
		return this.#server.ask(listImages, null).then(
			({ engine }) => engine === undefined,
			() => false,
		);
	}

	#become(state: PaneState): void {
		this.#state = state;
		setContext('drydock.layers.state', state);
	}
}

async function reveal(): Promise<void> {
	await vscode.commands.executeCommand('drydock.layers.open', { preserveFocus: true });
}
