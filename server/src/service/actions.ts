import { analyze } from './analyze.ts';
import type { DockerfileDocument } from './document.ts';
import type { FactReading } from './facts.ts';
import { refactorings } from './refactor/index.ts';
import { ignoreActions } from './suppress.ts';
import { type Span, touches } from './text.ts';
import type { Action, Change, Disabled, Finding, Settings } from './types.ts';

export interface ActionContext {
	readonly facts: FactReading;
	readonly settings: Settings;
}

/** Something that can be done at a place, and the findings it settles (none for a refactoring). */
export interface Offer {
	readonly action: Action | Disabled;
	readonly findings: readonly Finding[];
}

/** All that can be done at a place: fixes of the findings there, refactorings, and silencing, narrowest first. Ids are unique in the list. */
export function actionsAt(doc: DockerfileDocument, at: Span, context: ActionContext): Offer[] {
	const findings = analyze(doc, context).findings.filter(finding => !finding.suppressedBy && touches(finding.span, at));
	findings.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
	const fixes = findings.flatMap(finding => finding.actions.map(action => offer(finding, action)));
	const refactors = refactorings.flatMap(refactoring => refactoring.offer({ doc, at, ...context })).map(action => ({ action, findings: [] }));
	const ignores = findings.flatMap(finding => ignoreActions(doc, finding.rule.id, finding.span).map(action => offer(finding, action)));
	return unique([...fixes, ...refactors, ...ignores]);
}

function offer(finding: Finding, action: Action): Offer {
	// what settles a finding is a quick fix, and stands first; the same as a refactoring is in the list by itself
	return { action: { ...action, kind: 'quickfix', id: `${finding.rule.id}/${action.id}@${finding.span.start}` }, findings: [finding] };
}

function unique(offers: readonly Offer[]): Offer[] {
	const seen = new Set<string>();
	return offers.filter(({ action }) => !seen.has(action.id) && seen.add(action.id));
}

/** The edits of an action of that list; `undefined` if it is not offered (any more) or cannot be done. */
export function resolveAction(doc: DockerfileDocument, at: Span, id: string, context: ActionContext): Change | undefined {
	const found = actionsAt(doc, at, context).find(({ action }) => action.id === id)?.action;
	return found && 'edits' in found ? found.edits(context.facts) : undefined;
}
