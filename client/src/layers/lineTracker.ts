import * as vscode from 'vscode';
import { type LineChange, movedLine } from './lineSizes.ts';

/** Lines of a document, followed through its edits. */
export class LineTracker implements vscode.Disposable {
	readonly #subscription: vscode.Disposable;
	#document: string | undefined;
	/** From the line an image was aligned with to where it stands now; `undefined`: deleted. */
	#lines = new Map<number, number | undefined>();

	constructor() {
		this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (document.uri.toString() !== this.#document) return;
			// Changes of one event are in the coordinates before it: from the bottom up none moves another.
			const changes = contentChanges.map(lineChange).sort((a, b) => b.start - a.start);
			for (const [line, now] of this.#lines) {
				this.#lines.set(
					line,
					changes.reduce<number | undefined>((at, change) => (at === undefined ? undefined : movedLine(at, change)), now),
				);
			}
		});
	}

	follow(document: vscode.Uri | undefined, lines: Iterable<number>): void {
		this.#document = document?.toString();
		this.#lines = new Map([...lines].map(line => [line, line]));
	}

	/** Where a line stands now; `undefined` if it is gone. */
	now(line: number): number | undefined {
		return this.#lines.get(line);
	}

	dispose(): void {
		this.#subscription.dispose();
	}
}

function lineChange({ range, text }: vscode.TextDocumentContentChangeEvent): LineChange {
	return { start: range.start.line, atLineStart: range.start.character === 0, end: range.end.line, inserted: text.split('\n').length - 1 };
}
