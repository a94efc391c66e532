import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { RefactoringOffer, RefactoringsParams } from '../../protocol/index.ts';
import { type Action, analyze, type Disabled, type FactReading, refactorings, ruleById, type Settings } from '../../service/index.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';
import { isDisabled } from './codeAction.ts';

interface DocumentAction {
	readonly refactoring: string;
	readonly line: number;
	readonly action: Action | Disabled;
	/** Unique in the document. */
	readonly id: string;
}

/** What a document offers, for the palette. */
export async function refactoringsIn(session: Session, params: RefactoringsParams): Promise<readonly RefactoringOffer[]> {
	const document = session.documentAt(params.uri, params.version);
	const settings = session.settingsOf(document);
	const line = params.position?.line;
	const { result } = await session.settleFor(document, facts => actionsIn(document, params.id, { facts, settings }), { clicked: false });
	return result
		.filter(offer => line === undefined || offer.line === line || coversLine(document, offer.line, line))
		.map(({ refactoring, line: at, action, id }) => ({
			id,
			refactoring,
			title: action.title,
			line: at,
			...(isDisabled(action) ? { disabled: action.disabled } : action.why === undefined ? {} : { why: action.why }),
		}));
}

function coversLine(document: OpenDocument, start: number, line: number): boolean {
	return document.doc.instructions.some(
		instruction => instruction.line <= start && start <= instruction.endLine && instruction.line <= line && line <= instruction.endLine,
	);
}

/** The refactorings and, where a rule is named, the actions of its findings, in order of lines. */
export function actionsIn(
	document: OpenDocument,
	id: string | undefined,
	context: { readonly facts: FactReading; readonly settings: Settings },
): readonly DocumentAction[] {
	const { doc } = document;
	const known = refactorings.some(refactoring => refactoring.id === id);
	const rule = id === undefined ? undefined : ruleById(id);
	if (id !== undefined && !known && !rule) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no refactoring "${id.slice(0, 40)}".`);
	const found = new Map<string, DocumentAction>();
	const add = (refactoring: string, line: number, action: Action | Disabled): void => {
		// Some are offered at several places and do the same from each.
		const effect = JSON.stringify([refactoring, action.id, action.title, isDisabled(action) ? action.disabled : action.edits(context.facts)]);
		if (!found.has(effect)) found.set(effect, { refactoring, line, action, id: `${refactoring}/${action.id}@${line}` });
	};
	for (const refactoring of refactorings) {
		if (id !== undefined && refactoring.id !== id) continue;
		for (const instruction of doc.instructions) {
			for (const action of refactoring.offer({ doc, at: instruction.span, ...context })) add(refactoring.id, instruction.line, action);
		}
	}
	if (rule && !known) {
		for (const finding of analyze(doc, { ...context, rules: [rule] }).findings) {
			if (finding.suppressedBy) continue;
			for (const action of finding.actions) add(rule.id, doc.lines.lineAt(finding.span.start), { ...action, id: `${action.id}@${finding.span.start}` });
		}
	}
	return [...found.values()].sort((a, b) => a.line - b.line);
}
