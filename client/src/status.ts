import * as vscode from 'vscode';
import type { Server } from './languageClient.ts';

const selector: vscode.DocumentSelector = { language: 'dockerfile' };

/** What stands behind `{}` of the language bar for the current Dockerfile: how many findings, or why there are none. */
export function fileStatus(server: Server): vscode.Disposable {
	const item = vscode.languages.createLanguageStatusItem('drydock.status', selector);
	item.name = 'Drydock';
	const show = (): void => render(item, server);
	show();
	return vscode.Disposable.from(
		item,
		server.onDidChangeState(show),
		vscode.window.onDidChangeActiveTextEditor(show),
		vscode.languages.onDidChangeDiagnostics(({ uris }) => {
			const active = vscode.window.activeTextEditor?.document.uri.toString();
			if (uris.some(uri => uri.toString() === active)) show();
		}),
		vscode.workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration('drydock')) show();
		}),
	);
}

function render(item: vscode.LanguageStatusItem, server: Server): void {
	item.busy = server.state === 'starting';
	item.severity = vscode.LanguageStatusSeverity.Information;
	item.detail = 'Drydock';
	item.command = { command: 'drydock.showLog', title: 'Show Log' };
	if (server.state === 'failed' || server.state === 'stopped') {
		item.text = 'Not running';
		item.severity = vscode.LanguageStatusSeverity.Error;
		item.command = { command: 'drydock.restartServer', title: 'Restart' };
		return;
	}
	const document = vscode.window.activeTextEditor?.document;
	if (!vscode.workspace.getConfiguration('drydock', document?.uri).get<boolean>('enable', true)) {
		item.text = 'Switched off by drydock.enable';
		return;
	}
	if (server.state === 'starting') {
		item.text = 'Starting';
		return;
	}
	const found = document === undefined ? [] : vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'drydock');
	item.text = found.length === 0 ? 'No findings' : `${found.length} finding${found.length === 1 ? '' : 's'}`;
	if (found.some(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)) item.severity = vscode.LanguageStatusSeverity.Warning;
	if (!vscode.workspace.isTrusted) item.detail = 'Drydock: restricted mode, no builds and no look-ups';
	if (found.length > 0) item.command = { command: 'workbench.actions.view.problems', title: 'Show Problems' };
}
