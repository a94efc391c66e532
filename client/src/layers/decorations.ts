import * as vscode from 'vscode';
import type { LineSize } from './lineSizes.ts';
import type { LineTracker } from './lineTracker.ts';

/** Sizes of layers, after the lines of the Dockerfile that made them. */
export class LineDecorations implements vscode.Disposable {
	readonly #tracker: LineTracker;
	readonly #type = vscode.window.createTextEditorDecorationType({
		after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('editorCodeLens.foreground'), fontStyle: 'normal' },
		// What is typed at the end of the line belongs to the line, not to the size.
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	readonly #subscriptions: vscode.Disposable;
	#document: string | undefined;
	#sizes: readonly LineSize[] = [];

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

	dispose(): void {
		this.#subscriptions.dispose();
		this.#type.dispose();
	}

	#draw(): void {
		for (const editor of vscode.window.visibleTextEditors) {
			const { document } = editor;
			const wanted =
				document.uri.toString() === this.#document && vscode.workspace.getConfiguration('drydock', document.uri).get<boolean>('layers.decorations', true);
			editor.setDecorations(this.#type, wanted ? this.#sizes.flatMap(size => this.#decoration(document, size)) : []);
		}
	}

	#decoration(document: vscode.TextDocument, { line, text }: LineSize): vscode.DecorationOptions[] {
		const now = this.#tracker.now(line);
		if (now === undefined || now >= document.lineCount) return [];
		const end = document.lineAt(now).range.end;
		return [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } }];
	}
}
