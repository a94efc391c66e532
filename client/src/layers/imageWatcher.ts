import * as vscode from 'vscode';
import { isKeptName } from '../../../server/src/protocol/imageName.ts';
import { closeImage, openImage, type TaggedImage, watchImages } from '../../../server/src/protocol/layers.ts';
import { isDockerfile } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import type { Log } from '../log.ts';
import type { LayersPane } from './pane.ts';

/** Several names are given at once. */
const pauseMs = 1_500;

/**
 * While the pane is visible: an image that was built elsewhere, in a terminal or by another extension, is shown, if it was built from a Dockerfile on the
 * screen. By setting; only in workspaces that are trusted.
 */
export class ImageWatcher implements vscode.Disposable {
	readonly #server: Server;
	readonly #log: Log;
	readonly #pane: LayersPane;
	/** A build of ours shows its image itself. */
	readonly #isBuilding: () => boolean;
	readonly #disposables: vscode.Disposable;
	#watching: vscode.CancellationTokenSource | undefined;
	#timer: NodeJS.Timeout | undefined;
	#watches = 0;

	constructor(server: Server, log: Log, pane: LayersPane, isBuilding: () => boolean) {
		this.#isBuilding = isBuilding;
		this.#server = server;
		this.#log = log;
		this.#pane = pane;
		this.#disposables = vscode.Disposable.from(
			pane.view.onDidChangeVisibility(() => this.#update()),
			server.onDidChangeState(() => this.#update()),
			vscode.workspace.onDidGrantWorkspaceTrust(() => this.#update()),
			vscode.workspace.onDidChangeConfiguration(event => {
				if (!event.affectsConfiguration('drydock.layers.follow') && !event.affectsConfiguration('drydock.engine')) return;
				this.#stop();
				this.#update();
			}),
		);
		this.#update();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#stop();
		this.#disposables.dispose();
	}

	#update(): void {
		const follows = vscode.workspace.getConfiguration('drydock').get<boolean>('layers.follow', true);
		const wanted = this.#pane.view.visible && vscode.workspace.isTrusted && follows && this.#server.state === 'running';
		if (!wanted) this.#stop();
		else if (this.#watching === undefined) void this.#watch();
	}

	#stop(): void {
		this.#watching?.cancel();
		this.#watching = undefined;
	}

	async #watch(): Promise<void> {
		const watching = new vscode.CancellationTokenSource();
		this.#watching = watching;
		const token = `drydock-images-${++this.#watches}`;
		const listening = await this.#server.onProgress(token, value => this.#tagged(value as TaggedImage));
		// Comfort: without an engine there is nothing to follow, and the pane says so itself.
		const answer = await this.#server.ask(watchImages, { token }, watching.token).catch(() => ({}) as { failure?: string });
		if (answer.failure !== undefined) this.#log.info(`Images that are built elsewhere are not followed: ${answer.failure}`);
		if (this.#watching === watching) this.#watching = undefined;
		listening.dispose();
		watching.dispose();
	}

	#tagged(image: TaggedImage): void {
		// names that images are kept under say nothing new
		if (isKeptName(image.reference)) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#show(image).catch(() => undefined), pauseMs);
	}

	async #show({ reference, id }: TaggedImage): Promise<void> {
		if (this.#pane.shown?.layers.id === id || this.#isBuilding()) return;
		for (const document of vscode.window.visibleTextEditors.map(editor => editor.document).filter(isDockerfile)) {
			const opened = await this.#server.ask(openImage, { reference, uri: this.#server.uriText(document.uri) });
			if (opened.layers === undefined) return;
			await this.#server.ask(closeImage, { image: opened.image });
			if (opened.layers.dockerfileMatches) return this.#pane.open({ image: { reference }, dockerfile: document.uri });
		}
	}
}
