import * as vscode from 'vscode';
import { heatOf, type LineSize, lineText } from './lineSizes.ts';
import type { LineTracker } from './lineTracker.ts';

/** Sizes of layers after the lines of the Dockerfile that made them, and on demand the lines in the colour of their share. */
export class LineDecorations implements vscode.Disposable {
	readonly #tracker: LineTracker;
	readonly #text = vscode.window.createTextEditorDecorationType({
		after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('descriptionForeground'), fontStyle: 'normal' },
		// What is typed at the end of the line belongs to the line, not to the size.
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	/** Colours are contributed in package.json, so that themes and people can set them. */
	readonly #heat = [1, 2, 3, 4].map(level => {
		const color = new vscode.ThemeColor(`drydock.heat${level}Background`);
		return vscode.window.createTextEditorDecorationType({
			isWholeLine: true,
			backgroundColor: color,
			overviewRulerColor: color,
			overviewRulerLane: vscode.OverviewRulerLane.Right,
		});
	});
	readonly #subscriptions: vscode.Disposable;
	#document: string | undefined;
	#sizes: readonly LineSize[] = [];
	#withHeat = false;

	constructor(tracker: LineTracker) {
		this.#tracker = tracker;
		this.#subscriptions = vscode.Disposable.from(
			vscode.window.onDidChangeVisibleTextEditors(() => this.#draw()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => {
				if (document.uri.toString() === this.#document) this.#draw();
			}),
			vscode.workspace.onDidChangeConfiguration(event => {
				if (event.affectsConfiguration('drydock.layers.decorations')) this.#draw();
			}),
		);
	}

	show(document: vscode.Uri | undefined, sizes: readonly LineSize[]): void {
		this.#document = document?.toString();
		this.#sizes = sizes;
		this.#draw();
	}

	set heatMap(on: boolean) {
		this.#withHeat = on;
		this.#draw();
	}

	dispose(): void {
		vscode.Disposable.from(this.#subscriptions, this.#text, ...this.#heat).dispose();
	}

	#draw(): void {
		for (const editor of vscode.window.visibleTextEditors) {
			const { document } = editor;
			const isOurs = document.uri.toString() === this.#document;
			const withText = isOurs && vscode.workspace.getConfiguration('drydock', document.uri).get<boolean>('layers.decorations', true);
			editor.setDecorations(this.#text, withText ? this.#sizes.flatMap(size => this.#textAfter(document, size)) : []);
			for (const [level, type] of this.#heat.entries()) {
				const hot = isOurs && this.#withHeat ? this.#sizes.filter(({ share }) => heatOf(share) === level + 1) : [];
				editor.setDecorations(
					type,
					hot.flatMap(size => this.#tracker.range(document, size) ?? []),
				);
			}
		}
	}

	#textAfter(document: vscode.TextDocument, size: LineSize): vscode.DecorationOptions[] {
		const lines = this.#tracker.range(document, size);
		if (lines === undefined) return [];
		const end = document.lineAt(lines.start.line).range.end;
		return [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText: lineText(size) } } }];
	}
}
