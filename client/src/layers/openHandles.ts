import * as vscode from 'vscode';
import { closeImage, type ImageHandle } from '../../../server/src/protocol/layers.ts';
import type { Server } from '../languageClient.ts';
import { imageOf } from './imageFileSystem.ts';

/** Images that the pane has left: each stays open at the server as long as an editor shows a file of it. */
export class OpenHandles implements vscode.Disposable {
	readonly #server: Server;
	readonly #left = new Set<ImageHandle>();
	readonly #subscription: vscode.Disposable;

	constructor(server: Server) {
		this.#server = server;
		this.#subscription = vscode.workspace.onDidCloseTextDocument(() => this.#sweep());
	}

	leave(image: ImageHandle | undefined): void {
		if (image === undefined) return;
		this.#left.add(image);
		this.#sweep();
	}

	dispose(): void {
		this.#subscription.dispose();
	}

	#sweep(): void {
		const inUse = new Set(vscode.workspace.textDocuments.filter(({ isClosed }) => !isClosed).map(({ uri }) => imageOf(uri)));
		for (const image of this.#left) {
			if (inUse.has(image)) continue;
			this.#left.delete(image);
			// A server that has stopped has closed everything.
			if (this.#server.state === 'running') void this.#server.ask(closeImage, { image }).catch(() => undefined);
		}
	}
}
