import * as vscode from 'vscode';
import { type ImageHandle, readImageFile } from '../../../server/src/protocol/index.ts';
import type { Server } from '../languageClient.ts';

export const imageScheme = 'drydock-image';

/** A file as one layer of an open image has it. */
export interface FileInImage {
	readonly image: ImageHandle;
	readonly layer: number;
	readonly path: string;
}

/** The image that a file is in; `undefined` for any other document. */
export function imageOf(uri: vscode.Uri): ImageHandle | undefined {
	return uri.scheme === imageScheme ? (new URLSearchParams(uri.query).get('image') ?? undefined) : undefined;
}

/** What was read last: the editor asks for a file's state and then for its content. */
const keptContents = 8;

/** Files of image layers, for reading only: any editor of VS Code can open them. */
export class ImageFileSystem implements vscode.FileSystemProvider {
	readonly #server: Server;
	readonly #contents = new Map<string, Promise<Uint8Array>>();
	readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly onDidChangeFile = this.#changes.event;

	constructor(server: Server) {
		this.#server = server;
	}

	static register(server: Server): vscode.Disposable {
		return vscode.workspace.registerFileSystemProvider(imageScheme, new ImageFileSystem(server), { isReadonly: true, isCaseSensitive: true });
	}

	/** The layer is part of the name that editors show: two copies of one file are told apart by it. */
	static uri({ image, layer, path }: FileInImage): vscode.Uri {
		return vscode.Uri.from({ scheme: imageScheme, path: `/${path}`, query: `image=${image}&layer=${layer}` });
	}

	watch(): vscode.Disposable {
		return new vscode.Disposable(() => undefined);
	}

	async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
		const { byteLength } = await this.readFile(uri);
		return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: byteLength, permissions: vscode.FilePermission.Readonly };
	}

	readFile(uri: vscode.Uri): Promise<Uint8Array> {
		const key = uri.toString();
		const known = this.#contents.get(key);
		if (known !== undefined) return known;
		const content = this.#read(uri);
		content.catch(() => this.#contents.delete(key));
		const [oldest] = this.#contents.keys();
		if (oldest !== undefined && this.#contents.size >= keptContents) this.#contents.delete(oldest);
		this.#contents.set(key, content);
		return content;
	}

	async #read(uri: vscode.Uri): Promise<Uint8Array> {
		const image = imageOf(uri);
		if (image === undefined) throw vscode.FileSystemError.FileNotFound(uri);
		const answer = await this.#server.ask(readImageFile, { image, layer: Number(new URLSearchParams(uri.query).get('layer')), path: uri.path.slice(1) });
		if (answer.failure !== undefined) throw vscode.FileSystemError.Unavailable(answer.failure);
		return Uint8Array.from(atob(answer.content), character => character.charCodeAt(0));
	}

	readDirectory(): never {
		throw vscode.FileSystemError.NoPermissions('Folders of an image are listed in the layer pane.');
	}

	createDirectory(): never {
		throw readOnly();
	}

	writeFile(): never {
		throw readOnly();
	}

	delete(): never {
		throw readOnly();
	}

	rename(): never {
		throw readOnly();
	}
}

function readOnly(): vscode.FileSystemError {
	return vscode.FileSystemError.NoPermissions('A layer never changes.');
}
