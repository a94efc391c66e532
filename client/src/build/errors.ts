import * as vscode from 'vscode';

/** What a failed build said. */
export interface BuildError {
	readonly message: string;
	/** Zero-based. */
	readonly line: number | undefined;
	/** What it printed last. */
	readonly output: readonly string[];
}

/** What a build said about a Dockerfile: stands on the instruction until the text is edited or built again. */
export class BuildErrors implements vscode.Disposable, vscode.CodeActionProvider {
	readonly #collection = vscode.languages.createDiagnosticCollection('drydock-build');
	readonly #subscriptions = vscode.Disposable.from(
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (contentChanges.length > 0) this.#collection.delete(document.uri);
		}),
		vscode.languages.registerCodeActionsProvider('dockerfile', this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
	);

	clear(uri: vscode.Uri): void {
		this.#collection.delete(uri);
	}

	show(document: vscode.TextDocument, { message, line, output }: BuildError): void {
		// An error of no line (a daemon that stopped, say) belongs to the whole build: the first line shows it.
		const at = Math.min(line ?? 0, document.lineCount - 1);
		const { firstNonWhitespaceCharacterIndex: start, text } = document.lineAt(at);
		const range = new vscode.Range(at, start, at, text.trimEnd().length);
		const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
		diagnostic.source = 'drydock';
		diagnostic.code = 'build';
		diagnostic.relatedInformation = output.map(said => new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, range), said));
		this.#collection.set(document.uri, [diagnostic]);
	}

	provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
		return (this.#collection.get(document.uri) ?? [])
			.filter(diagnostic => diagnostic.range.intersection(range) !== undefined)
			.flatMap(diagnostic =>
				remedies(diagnostic.message).map(({ title, command, args }) => {
					const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
					action.diagnostics = [diagnostic];
					action.command = { title, command, arguments: args(document) };
					return action;
				}),
			);
	}

	dispose(): void {
		this.#subscriptions.dispose();
		this.#collection.dispose();
	}
}

interface Remedy {
	readonly title: string;
	readonly command: string;
	args(document: vscode.TextDocument): unknown[];
}

/** What helps against what builders say. */
const known: readonly (readonly [RegExp, Remedy])[] = [
	[/not found|no such file|\.dockerignore/i, { title: 'Open .dockerignore', command: 'drydock.build.openIgnoreFile', args: ({ uri }) => [uri] }],
	[/secret|target stage|build arg/i, { title: 'Choose Secrets, Stage and Arguments', command: 'drydock.build', args: ({ uri }) => [uri] }],
	[/no space left/i, { title: 'Show What the Engine Keeps on the Disk', command: 'drydock.build.showDiskUse', args: () => [] }],
];

const always: Remedy = { title: 'Build Again', command: 'drydock.buildAgain', args: () => [] };

function remedies(message: string): Remedy[] {
	return [...known.flatMap(([pattern, remedy]) => (pattern.test(message) ? [remedy] : [])), always];
}
