import { type CodeAction, ErrorCodes, LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { serverCommands } from '../../protocol/index.ts';
import { type AbortSignalLike, type Change, fixAll, resolveAction } from '../../service/index.ts';
import type { Session } from '../session.ts';
import { workspaceEditOf } from '../workspaceEdit.ts';
import { type ActionData, fixAllId } from './codeAction.ts';

/** Fills in the edit of an action that was listed for this very version. */
export async function resolveCodeAction(session: Session, action: CodeAction, signal: AbortSignalLike): Promise<CodeAction> {
	if (action.edit || action.disabled || action.data === undefined) return action;
	const data = readData(action.data);
	const lazy = session.options.applyOnClick === true && data.clicked;
	const { edit, asksImages, failure } = await settledAction(session, lazy ? { ...data, clicked: false } : data, action.title, signal);
	if (edit && !(lazy && asksImages && data.id !== fixAllId)) return { ...action, edit };
	if (lazy && asksImages) return { ...action, command: { title: action.title, command: serverCommands.apply, arguments: [{ ...data, title: action.title }] } };
	if (data.id === fixAllId) return { ...action, edit: { changes: {} } };
	throw new ResponseError(LSPErrorCodes.RequestFailed, failure);
}

export interface SettledAction {
	readonly edit: WorkspaceEdit | undefined;
	/** Something about an image is still open. */
	readonly asksImages: boolean;
	/** A sentence for where there is no edit. */
	readonly failure: string;
}

/** Computes the list again, takes the action and settles its questions. A stale version is refused. */
export async function settledAction(session: Session, data: ActionData, title: string, signal: AbortSignalLike | undefined): Promise<SettledAction> {
	const document = session.documentAt(data.uri, data.version);
	const settings = session.settingsOf(document);
	const run = (context: Parameters<typeof resolveAction>[3]): Change | undefined =>
		data.id === fixAllId ? fixAllChange(document.doc.text, { ...context, path: document.doc.path }) : resolveAction(document.doc, data.span, data.id, context);
	const { result, failures, asksImages } = await session.settleFor(document, facts => run({ facts, settings }), {
		clicked: data.clicked,
		...(signal ? { signal } : {}),
	});
	const empty = !result || (result.edits.length === 0 && (result.files ?? []).length === 0 && result.ruleOff === undefined);
	return {
		edit: empty ? undefined : await workspaceEditOf(session, document, result),
		asksImages,
		failure: failureOf(title, failures, asksImages && !session.factSource(document, true).imageTags),
	};
}

function fixAllChange(text: string, options: Parameters<typeof fixAll>[1]): Change {
	const { edits, files } = fixAll(text, options);
	return { edits, files };
}

function failureOf(title: string, failures: readonly string[], noRegistry: boolean): string {
	const reason =
		failures.length > 0
			? failures.join(' ')
			: noRegistry
				? 'No registry may be asked (drydock.offline, drydock.registry.lookups, or the workspace is not trusted).'
				: 'It cannot be done here any more, or the registry does not have this image.';
	return `Could not do "${title}": ${reason} The file is unchanged.`;
}

export function readData(data: unknown): ActionData {
	const { uri, version, id, span, clicked } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Record<keyof ActionData, unknown>>;
	const { start, end } = (typeof span === 'object' && span !== null ? span : {}) as { start?: unknown; end?: unknown };
	if (typeof uri !== 'string' || typeof version !== 'number' || typeof id !== 'string' || typeof start !== 'number' || typeof end !== 'number') {
		throw new ResponseError(ErrorCodes.InvalidParams, 'The action has no data of this server: uri, version, id and span are expected.');
	}
	return { uri, version, id, span: { start, end }, clicked: clicked !== false };
}
