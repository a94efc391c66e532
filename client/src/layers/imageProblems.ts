import * as vscode from 'vscode';
import type { ImageFinding } from '../../../server/src/protocol/files.ts';
import type { ImageLayers } from '../../../server/src/protocol/layers.ts';

const severities: Readonly<Record<ImageFinding['severity'], vscode.DiagnosticSeverity>> = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	info: vscode.DiagnosticSeverity.Information,
	hint: vscode.DiagnosticSeverity.Hint,
};

/** By setting: what was found in the image, on the lines of the Dockerfile that made it. Gone as soon as the text is edited. */
export class ImageProblems implements vscode.Disposable {
	readonly #collection = vscode.languages.createDiagnosticCollection('drydock-image');
	readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
		if (contentChanges.length > 0) this.#collection.delete(document.uri);
	});

	show(dockerfile: vscode.Uri | undefined, layers: ImageLayers, findings: readonly ImageFinding[]): void {
		this.#collection.clear();
		if (dockerfile === undefined || !vscode.workspace.getConfiguration('drydock', dockerfile).get<boolean>('layers.problems', false)) return;
		const real = layers.rows.filter(({ empty }) => !empty);
		const diagnostics = findings.flatMap(({ kind, severity, message, layer, ordinal }) => {
			const row = ordinal === undefined ? real[layer ?? -1] : layers.rows[ordinal - 1];
			if (row?.line === undefined) return [];
			const diagnostic = new vscode.Diagnostic(new vscode.Range(row.line.start, 0, row.line.end, 10_000), message, severities[severity]);
			diagnostic.source = 'drydock';
			diagnostic.code = `image: ${kind}`;
			return [diagnostic];
		});
		this.#collection.set(dockerfile, diagnostics);
	}

	clear(): void {
		this.#collection.clear();
	}

	dispose(): void {
		this.#subscription.dispose();
		this.#collection.dispose();
	}
}
