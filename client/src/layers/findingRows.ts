import * as vscode from 'vscode';
import type { ImageFinding } from '../../../server/src/protocol/files.ts';
import type { FileText } from './fileRows.ts';
import { plural } from './words.ts';

export const findingIcons: Readonly<Record<ImageFinding['severity'], vscode.ThemeIcon>> = {
	error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
	warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
	info: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
	hint: new vscode.ThemeIcon('lightbulb'),
};

const titles: Readonly<Record<ImageFinding['kind'], string>> = {
	'secret-in-history': 'Secret in the history',
	'secret-in-environment': 'Secret in the environment',
	'secret-in-label': 'Secret in a label',
	'private-key': 'Private key',
	'credential-file': 'File for credentials',
	'secret-in-file': 'Secret in a file',
	'git-folder': 'History of the source',
	setuid: 'Rights of another',
	'world-writable': 'Writable for everybody',
	'package-cache': 'Cache of a package manager',
	'same-content': 'Same content twice',
};

/** `layer`: how the pane calls the layer; '' for the configuration. */
export function findingText({ kind, severity, message, recoverable, fromBase }: ImageFinding, layer: string): FileText {
	const where = [layer, fromBase ? 'base image' : '', recoverable ? 'recoverable' : ''].filter(text => text !== '').join(' · ');
	const label = titles[kind];
	const description = where === '' ? message : `${where} · ${message}`;
	return {
		label,
		description,
		tooltip: `${label}\n${message}${where === '' ? '' : `\n${where}`}`,
		spoken: [severity, label, where, message].filter(text => text !== '').join(', '),
	};
}

/** The row above all findings, by how grave they are. */
export function findingsItem(findings: readonly ImageFinding[]): vscode.TreeItem {
	const count = (severity: ImageFinding['severity']): number => findings.filter(finding => finding.severity === severity).length;
	const [errors, warnings] = [count('error'), count('warning')];
	const others = findings.length - errors - warnings;
	const item = new vscode.TreeItem('Findings', errors > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
	item.id = 'findings';
	item.description = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : '', others > 0 ? `${others} more` : '']
		.filter(text => text !== '')
		.join(' · ');
	item.iconPath = findingIcons[errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'info'];
	item.contextValue = 'findings';
	item.tooltip = 'Secrets, keys, rights and leftovers in the layers and the configuration';
	return item;
}
