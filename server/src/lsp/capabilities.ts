import { type ClientCapabilities, CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { serverCommands } from '../protocol/index.ts';
import { source } from './convert.ts';

/** What of the client's abilities changes what we send. */
export interface ClientAbilities {
	/** Diagnostics are pulled, never pushed. */
	readonly pull: boolean;
	readonly refreshDiagnostics: boolean;
	readonly configuration: boolean;
	readonly watchConfiguration: boolean;
	readonly watchFiles: boolean;
	readonly workspaceFolders: boolean;
	readonly relatedInformation: boolean;
	readonly tags: boolean;
	readonly codeDescription: boolean;
	readonly disabledActions: boolean;
	/** Edits of actions may come later. */
	readonly resolveEdits: boolean;
	readonly versionedEdits: boolean;
	readonly createFiles: boolean;
	readonly markdownHover: boolean;
	/** Formatting can be taken back while the server runs. */
	readonly dynamicFormatting: boolean;
}

export function abilitiesOf(client: ClientCapabilities): ClientAbilities {
	const { textDocument, workspace } = client;
	const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
	const actions = textDocument?.codeAction;
	return {
		pull: textDocument?.diagnostic !== undefined,
		refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
		configuration: workspace?.configuration === true,
		watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		workspaceFolders: workspace?.workspaceFolders === true,
		relatedInformation: diagnostics?.relatedInformation === true,
		tags: diagnostics?.tagSupport !== undefined,
		codeDescription: diagnostics?.codeDescriptionSupport === true,
		disabledActions: actions?.disabledSupport === true,
		resolveEdits: actions?.dataSupport === true && actions.resolveSupport?.properties.includes('edit') === true,
		versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
		createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
		markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
		dynamicFormatting:
			textDocument?.formatting?.dynamicRegistration === true &&
			textDocument.rangeFormatting?.dynamicRegistration === true &&
			textDocument.onTypeFormatting?.dynamicRegistration === true,
	};
}

export const onTypeFormatting = { firstTriggerCharacter: '\\', moreTriggerCharacter: ['`'] };

export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
	return {
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
		...(client.pull ? { diagnosticProvider: { identifier: source, interFileDependencies: false, workspaceDiagnostics: false } } : {}),
		codeActionProvider: {
			codeActionKinds: [
				CodeActionKind.QuickFix,
				CodeActionKind.RefactorRewrite,
				CodeActionKind.RefactorExtract,
				'refactor.move',
				CodeActionKind.SourceFixAll,
				fixAllKind,
			],
			resolveProvider: true,
		},
		hoverProvider: true,
		...(client.dynamicFormatting
			? {}
			: { documentFormattingProvider: true, documentRangeFormattingProvider: true, documentOnTypeFormattingProvider: onTypeFormatting }),
		executeCommandProvider: { commands: Object.values(serverCommands) },
		...(client.workspaceFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
	};
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.${source}`;
