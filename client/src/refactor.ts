import * as vscode from 'vscode';
import type { DocumentVersion } from '../../server/src/protocol/message.ts';
import {
	type ApplyResult,
	applyRefactoring,
	type BatchResult,
	fixAllIn,
	pinAll,
	type RefactoringOffer,
	refactoringsOf,
} from '../../server/src/protocol/requests.ts';
import { dockerfileAtHand, editorOf, sayNoDockerfile } from './editorContext.ts';
import type { Server } from './languageClient.ts';
import { type Log, messageOf, sayFailure } from './log.ts';

/** Palette commands over one refactoring each: command, refactoring, and what to say where there is nothing to do. */
const refactorings = [
	{ command: 'drydock.convertToMultiStage', id: 'convert-to-multi-stage', nothing: 'This Dockerfile has no stage that could be split.' },
	{ command: 'drydock.moveCopyLower', id: 'move-copy-lower', nothing: 'No COPY of the whole context stands before a dependency install here.' },
	{ command: 'drydock.replaceSecret', id: 'replace-secret', nothing: 'No ENV or ARG here holds a secret.' },
] as const;

/** The commands that change the text. */
export function refactorCommands(server: Server, log: Log): vscode.Disposable {
	return vscode.Disposable.from(
		...refactorings.map(({ command, id, nothing }) =>
			vscode.commands.registerCommand(command, (line?: unknown) => guarded(log, () => applyOne(server, log, { id, nothing, line }))),
		),
		vscode.commands.registerCommand('drydock.fixAll', () => guarded(log, () => applyAll(server, log, fixAllIn, 'Nothing to fix here without a look at it.'))),
		vscode.commands.registerCommand('drydock.pinAll', () => guarded(log, () => applyAll(server, log, pinAll, 'Every image reference is pinned already.'))),
	);
}

async function guarded(log: Log, run: () => Promise<void>): Promise<void> {
	try {
		await run();
	} catch (error) {
		void sayFailure(log, messageOf(error), { Retry: () => void guarded(log, run) });
	}
}

/** `line`: where it was asked for, if not at the cursor. */
async function applyOne(server: Server, log: Log, { id, nothing, line }: { id: string; nothing: string; line: unknown }): Promise<void> {
	const document = await dockerfileAtHand();
	if (document === undefined) return sayNoDockerfile();
	const at = versionOf(server, document);
	const offers = await server.ask(refactoringsOf, { ...at, id });
	const possible = offers.filter(({ disabled }) => disabled === undefined);
	if (possible.length === 0) {
		const reasons = offers.flatMap(({ disabled, line: at }) => (disabled === undefined ? [] : [`Line ${at + 1}: ${disabled}`]));
		void vscode.window.showInformationMessage(reasons.length === 0 ? nothing : reasons.join(' '));
		return;
	}
	const offer = await chosen(document, possible, line);
	if (offer === undefined) return;
	const result = await server.ask(applyRefactoring, { ...at, id: offer.id, line: offer.line });
	sayResult(document, log, offer, result);
}

/** The one of the given line, or under the cursor, the only one, or the user's pick. */
async function chosen(document: vscode.TextDocument, offers: readonly RefactoringOffer[], wanted: unknown): Promise<RefactoringOffer | undefined> {
	const at = typeof wanted === 'number' ? wanted : editorOf(document)?.selection.active.line;
	const here = offers.filter(({ line }) => line === at);
	if (here.length === 1) return here[0];
	if (offers.length === 1) return offers[0];
	const items = offers.map(offer => ({ label: offer.title, description: `line ${offer.line + 1}`, detail: offer.why ?? '', offer }));
	return (await vscode.window.showQuickPick(items, { placeHolder: 'Which one?' }))?.offer;
}

function sayResult(document: vscode.TextDocument, log: Log, offer: RefactoringOffer, result: ApplyResult): void {
	if (!result.applied) {
		void sayFailure(log, result.failure);
		return;
	}
	const editor = editorOf(document);
	if (result.range !== undefined)
		editor?.revealRange(new vscode.Range(result.range.start.line, 0, result.range.end.line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
	if (offer.why !== undefined) void vscode.window.showInformationMessage(`${result.title}. Please look at it: ${offer.why}`);
	else vscode.window.setStatusBarMessage(`Drydock: ${result.title}`, 5000);
}

async function applyAll(server: Server, log: Log, request: typeof fixAllIn, nothing: string): Promise<void> {
	const document = await dockerfileAtHand();
	if (document === undefined) return sayNoDockerfile();
	const { applied, failures } = await vscode.window.withProgress<BatchResult>({ location: vscode.ProgressLocation.Window, title: 'Drydock' }, () =>
		server.ask(request, versionOf(server, document)),
	);
	if (applied.length > 0) log.info(applied.map(title => `done: ${title}`).join('\n'));
	if (failures.length > 0) {
		const [first, ...more] = failures;
		for (const failure of more) log.error(failure);
		await sayFailure(log, `${first}${more.length > 0 ? ` And ${more.length} more: see the log.` : ''}`, {
			Retry: () => void guarded(log, () => applyAll(server, log, request, nothing)),
		});
		return;
	}
	if (applied.length === 0) void vscode.window.showInformationMessage(nothing);
	else vscode.window.setStatusBarMessage(`Drydock: ${applied.length === 1 ? applied[0] : `${applied.length} changes`}`, 5000);
}

function versionOf(server: Server, document: vscode.TextDocument): DocumentVersion {
	return { uri: server.uriText(document.uri), version: document.version };
}
