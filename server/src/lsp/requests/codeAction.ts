import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type AbortSignalLike, type Action, actionsAt, type Disabled, ignoreInProject, type Offer, type Span } from '../../service/index.ts';
import { fixAllKind } from '../capabilities.ts';
import { diagnosticOf, spanOf } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';
import { settledAction } from './codeActionResolve.ts';

/** All that goes to the client and comes back when the action is chosen; the server keeps nothing in between. */
export interface ActionData {
	readonly uri: string;
	readonly version: number;
	/** Of an action at `span`, or `fixAll`. */
	readonly id: string;
	readonly span: Span;
	/** False: asked for by the editor itself, on saving for example; image names stay here. */
	readonly clicked: boolean;
}

export const fixAllId = 'fixAll';

/** Lists what can be done at a place: fixes, refactorings, silencing, narrowest first. */
export async function codeActions(session: Session, params: CodeActionParams, signal: AbortSignalLike): Promise<CodeAction[]> {
	const document = session.document(params.textDocument.uri);
	if (!document || !session.settings.enable) return [];
	const { only, triggerKind } = params.context;
	const clicked = triggerKind !== CodeActionTriggerKind.Automatic;
	const span = spanOf(document.text, params.range);
	const actions: CodeAction[] = [];
	if (only === undefined || only.some(kind => !isWithin(CodeActionKind.Source, kind))) {
		const { version, doc } = document;
		const settings = session.settingsOf(document);
		const offers = await session.settleFiles(document, facts => actionsAt(doc, span, { facts, settings }), signal);
		if (document.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.');
		for (const offer of offers) {
			if (offer.findings.length > 0 && !offer.findings.some(finding => session.isShown(finding))) continue;
			if (offer.action.id.includes(`/${ignoreInProject}@`) && !canChangeProject(session, document)) continue;
			const action = codeActionOf(session, document, offer, { span, clicked });
			// a refactoring that is offered as a fix already
			const again = offer.findings.length === 0 && actions.some(({ title, diagnostics }) => diagnostics && title === action?.title);
			if (action && !again && isWanted(action.kind, only)) actions.push(action);
		}
	}
	// Only for those who ask: it is no fix for this place.
	if (only && isWanted(fixAllKind, only)) {
		actions.push({
			title: 'Fix all that is safe to fix (Drydock)',
			kind: fixAllKind,
			data: dataOf(document, fixAllId, { start: 0, end: document.doc.text.length }, clicked),
		});
	}
	return session.client.resolveEdits ? actions : resolved(session, actions);
}

function codeActionOf(
	session: Session,
	document: OpenDocument,
	{ action, findings }: Offer,
	place: { readonly span: Span; readonly clicked: boolean },
): CodeAction | undefined {
	const diagnostics = findings.map(finding => diagnosticOf(document.text, finding, session.client));
	if (isDisabled(action))
		return session.client.disabledActions ? { title: action.title, kind: CodeActionKind.RefactorRewrite, disabled: { reason: action.disabled } } : undefined;
	return {
		title: action.title,
		kind: action.kind,
		...(diagnostics.length > 0 ? { diagnostics } : {}),
		...(action.preferred ? { isPreferred: true } : {}),
		data: dataOf(document, action.id, place.span, place.clicked),
	};
}

/** The configuration of a project stands in a file, which the client must be able to make. */
function canChangeProject({ host, client }: Session, { uri }: OpenDocument): boolean {
	return host.ruleOff !== undefined && client.createFiles && uri.startsWith('file:');
}

export function isDisabled(action: Action | Disabled): action is Disabled {
	return 'disabled' in action;
}

function dataOf(document: OpenDocument, id: string, { start, end }: Span, clicked: boolean): ActionData {
	return { uri: document.uri, version: document.version, id, span: { start, end }, clicked };
}

/** `refactor` asks for `refactor.rewrite`, too. */
function isWithin(wanted: string, kind: string): boolean {
	return kind === wanted || kind.startsWith(`${wanted}.`) || wanted === '';
}

function isWanted(kind: string | undefined, only: readonly string[] | undefined): boolean {
	return only === undefined || only.some(wanted => isWithin(wanted, kind ?? ''));
}

/** A client that does not resolve gets the edits at once, of those that can be done with what is known here. */
async function resolved(session: Session, actions: readonly CodeAction[]): Promise<CodeAction[]> {
	const done: CodeAction[] = [];
	for (const action of actions) {
		const data = action.data as ActionData | undefined;
		if (!data) {
			done.push(action);
			continue;
		}
		const { edit } = await settledAction(session, { ...data, clicked: false }, action.title, undefined);
		if (edit) done.push({ ...action, edit, data: undefined });
	}
	return done;
}
