import { type Connection, DiagnosticSeverity } from 'vscode-languageserver';
import { source } from './convert.ts';
import type { ConfigurationProblem } from './host.ts';

/**
 * Shows what is wrong in configuration files at the place where it stands. Nobody pulls diagnostics of those files from us, so they are
 * pushed whatever the client does for Dockerfiles.
 */
export class ConfigProblems {
	readonly #connection: Connection;
	readonly #ofDocument = new Map<string, readonly ConfigurationProblem[]>();
	/** What was pushed for each file. */
	readonly #pushed = new Map<string, string>();
	readonly #said = new Set<string>();

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** What a document's configuration has wrong; it replaces what was said of it before. */
	async set(documentUri: string, problems: readonly ConfigurationProblem[]): Promise<void> {
		if (problems.length === 0 && !this.#ofDocument.has(documentUri)) return;
		if (problems.length === 0) this.#ofDocument.delete(documentUri);
		else this.#ofDocument.set(documentUri, problems);
		for (const problem of problems) await this.#sayOnce(problem);
		await this.#push();
	}

	/** A file that cannot be read has no place to show it: a person has to hear it. */
	async #sayOnce({ uri, range, message }: ConfigurationProblem): Promise<void> {
		const text = range ? `${uri}:${range.start.line + 1}:${range.start.character + 1}: ${message}` : message;
		if (this.#said.has(text)) return;
		this.#said.add(text);
		this.#connection.console.warn(text);
		if (!range) this.#connection.window.showWarningMessage(message);
	}

	async #push(): Promise<void> {
		const files = new Map([...this.#pushed.keys()].map(uri => [uri, new Map<string, ConfigurationProblem>()]));
		for (const problem of [...this.#ofDocument.values()].flat()) {
			const found = files.get(problem.uri) ?? new Map<string, ConfigurationProblem>();
			if (problem.range) files.set(problem.uri, found.set(JSON.stringify(problem), problem));
		}
		for (const [uri, problems] of files) {
			const diagnostics = [...problems.values()].flatMap(({ range, message }) =>
				range ? [{ range, message, severity: DiagnosticSeverity.Warning, source }] : [],
			);
			const content = JSON.stringify(diagnostics);
			if (content === (this.#pushed.get(uri) ?? '[]')) continue;
			this.#pushed.set(uri, content);
			await this.#connection.sendDiagnostics({ uri, diagnostics });
		}
	}
}
