import * as vscode from 'vscode';
import { type CacheForecast, cacheForecast } from '../../../server/src/protocol/history.ts';
import { isDockerfile } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { escapeMarkdown } from '../layers/words.ts';
import { forecastText, savingText } from './buildRows.ts';

const moveCommand = 'drydock.moveCopyLower';
/** Nobody reads it while typing. */
const pauseMs = 400;
/** The server looks at the files of the context again after 3 s. */
const filesPauseMs = 3_200;

/** What the next build will run again, before it is started: in the status bar or above the first such line. */
export class ForecastDisplay implements vscode.Disposable, vscode.CodeLensProvider {
	readonly #server: Server;
	readonly #item = vscode.window.createStatusBarItem('drydock.forecast', vscode.StatusBarAlignment.Right, 90);
	readonly #changes = new vscode.EventEmitter<void>();
	readonly #disposables: vscode.Disposable;
	#timer: NodeJS.Timeout | undefined;
	#filesTimer: NodeJS.Timeout | undefined;
	#asking: vscode.CancellationTokenSource | undefined;
	#known: { readonly uri: string; readonly version: number; readonly forecast: CacheForecast } | undefined;
	readonly onDidChangeCodeLenses = this.#changes.event;

	constructor(server: Server) {
		this.#server = server;
		this.#item.name = 'Drydock: Next Build';
		this.#item.command = 'drydock.build';
		const files = vscode.workspace.createFileSystemWatcher('**/*');
		const filesChanged = (): void => this.#filesChanged();
		this.#disposables = vscode.Disposable.from(
			this.#item,
			this.#changes,
			files,
			files.onDidChange(filesChanged),
			files.onDidCreate(filesChanged),
			files.onDidDelete(filesChanged),
			vscode.languages.registerCodeLensProvider('dockerfile', this),
			server.onDidChangeState(() => this.refresh()),
			vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.#document && this.refresh()),
			vscode.workspace.onDidSaveTextDocument(() => this.refresh()),
			vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('drydock.build.forecast') && this.refresh()),
		);
	}

	/** Asks after a pause, and once more when the server looks at files again. */
	refresh(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#ask(), pauseMs);
		this.#filesChanged();
	}

	#filesChanged(): void {
		clearTimeout(this.#filesTimer);
		this.#filesTimer = setTimeout(() => void this.#ask(), filesPauseMs);
	}

	provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
		const known = this.#known;
		if (known === undefined || known.uri !== document.uri.toString() || known.version !== document.version || place(document) !== 'codeLens') return [];
		const line = Math.min(known.forecast.lines[0] ?? 0, document.lineCount - 1);
		const title = `The next build ${forecastText(known.forecast)}`;
		const lens = new vscode.CodeLens(document.lineAt(line).range, { title, tooltip: known.forecast.reason, command: 'drydock.build' });
		const { saving } = known.forecast;
		if (saving === undefined) return [lens];
		return [lens, new vscode.CodeLens(lens.range, { title: savingText(saving), command: moveCommand, arguments: [saving.line] })];
	}

	dispose(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#filesTimer);
		this.#asking?.dispose();
		this.#disposables.dispose();
	}

	get #document(): vscode.TextDocument | undefined {
		const document = vscode.window.activeTextEditor?.document;
		return document !== undefined && isDockerfile(document) && document.uri.scheme === 'file' ? document : undefined;
	}

	async #ask(): Promise<void> {
		this.#asking?.cancel();
		const document = this.#document;
		if (document === undefined || place(document) === 'off') {
			this.#show(undefined, undefined);
			return;
		}
		// A server that is not running yet is started by what needs it; this does not.
		if (this.#server.state !== 'running') return;
		const asking = new vscode.CancellationTokenSource();
		this.#asking = asking;
		const { version } = document;
		// Comfort, nothing more: where it cannot be told, nothing is said.
		const forecast = await this.#server.ask(cacheForecast, { uri: this.#server.uriText(document.uri) }, asking.token).catch(() => null);
		if (asking.token.isCancellationRequested || document.version !== version) return;
		this.#show(document, forecast ?? undefined);
	}

	#show(document: vscode.TextDocument | undefined, forecast: CacheForecast | undefined): void {
		this.#known = document && forecast && { uri: document.uri.toString(), version: document.version, forecast };
		this.#changes.fire();
		if (document === undefined || forecast === undefined || place(document) !== 'statusBar') {
			this.#item.hide();
			return;
		}
		this.#item.text = `$(history) ${forecastText(forecast)}`;
		this.#item.tooltip = tooltip(forecast);
		const { saving } = forecast;
		this.#item.accessibilityInformation = { label: `The next build ${forecastText(forecast)}${saving === undefined ? '' : `. ${savingText(saving)}`}` };
		this.#item.show();
	}
}

function tooltip(forecast: CacheForecast): vscode.MarkdownString {
	const text = new vscode.MarkdownString(`The next build ${forecastText(forecast)}.\n\n${escapeMarkdown(forecast.reason)}`);
	if (forecast.saving === undefined) return text;
	const { line } = forecast.saving;
	text.appendMarkdown(`\n\n${savingText(forecast.saving)}: [Move COPY Lower](command:${moveCommand}?${encodeURIComponent(JSON.stringify([line]))})`);
	text.isTrusted = { enabledCommands: [moveCommand] };
	return text;
}

function place(document: vscode.TextDocument): string {
	return vscode.workspace.getConfiguration('drydock', document.uri).get<string>('build.forecast', 'statusBar');
}
