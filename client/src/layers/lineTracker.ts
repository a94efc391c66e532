import * as vscode from 'vscode';
import { type LineChange, type LineSize, movedLine } from './lineSizes.ts';

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

	/** Forgets what was followed. */
	follow(document: vscode.Uri | undefined): void {
		this.#document = document?.toString();
		this.#lines = new Map();
	}

	/** Lines that are where they were, unless they are followed already. */
	add(lines: Iterable<number>): void {
		for (const line of lines) if (!this.#lines.has(line)) this.#lines.set(line, line);
	}

	/** Where a line stands now; `undefined` if it is gone. */
	now(line: number): number | undefined {
		return this.#lines.get(line);
	}

	/** Where an instruction stands now. */
	range(document: vscode.TextDocument, { line, end }: Pick<LineSize, 'line' | 'end'>): vscode.Range | undefined {
		const first = this.now(line);
		if (first === undefined || first >= document.lineCount) return undefined;
		const last = Math.min(Math.max(first, this.now(end) ?? first), document.lineCount - 1);
		return new vscode.Range(first, 0, last, document.lineAt(last).text.length);
	}

	dispose(): void {
		this.#subscription.dispose();
	}
}

function lineChange({ range, text }: vscode.TextDocumentContentChangeEvent): LineChange {
	return { start: range.start.line, atLineStart: range.start.character === 0, end: range.end.line, inserted: text.split('\n').length - 1 };
}
