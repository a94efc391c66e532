import { type CreateFile, LSPErrorCodes, ResponseError, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { Change, FileChange } from '../service/index.ts';
import { textEdits } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** A change as the client wants it: versioned where it can, lines for other files included. */
export async function workspaceEditOf(session: Session, document: OpenDocument, change: Change): Promise<WorkspaceEdit> {
	const edits = textEdits(document.text, change.edits);
	const files = change.files ?? [];
	if (change.ruleOff !== undefined) return switchingOff(session, document, change.ruleOff);
	if (!session.client.versionedEdits && files.length === 0) return { changes: { [document.uri]: edits } };
	const own: TextDocumentEdit[] = edits.length > 0 ? [{ textDocument: { uri: document.uri, version: document.version }, edits }] : [];
	const others: (TextDocumentEdit | CreateFile)[] = [];
	for (const file of files) others.push(...(await appending(session, document, file)));
	return { documentChanges: [...own, ...others] };
}

async function switchingOff(session: Session, document: OpenDocument, rule: string): Promise<WorkspaceEdit> {
	const place = { uri: document.uri, files: document.configFiles, folder: session.folderOf(document.uri) };
	try {
		const off = await session.host.ruleOff?.(place, rule);
		if (!off) throw new Error('No file of the project can be read here.');
		const edit: TextDocumentEdit = { textDocument: { uri: off.uri, version: null }, edits: [{ range: off.range, newText: off.newText }] };
		return { documentChanges: off.isNew ? [{ kind: 'create', uri: off.uri, options: { ignoreIfExists: true } }, edit] : [edit] };
	} catch (error) {
		throw new ResponseError(LSPErrorCodes.RequestFailed, `${error instanceof Error ? error.message : String(error)} Nothing was changed.`);
	}
}

async function appending(session: Session, document: OpenDocument, { path, append }: FileChange): Promise<(TextDocumentEdit | CreateFile)[]> {
	const source = session.factSource(document, false);
	if (!source.siblingFile || !session.client.createFiles) {
		throw new ResponseError(LSPErrorCodes.RequestFailed, `This action adds lines to ${path}, which is out of reach here. Save the document in a folder first.`);
	}
	const text = await source.siblingFile(path);
	if (text === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `${path} could not be read. Nothing was changed.`);
	const uri = Utils.joinPath(Utils.dirname(URI.parse(document.uri)), path).toString();
	const end = endOf(text ?? '');
	const newText = text === null || text === '' || text.endsWith('\n') ? append : `\n${append}`;
	const edit: TextDocumentEdit = { textDocument: { uri, version: null }, edits: [{ range: { start: end, end }, newText }] };
	return text === null ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }, edit] : [edit];
}

/** Any of the three line ends counts for an editor. */
function endOf(text: string): { line: number; character: number } {
	const lines = text.split(/\r\n|\r|\n/);
	return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}
