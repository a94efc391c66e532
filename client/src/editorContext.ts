import * as vscode from 'vscode';

/** Context keys of the extension: what menus, views and their welcome texts depend on. */
export type ContextKey =
	/** The extension has work: a Dockerfile was opened, or a command of ours was used. The views exist from here on. */
	| 'drydock.active'
	/** Which state the layer pane is in. */
	| 'drydock.layers.state'
	/** The engine that did not answer: docker, podman, nerdctl or engine. */
	| 'drydock.layers.engine'
	/** Files are filtered. */
	| 'drydock.layers.filtered'
	/** The image is there for several platforms. */
	| 'drydock.layers.platforms'
	/** How the pane lists: the newest layer first, with instructions that made no layer, files by name, lines in colour. */
	| 'drydock.layers.reversed'
	| 'drydock.layers.withEmpty'
	| 'drydock.layers.byName'
	| 'drydock.layers.heatMap'
	/** Two images are compared. */
	| 'drydock.compared'
	/** A build is running. */
	| 'drydock.building'
	/** A build was started in this workspace before, so that it can be started again. */
	| 'drydock.builtBefore';

export function setContext(key: ContextKey, value: string | boolean): void {
	void vscode.commands.executeCommand('setContext', key, value);
}

export function isDockerfile(document: vscode.TextDocument): boolean {
	return document.languageId === 'dockerfile';
}

/** The Dockerfile a command is about: the one it was invoked on, else the active one, else the only one on the screen. */
export async function dockerfileAtHand(target?: unknown): Promise<vscode.TextDocument | undefined> {
	if (target instanceof vscode.Uri) return vscode.workspace.openTextDocument(target);
	const active = vscode.window.activeTextEditor?.document;
	if (active !== undefined && isDockerfile(active)) return active;
	const visible = vscode.window.visibleTextEditors.map(({ document }) => document).filter(isDockerfile);
	return visible.length === 1 ? visible[0] : undefined;
}

/** The editor that shows a document, if one does. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
	return vscode.window.visibleTextEditors.find(editor => editor.document === document);
}

/** Said where a command needs a Dockerfile and there is none. */
export function sayNoDockerfile(): void {
	void vscode.window.showInformationMessage('Open a Dockerfile first, then run this command again.');
}
