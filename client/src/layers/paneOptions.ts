import type * as vscode from 'vscode';
import { setContext } from '../editorContext.ts';

/** How the pane lists layers and files; remembered over restarts. */
export interface PaneOptions {
	/** The newest layer first. */
	readonly reversed: boolean;
	/** Instructions that made no layer are rows too. */
	readonly withEmpty: boolean;
	/** Files by name instead of by size. */
	readonly byName: boolean;
	/** Lines of the Dockerfile in the colour of their share. */
	readonly heatMap: boolean;
}

const key = 'drydock.layers.options';

export function rememberedOptions(memento: vscode.Memento): PaneOptions {
	const options = { reversed: false, withEmpty: false, byName: false, heatMap: false, ...memento.get<Partial<PaneOptions>>(key) };
	tellMenus(options);
	return options;
}

export async function rememberOptions(memento: vscode.Memento, options: PaneOptions): Promise<void> {
	tellMenus(options);
	await memento.update(key, options);
}

function tellMenus({ reversed, withEmpty, byName, heatMap }: PaneOptions): void {
	setContext('drydock.layers.reversed', reversed);
	setContext('drydock.layers.withEmpty', withEmpty);
	setContext('drydock.layers.byName', byName);
	setContext('drydock.layers.heatMap', heatMap);
}
