/** The language server: everything but the way to its client, so that Node and a web worker run the same. */
import { type CancellationToken, type Connection, type FileEvent, type InitializeResult, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as protocol from '../protocol/index.ts';
import { abilitiesOf, serverCapabilities } from './capabilities.ts';
import { configureDocument, loadSettings, startConfiguration } from './configuration.ts';
import { foldersOf, followFolders } from './folders.ts';
import { Guard } from './guard.ts';
import type { ServerHost } from './host.ts';
import { codeActions } from './requests/codeAction.ts';
import { resolveCodeAction } from './requests/codeActionResolve.ts';
import { pullDiagnostics, pushDiagnostics, refreshDiagnostics } from './requests/diagnostics.ts';
import * as engineRoom from './requests/engineRoom.ts';
import { applyRefactoring, executeCommand, fixAllNow, pinAll, readApply } from './requests/executeCommand.ts';
import { FormattingRegistration, format, formatRange, formatTyped } from './requests/formatting.ts';
import * as history from './requests/history.ts';
import { hoverAt } from './requests/hover.ts';
import * as imageFiles from './requests/imageFiles.ts';
import { refactoringsIn } from './requests/refactorings.ts';
import { Rest } from './rest.ts';
import { Session } from './session.ts';
import { configurationChanged, documentsAbove, FileWatch } from './watchedFiles.ts';

/** Serves a connection until it is closed. */
export function startServer(connection: Connection, host: ServerHost): void {
	const texts = new TextDocuments(TextDocument);
	let session: Session | undefined;
	let rest: Rest | undefined;
	let formatting: FormattingRegistration | undefined;
	let watch: FileWatch | undefined;
	const guard = new Guard(connection, () => session);

	connection.onInitialize((params): InitializeResult => {
		const client = abilitiesOf(params.capabilities);
		const options = params.initializationOptions as unknown;
		session = new Session(connection, host, client, typeof options === 'object' && options !== null ? options : {}, texts, foldersOf(params));
		rest = new Rest(session);
		formatting = new FormattingRegistration(session);
		watch = new FileWatch(session);
		return { capabilities: serverCapabilities(client), serverInfo: { name: host.name, version: host.version } };
	});
	connection.onInitialized(
		guard.notification('initialized', async session => {
			try {
				await loadSettings(session);
			} finally {
				session.begin();
			}
			await startConfiguration(session);
			await watch?.start();
			followFolders(session, reconsider);
			await formatting?.update();
		}),
	);
	connection.onShutdown(() => rest?.dispose());

	/** Whatever changed beside the texts: everything is looked at again. */
	const reconsider = async (session: Session): Promise<void> => {
		for (const document of session.documents) {
			await configureDocument(session, document);
			rest?.changed(document.uri);
		}
		await formatting?.update();
		await refreshDiagnostics(session);
	};
	connection.onDidChangeConfiguration(
		guard.notification('workspace/didChangeConfiguration', async (session, { settings }) => {
			await loadSettings(session, (settings as { drydock?: unknown } | null | undefined)?.drydock);
			await watch?.update();
			await reconsider(session);
		}),
	);
	connection.onDidChangeWatchedFiles(
		guard.notification('workspace/didChangeWatchedFiles', async (session, { changes }: { changes: FileEvent[] }) => {
			for (const document of documentsAbove(session, changes)) {
				document.facts.forgetFiles();
				rest?.changed(document.uri);
			}
			if (configurationChanged(session, changes)) await reconsider(session);
		}),
	);
	connection.onNotification(
		protocol.otherToolsChanged.method,
		guard.notification('drydock/otherTools', async (session, tools: protocol.OtherTools) => {
			session.otherTools = typeof tools === 'object' && tools !== null ? tools : {};
			await reconsider(session);
		}),
	);
	connection.onNotification(
		protocol.trustChanged.method,
		guard.notification('drydock/trust', async (session, params: { trusted?: unknown }) => {
			session.trusted = params?.trusted === true;
			await reconsider(session);
		}),
	);

	texts.onDidOpen(
		guard.notification('textDocument/didOpen', async (session, { document }) => {
			const opened = session.document(document.uri);
			if (!opened) return;
			opened.configured = session.ready.then(() => configureDocument(session, opened));
			await opened.configured;
		}),
	);
	texts.onDidChangeContent(
		guard.notification('textDocument/didChange', async (session, { document: { uri } }) => {
			rest?.changed(uri);
			await session.ready;
			const document = session.document(uri);
			await document?.configured;
			if (document && session.document(uri) === document) await pushDiagnostics(session, document);
		}),
	);
	texts.onDidSave(
		guard.notification('textDocument/didSave', async (session, { document }) => {
			session.document(document.uri)?.facts.forgetFiles();
			rest?.changed(document.uri);
			// a client that does not tell of changed files: this is the time to look
			if (!session.client.watchFiles) await reconsider(session);
		}),
	);
	texts.onDidClose(
		guard.notification('textDocument/didClose', async (session, { document: { uri } }) => {
			rest?.cancel(uri);
			session.forget(uri);
			await session.configProblems.set(uri, []);
			if (!session.client.pull) await connection.sendDiagnostics({ uri, diagnostics: [] });
		}),
	);
	texts.listen(connection);

	connection.languages.diagnostics.on(guard.request('textDocument/diagnostic', (session, { textDocument }) => pullDiagnostics(session, textDocument.uri)));
	connection.onCodeAction(guard.request('textDocument/codeAction', (session, params, signal) => codeActions(session, params, signal)));
	connection.onCodeActionResolve(guard.request('codeAction/resolve', (session, action, signal) => resolveCodeAction(session, action, signal)));
	connection.onHover(guard.request('textDocument/hover', (session, params) => hoverAt(session, params)));
	connection.onDocumentFormatting(guard.request('textDocument/formatting', (session, { textDocument, options }) => format(session, textDocument.uri, options)));
	connection.onDocumentRangeFormatting(
		guard.request('textDocument/rangeFormatting', (session, { textDocument, range, options }) => formatRange(session, textDocument.uri, range, options)),
	);
	connection.onDocumentOnTypeFormatting(guard.request('textDocument/onTypeFormatting', (session, params) => formatTyped(session, params)));
	connection.onExecuteCommand(guard.request('workspace/executeCommand', (session, params, signal) => executeCommand(session, params, signal)));

	const on = <P, R>({ method }: protocol.Request<P, R>, handle: (session: Session, params: P, signal: AbortSignal) => R | Promise<R>): void => {
		const guarded = guard.request(method, handle);
		connection.onRequest(method, (params: P, token: CancellationToken): Promise<unknown> => guarded(params, token));
	};
	on(protocol.refactoringsOf, (session, params) => refactoringsIn(session, params));
	on(protocol.applyRefactoring, (session, params, signal) => applyRefactoring(session, readApply(params), signal));
	on(protocol.pinAll, (session, params, signal) => pinAll(session, params ?? {}, signal));
	on(protocol.fixAllIn, (session, params, signal) => fixAllNow(session, params ?? {}, signal));
	on(protocol.buildForm, engineRoom.buildForm);
	on(protocol.buildPlan, engineRoom.buildPlan);
	on(protocol.buildRun, engineRoom.buildRun);
	on(protocol.proposeTags, engineRoom.proposeTags);
	on(protocol.listBuilders, (session, _params, signal) => engineRoom.listBuilders(session, signal));
	on(protocol.choicesOfFiles, engineRoom.choicesOfFiles);
	on(protocol.tagImage, engineRoom.tagImage);
	on(protocol.planPush, engineRoom.planPush);
	on(protocol.pushImage, engineRoom.pushImage);
	on(protocol.openImage, engineRoom.openImage);
	on(protocol.listImages, (session, _params, signal) => engineRoom.listImages(session, signal));
	on(protocol.watchImages, engineRoom.watchImages);
	on(protocol.closeImage, imageFiles.closeImage);
	on(protocol.indexImage, imageFiles.indexImage);
	on(protocol.listFiles, imageFiles.listFiles);
	on(protocol.fileLife, imageFiles.fileLife);
	on(protocol.readImageFile, imageFiles.readImageFile);
	on(protocol.whatIfMerged, imageFiles.whatIfMerged);
	on(protocol.imageFindings, imageFiles.imageFindings);
	on(protocol.compareImages, imageFiles.compareImages);
	on(protocol.listBuilds, history.listBuilds);
	on(protocol.readBuild, history.readBuild);
	on(protocol.rollBack, history.rollBack);
	on(protocol.removeBuild, history.removeBuild);
	on(protocol.stepOutput, history.stepOutput);
	on(protocol.whyNotCached, history.whyNotCached);
	on(protocol.cacheForecast, history.cacheForecast);

	connection.listen();
}
