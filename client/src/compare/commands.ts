import * as vscode from 'vscode';
import { compareImages, type FileDifference } from '../../../server/src/protocol/files.ts';
import { type ImageHandle, listImages, type OpenImageParams, openImage } from '../../../server/src/protocol/layers.ts';
import { registerCommand } from '../commands.ts';
import { setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { ImageFileSystem } from '../layers/imageFileSystem.ts';
import { OpenHandles } from '../layers/openHandles.ts';
import type { LayersPane } from '../layers/pane.ts';
import { type Log, messageOf } from '../log.ts';
import { CompareTree } from './compareTree.ts';

type Named = { readonly reference: string } | { readonly archive: string };

/** `drydock.compareImages` and the view it fills. Both images are opened for it, apart from the layer pane. */
export class CompareCommands implements vscode.Disposable {
	readonly #server: Server;
	readonly #pane: LayersPane;
	readonly #tree = new CompareTree();
	readonly #handles: OpenHandles;
	readonly #disposables: vscode.Disposable;

	constructor(server: Server, log: Log, pane: LayersPane) {
		this.#server = server;
		this.#pane = pane;
		this.#handles = new OpenHandles(server);
		const register = registerCommand.bind(undefined, log);
		this.#disposables = vscode.Disposable.from(
			this.#tree,
			this.#handles,
			register('drydock.compareImages', (before, after) => this.#compare(before, after)),
			register('drydock.compare.openFile', file => this.#openFile(file as FileDifference)),
			register('drydock.compare.close', () => this.#leave()),
		);
	}

	dispose(): void {
		this.#disposables.dispose();
	}

	/** By name, where called by another command; else the image that is shown is compared with one that is asked for. */
	async #compare(before: unknown, after: unknown): Promise<void> {
		const shown = this.#pane.shown?.subject.image;
		const second = typeof after === 'string' ? { reference: after } : (shown ?? (await this.#pick('Image to Look At')));
		if (second === undefined) return;
		const first = typeof before === 'string' ? { reference: before } : await this.#pick(`Compare ${nameOf(second)} With…`, second);
		if (first === undefined) return;
		await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Comparing images', cancellable: true }, async (_, token) => {
			const handles = [await this.#open(first), await this.#open(second)] as const;
			const [beforeHandle, afterHandle] = handles;
			const answer = await this.#server
				.ask(compareImages, { before: beforeHandle, image: afterHandle }, token)
				.catch((error: unknown) => ({ failure: messageOf(error) }));
			if (token.isCancellationRequested || answer.failure !== undefined) {
				for (const handle of handles) this.#handles.leave(handle);
				if (token.isCancellationRequested) return;
				throw new Error(answer.failure);
			}
			this.#leave();
			this.#tree.show({ before: beforeHandle, after: afterHandle, comparison: answer.comparison });
			setContext('drydock.compared', true);
			await vscode.commands.executeCommand('drydock.comparison.open', { preserveFocus: true });
		});
	}

	#leave(): void {
		const { before, after } = this.#tree.shown ?? {};
		this.#tree.show(undefined);
		this.#handles.leave(before);
		this.#handles.leave(after);
		setContext('drydock.compared', false);
	}

	async #open(image: Named): Promise<ImageHandle> {
		const { dockerfile, target } = this.#pane.shown?.subject ?? {};
		const params: OpenImageParams =
			dockerfile === undefined ? image : { ...image, uri: this.#server.uriText(dockerfile), ...(target === undefined ? {} : { target }) };
		const answer = await this.#server.ask(openImage, params);
		if (answer.layers === undefined) throw new Error(answer.failure);
		return answer.image;
	}

	/** Among the images of the engine, or an archive; an engine that does not answer leaves the archive. */
	async #pick(title: string, but?: Named): Promise<Named | undefined> {
		const { images } = vscode.workspace.isTrusted ? await this.#server.ask(listImages, null) : { images: [] };
		const items: (vscode.QuickPickItem & { reference?: string })[] = images
			.filter(({ reference }) => but === undefined || !('reference' in but) || reference !== but.reference)
			.map(({ reference, id, size, created }) => ({ label: reference ?? id.slice(0, 19), description: `${size} · ${created}`, reference: reference ?? id }));
		items.push({ label: '$(archive) Image Archive…' });
		const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
		if (picked === undefined || picked.reference !== undefined) return picked?.reference === undefined ? undefined : { reference: picked.reference };
		const [file] = (await vscode.window.showOpenDialog({ title, openLabel: 'Compare' })) ?? [];
		return file && { archive: file.fsPath };
	}

	/** Both copies side by side, or the one there is. */
	async #openFile({ path, layerBefore, layerAfter }: FileDifference): Promise<void> {
		const shown = this.#tree.shown;
		if (shown === undefined) return;
		const left = layerBefore === undefined ? undefined : ImageFileSystem.uri({ image: shown.before, layer: layerBefore, path });
		const right = layerAfter === undefined ? undefined : ImageFileSystem.uri({ image: shown.after, layer: layerAfter, path });
		const { before, after } = shown.comparison;
		if (left !== undefined && right !== undefined) await vscode.commands.executeCommand('vscode.diff', left, right, `/${path} (${before} ↔ ${after})`);
		else await vscode.commands.executeCommand('vscode.open', left ?? right, { preview: true }, `/${path} (${left === undefined ? after : before})`);
	}
}

function nameOf(image: Named): string {
	return 'reference' in image ? image.reference : vscode.workspace.asRelativePath(image.archive);
}
