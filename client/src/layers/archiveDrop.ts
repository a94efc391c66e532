import * as vscode from 'vscode';
import type { PaneNode } from './nodes.ts';

/** An image archive that is dropped on the pane is opened. Nothing is dragged out of it. */
export const archiveDrop: vscode.TreeDragAndDropController<PaneNode> = {
	dragMimeTypes: [],
	dropMimeTypes: ['text/uri-list'],
	async handleDrop(_target, data) {
		const [first] = ((await data.get('text/uri-list')?.asString()) ?? '').split(/\r?\n/);
		if (first !== undefined && first !== '') await vscode.commands.executeCommand('drydock.openArchive', vscode.Uri.parse(first, true));
	},
};
