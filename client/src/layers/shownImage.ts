import * as vscode from 'vscode';
import type { ImageSummary } from '../../../server/src/protocol/files.ts';
import type { ImageHandle, ImageLayers } from '../../../server/src/protocol/layers.ts';
import type { StepTime } from './stepTimes.ts';

/** An image to show, and the Dockerfile that may have made it. */
export interface PaneSubject {
	readonly image: { readonly reference: string } | { readonly archive: string };
	readonly dockerfile: vscode.Uri | undefined;
	/** The stage that was built, where it is not the last one. */
	readonly target?: string | undefined;
	/** `os/architecture[/variant]`, of an image that has several. */
	readonly platform?: string;
}

/** An image that is open in the pane. */
export interface ShownImage {
	readonly subject: PaneSubject;
	readonly layers: ImageLayers;
	readonly image: ImageHandle;
	readonly platforms: readonly string[];
	/** The Dockerfile as it was when the image was opened. */
	readonly text: readonly string[];
	/** Once its files were read. */
	readonly summary: ImageSummary | undefined;
	/** Once its build was looked up. */
	readonly times?: ReadonlyMap<number, StepTime>;
}

/** A Dockerfile that has gone meanwhile only takes its lines with it. */
export async function linesOf(dockerfile: vscode.Uri | undefined): Promise<readonly string[]> {
	if (dockerfile === undefined) return [];
	return vscode.workspace.openTextDocument(dockerfile).then(
		document => document.getText().split(/\r?\n/),
		() => [],
	);
}
