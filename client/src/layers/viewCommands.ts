import * as vscode from 'vscode';
import type { PaneNode } from './nodes.ts';
import type { LayersPane } from './pane.ts';
import type { PaneOptions } from './paneOptions.ts';
import { filterHelp, typedFilter } from './typedFilter.ts';

/** Commands about what the pane shows, and between it and the lines of the Dockerfile. */
export function viewCommands(pane: LayersPane): vscode.Disposable {
	const command = (name: string, run: (target: unknown) => unknown): vscode.Disposable => vscode.commands.registerCommand(`drydock.layers.${name}`, run);
	const option = (name: string, change: Partial<PaneOptions>): vscode.Disposable => command(name, () => pane.setOptions(change));
	return vscode.Disposable.from(
		option('newestFirst', { reversed: true }),
		option('oldestFirst', { reversed: false }),
		option('showEmpty', { withEmpty: true }),
		option('hideEmpty', { withEmpty: false }),
		option('sortByName', { byName: true }),
		option('sortBySize', { byName: false }),
		command('toggleHeatMap', () => pane.setOptions({ heatMap: !pane.options.heatMap })),
		command('filter', () => askFilter(pane)),
		command('clearFilter', () => pane.setFilter('', undefined)),
		command('showMore', target => pane.tree.showMore(target as PaneNode)),
		command('goToLine', target => pane.goToLine((target ?? pane.view.selection[0]) as Parameters<LayersPane['goToLine']>[0])),
		command('choosePlatform', () => choosePlatform(pane)),
		command('showLayerOfLine', line => showLayerOfLine(pane, line)),
	);
}

async function askFilter(pane: LayersPane): Promise<void> {
	const typed = await vscode.window.showInputBox({
		title: 'Filter Files',
		prompt: filterHelp,
		placeHolder: '*.log >1MB is:added',
		value: pane.filter,
	});
	if (typed !== undefined) await pane.setFilter(typed, typedFilter(typed));
}

async function choosePlatform(pane: LayersPane): Promise<void> {
	const { shown } = pane;
	if (shown === undefined) return;
	const items = shown.platforms.map(label => ({ label, description: label === shown.layers.platform ? 'shown now' : '' }));
	const picked = await vscode.window.showQuickPick(items, { title: `Platforms of ${shown.layers.reference}` });
	if (picked !== undefined) await pane.open({ ...shown.subject, platform: picked.label });
}

/** `built`: a line as it was when the image was built; without it the cursor says. */
async function showLayerOfLine(pane: LayersPane, built: unknown): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const node = typeof built === 'number' ? pane.tree.rowAt(built) : editor && pane.rowAt(editor.document, editor.selection.active.line);
	if (node === undefined) {
		const why = pane.shown === undefined ? 'No image is shown. Build it, or open a local image first.' : 'This line made no layer of the image that is shown.';
		void vscode.window.showInformationMessage(why);
		return;
	}
	await pane.view.reveal(node, { select: true, focus: true });
}
