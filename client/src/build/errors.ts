import * as vscode from 'vscode';

/** What a build said about a Dockerfile: stands on the instruction until the text is edited or built again. */
export class BuildErrors implements vscode.Disposable {
	readonly #collection = vscode.languages.createDiagnosticCollection('drydock-build');
	readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
		if (contentChanges.length > 0) this.#collection.delete(document.uri);
	});

	clear(uri: vscode.Uri): void {
		this.#collection.delete(uri);
	}

	show(document: vscode.TextDocument, message: string, line: number | undefined): void {
		// An error of no line (a daemon that stopped, say) belongs to the whole build: the first line shows it.
		const at = Math.min(line ?? 0, document.lineCount - 1);
		const { firstNonWhitespaceCharacterIndex: start, text } = document.lineAt(at);
		const diagnostic = new vscode.Diagnostic(new vscode.Range(at, start, at, text.trimEnd().length), message, vscode.DiagnosticSeverity.Error);
		diagnostic.source = 'drydock';
		diagnostic.code = 'build';
		this.#collection.set(document.uri, [diagnostic]);
	}

	dispose(): void {
		this.#subscription.dispose();
		this.#collection.dispose();
	}
}
