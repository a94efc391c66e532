import * as vscode from 'vscode';
import { type FileFilter, type IndexProgress, imageFindings, indexImage } from '../../../server/src/protocol/files.ts';
import { listImages, type OpenImageParams, openImage } from '../../../server/src/protocol/layers.ts';
import { setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { type Log, messageOf, sayFailure } from '../log.ts';
import { archiveDrop } from './archiveDrop.ts';
import { ImageProblems } from './imageProblems.ts';
import type { PaneNode, RowNode } from './nodes.ts';
import { OpenHandles } from './openHandles.ts';
import { type PaneOptions, rememberedOptions, rememberOptions } from './paneOptions.ts';
import { paneMessage, paneRows, totalText } from './rows.ts';
import { linesOf, type PaneSubject, type ShownImage } from './shownImage.ts';
import { ShownLines } from './shownLines.ts';
import { stepTimes } from './stepTimes.ts';
import { LayersTree } from './tree.ts';

/** `engine`: no engine answered. Empty, engine and failed have a welcome text in package.json. */
type PaneState = 'empty' | 'shown' | 'engine' | 'failed';

/** The view `drydock.layers`: the layers of the image at hand, and their files. */
export class LayersPane implements vscode.Disposable {
	readonly tree: LayersTree;
	readonly view: vscode.TreeView<PaneNode>;
	readonly #server: Server;
	readonly #log: Log;
	readonly #memento: vscode.Memento;
	readonly #lines = new ShownLines();
	readonly #problems = new ImageProblems();
	readonly #handles: OpenHandles;
	readonly #disposables: vscode.Disposable;
	#options: PaneOptions;
	#subject: PaneSubject | undefined;
	#shown: ShownImage | undefined;
	#state: PaneState = 'empty';
	#filter = '';
	/** The server ended while an image was shown. */
	#lost = false;
	#reading: vscode.CancellationTokenSource | undefined;
	/** Counts requests: an answer that was overtaken is dropped. */
	#asked = 0;

	constructor(server: Server, log: Log, memento: vscode.Memento) {
		this.#server = server;
		this.#log = log;
		this.#memento = memento;
		this.#options = rememberedOptions(memento);
		this.tree = new LayersTree(server);
		this.#handles = new OpenHandles(server);
		this.view = vscode.window.createTreeView('drydock.layers', {
			treeDataProvider: this.tree,
			canSelectMany: true,
			dragAndDropController: archiveDrop,
		});
		this.#disposables = vscode.Disposable.from(
			this.view,
			this.tree,
			this.#lines,
			this.#problems,
			this.#handles,
			server.onDidChangeState(() => this.#reopenAfterRestart()),
		);
		this.#lines.heatMap = this.#options.heatMap;
		this.tree.sort = this.#options.byName ? 'name' : 'size';
		this.#become('empty');
	}

	/** What is shown now. */
	get shown(): Readonly<ShownImage> | undefined {
		return this.#shown;
	}

	get options(): PaneOptions {
		return this.#options;
	}

	/** Shows an image and reveals the pane; the cursor stays where it is. Its files are read afterwards. */
	async open(subject: PaneSubject): Promise<void> {
		this.#subject = subject;
		const asked = ++this.#asked;
		setContext('drydock.active', true);
		await vscode.window.withProgress({ location: { viewId: 'drydock.layers' } }, async () => {
			const uri = subject.dockerfile && this.#server.uriText(subject.dockerfile);
			const params: OpenImageParams = {
				...subject.image,
				...(uri === undefined ? {} : { uri }),
				...(subject.target === undefined ? {} : { target: subject.target }),
				...(subject.platform === undefined ? {} : { platform: subject.platform }),
			};
			const result = await this.#server.ask(openImage, params).catch((error: unknown) => ({ failure: messageOf(error), layers: undefined }));
			if (asked !== this.#asked) return this.#handles.leave(result.layers && result.image);
			if (result.layers === undefined) return this.#fail(result.failure, 'reference' in subject.image && (await this.#engineIsSilent()));
			const { layers, image, platforms } = result;
			await this.#show({ subject, layers, image, platforms, text: await linesOf(subject.dockerfile), summary: undefined });
			await reveal();
			await this.#lookUpTimes();
			// Not awaited: the rows are there, reading the files may take long.
			void this.#readFiles();
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

	async setOptions(change: Partial<PaneOptions>): Promise<void> {
		this.#options = { ...this.#options, ...change };
		await rememberOptions(this.#memento, this.#options);
		this.#lines.heatMap = this.#options.heatMap;
		this.tree.sort = this.#options.byName ? 'name' : 'size';
		this.#draw();
	}

	/** `text`: what was typed; '' for none. */
	async setFilter(text: string, filter: FileFilter | undefined): Promise<void> {
		this.#filter = filter === undefined ? '' : text.trim();
		setContext('drydock.layers.filtered', filter !== undefined);
		this.tree.filter = filter;
		this.#tellMessage();
		if (filter !== undefined) await this.view.reveal(this.tree.allFiles, { expand: true, select: true, focus: true });
	}

	get filter(): string {
		return this.#filter;
	}

	/** Shows the line that made a layer; the cursor stays in the tree, where the next row may be looked at. */
	async goToLine(node: RowNode | undefined): Promise<void> {
		const dockerfile = this.#shown?.subject.dockerfile;
		const line = node?.row.line && this.#lines.now(node.row.line.start);
		if (dockerfile === undefined || line === undefined) return;
		const at = new vscode.Range(line, 0, line, 0);
		await vscode.window.showTextDocument(dockerfile, { selection: at, preserveFocus: true });
	}

	/** The row of the instruction at a line of the Dockerfile as it is now; `undefined` if it made none. */
	rowAt(document: vscode.TextDocument, line: number): RowNode | undefined {
		if (document.uri.toString() !== this.#shown?.subject.dockerfile?.toString()) return undefined;
		const before = this.#lines.startOf(document, line);
		return before === undefined ? undefined : this.tree.rowAt(before);
	}

	dispose(): void {
		this.#reading?.cancel();
		this.#disposables.dispose();
	}

	/** Seconds beside the sizes, where the build is remembered; nobody waits for them for long, and without them nothing is missing. */
	async #lookUpTimes(): Promise<void> {
		const shown = this.#shown;
		const uri = shown?.subject.dockerfile;
		if (shown === undefined || uri === undefined) return;
		const times = await stepTimes(this.#server, this.#server.uriText(uri), shown.layers.id).catch(() => undefined);
		if (this.#shown !== shown || times === undefined || times.size === 0) return;
		this.#shown = { ...shown, times };
		this.#lines.show(uri, shown.layers, undefined, times);
	}

	/** The files of all layers, in the background; then the rows once more, with what that tells about them. */
	async #readFiles(): Promise<void> {
		const shown = this.#shown;
		if (shown === undefined) return;
		const cancel = new vscode.CancellationTokenSource();
		this.#reading = cancel;
		const { image } = shown;
		const progress = await this.#server.onProgress(image, value => {
			const { layers, of } = value as IndexProgress;
			if (this.#shown === shown) this.#tellMessage(`Reading files: ${layers} of ${of} layers.`);
		});
		try {
			this.#tellMessage('Reading files…');
			const answer = await vscode.window.withProgress({ location: { viewId: 'drydock.layers' } }, () =>
				this.#server.ask(indexImage, { image, token: image }, cancel.token),
			);
			if (this.#shown !== shown) return;
			if (answer.failure !== undefined) throw new Error(answer.failure);
			await this.#show({ ...shown, layers: answer.image, summary: answer });
			await this.#look(cancel.token);
		} catch (error) {
			if (cancel.token.isCancellationRequested || this.#shown !== shown) return;
			this.#log.error(messageOf(error));
			this.#tellMessage(`The files could not be read: ${messageOf(error)}`);
		} finally {
			progress.dispose();
			cancel.dispose();
		}
	}

	/** What should not be in the image: comfort, whose failure is for the log. */
	async #look(token: vscode.CancellationToken): Promise<void> {
		const shown = this.#shown;
		if (shown === undefined) return;
		const answer = await this.#server.ask(imageFindings, { image: shown.image }, token).catch((error: unknown) => ({ failure: messageOf(error) }));
		if (this.#shown !== shown || token.isCancellationRequested) return;
		if (answer.failure !== undefined) return this.#log.warn(answer.failure);
		this.tree.findings = answer.findings;
		this.#problems.show(shown.subject.dockerfile, shown.layers, answer.findings);
	}

	async #show(shown: ShownImage): Promise<void> {
		if (this.#shown?.image !== shown.image) this.#leave();
		this.#shown = shown;
		setContext('drydock.layers.platforms', shown.platforms.length > 1);
		this.#become('shown');
		this.#lines.show(shown.subject.dockerfile, shown.layers, shown.summary?.layers, shown.times);
		this.#draw();
	}

	#draw(): void {
		const shown = this.#shown;
		if (shown === undefined) return;
		const { reversed, withEmpty } = this.#options;
		const rows = paneRows(shown.layers, { lineText: line => shown.text[line], waste: shown.summary?.layers, reversed, withEmpty });
		this.tree.show(rows, shown.image, shown.summary);
		this.view.description = totalText(shown.layers);
		this.#tellMessage();
	}

	/** `now`: what goes on. */
	#tellMessage(now = ''): void {
		if (this.#shown === undefined) return;
		const parts = [paneMessage(this.#shown.layers), now, this.#filter === '' ? '' : `Filter: ${this.#filter}`];
		this.view.message = parts.filter(part => part !== '').join(' · ');
	}

	/** Says why nothing is shown. The sentence is in the pop-up and the log; the pane says what to do. */
	async #fail(sentence: string, engineIsSilent: boolean): Promise<void> {
		this.#leave();
		this.tree.show([], undefined, undefined);
		this.view.message = '';
		this.view.description = sentence;
		setContext('drydock.layers.engine', vscode.workspace.getConfiguration('drydock').get<string>('engine', 'auto'));
		this.#become(engineIsSilent ? 'engine' : 'failed');
		await reveal();
		// Not awaited: the pop-up stays until somebody answers it.
		void sayFailure(this.#log, sentence, { Retry: () => void this.retry() });
	}

	#leave(): void {
		this.#reading?.cancel();
		this.#handles.leave(this.#shown?.image);
		this.#shown = undefined;
		this.#lines.clear();
		this.#problems.clear();
	}

	/** A new server knows no image. */
	#reopenAfterRestart(): void {
		const { state } = this.#server;
		if (state === 'stopped' || state === 'failed') this.#lost = this.#shown !== undefined;
		else if (state === 'running' && this.#lost) {
			this.#lost = false;
			if (this.#subject !== undefined) void this.open(this.#subject);
		}
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
