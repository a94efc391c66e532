import * as vscode from 'vscode';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { duration } from '../builds/buildRows.ts';
import type { LineSize } from './lineSizes.ts';
import type { LineTracker } from './lineTracker.ts';
import { escapeMarkdown, grouped, percent, plural } from './words.ts';

/** The image at hand as the lines of its Dockerfile see it. */
export interface ImageOnLines {
	readonly dockerfile: string;
	readonly reference: string;
	readonly totalSize: number;
	readonly layers: number;
	/** Of the base images, 0 to 1. */
	readonly baseShare: number;
	readonly sizes: readonly LineSize[];
}

/** The hover over the keyword of an instruction, and by setting a code lens over the last FROM: what the line holds of the image. */
export class LineFeatures implements vscode.Disposable, vscode.HoverProvider, vscode.CodeLensProvider {
	readonly #tracker: LineTracker;
	readonly #changes = new vscode.EventEmitter<void>();
	readonly #subscriptions: vscode.Disposable;
	#image: ImageOnLines | undefined;
	readonly onDidChangeCodeLenses = this.#changes.event;

	constructor(tracker: LineTracker) {
		this.#tracker = tracker;
		this.#subscriptions = vscode.Disposable.from(
			vscode.languages.registerHoverProvider('dockerfile', this),
			vscode.languages.registerCodeLensProvider('dockerfile', this),
			vscode.workspace.onDidChangeConfiguration(event => {
				if (event.affectsConfiguration('drydock.layers.codeLens')) this.#changes.fire();
			}),
			this.#changes,
		);
	}

	show(image: ImageOnLines | undefined): void {
		this.#image = image;
		this.#changes.fire();
	}

	provideHover(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.Hover | undefined {
		const image = this.#imageOf(document);
		const keyword = /^\s*[A-Za-z]+/.exec(document.lineAt(line).text)?.[0];
		if (image === undefined || keyword === undefined || character > keyword.length) return undefined;
		const size = image.sizes.find(each => this.#tracker.now(each.line) === line);
		if (size === undefined) return undefined;
		const text = new vscode.MarkdownString(lineDetails(size, image.reference));
		text.isTrusted = { enabledCommands: ['drydock.layers.showLayerOfLine'] };
		return new vscode.Hover(text, new vscode.Range(line, keyword.search(/\S/), line, keyword.length));
	}

	provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
		const image = this.#imageOf(document);
		if (image === undefined || !vscode.workspace.getConfiguration('drydock', document.uri).get<boolean>('layers.codeLens', false)) return [];
		const from = lastFrom(document);
		if (from === undefined) return [];
		const base = image.baseShare > 0 ? `, ${percent(image.baseShare)} of it the base image` : '';
		const title = `${image.reference}: ${plural(image.layers, 'layer')}, ${formatSize(image.totalSize)}${base}`;
		return [new vscode.CodeLens(document.lineAt(from).range, { title, command: 'drydock.layers.open' })];
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	#imageOf(document: vscode.TextDocument): ImageOnLines | undefined {
		return this.#image?.dockerfile === document.uri.toString() ? this.#image : undefined;
	}
}

/** Markdown. */
function lineDetails({ line, size, share, wasted, layers, approximate, time }: LineSize, reference: string): string {
	const facts = [
		`**${formatSize(size)}** (${grouped(size)} bytes), ${percent(share)} of ${escapeMarkdown(reference)}${layers > 1 ? `, ${plural(layers, 'layer')}` : ''}`,
	];
	if (wasted > 0) facts.push(`${formatSize(wasted)} wasted: later layers hide or delete it`);
	if (time !== undefined)
		facts.push(time.cached ? 'From the cache in the last build' : time.seconds === undefined ? 'Ran in the last build' : `Took ${duration(time.seconds)}`);
	if (approximate) facts.push('Which instruction made it is inferred.');
	facts.push(`[Show in the Layers view](command:drydock.layers.showLayerOfLine?${encodeURIComponent(JSON.stringify([line]))})`);
	return facts.join('  \n');
}

/** The FROM of the stage that is built. */
function lastFrom(document: vscode.TextDocument): number | undefined {
	for (let line = document.lineCount - 1; line >= 0; line--) if (/^\s*FROM\s/i.test(document.lineAt(line).text)) return line;
	return undefined;
}
