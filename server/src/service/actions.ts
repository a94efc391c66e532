import { analyze } from './analyze.ts';
import { DockerfileDocument } from './document.ts';
import { applyEdits, mergeEdits } from './edit.ts';
import { EditTrail } from './editTrail.ts';
import type { FactReading } from './facts.ts';
import { refactorings } from './refactor/index.ts';
import { ignoreActions } from './suppress.ts';
import { type Span, touches } from './text.ts';
import type { Action, Change, Crash, Disabled, Edit, FileChange, Finding, Safety, Settings } from './types.ts';

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
	return { action: { ...action, id: `${finding.rule.id}/${action.id}@${finding.span.start}` }, findings: [finding] };
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

export interface FixOptions extends ActionContext {
	readonly path?: string;
	/** Also actions that a person should look at; never those that need input. */
	readonly review?: boolean;
	/** Rule ids or aliases to fix; all if absent. */
	readonly only?: readonly string[];
}

export interface FixResult {
	readonly text: string;
	/** In coordinates of the input, ascending, apart. Applied to the input they give `text`. */
	readonly edits: readonly Edit[];
	readonly applied: readonly { rule: string; title: string; safety: Safety; edits: readonly number[] }[];
	readonly refused: readonly { rule: string; title: string; why: string }[];
	readonly files: readonly FileChange[];
	readonly crashes: readonly Crash[];
}

interface Candidate {
	readonly rule: string;
	readonly action: Action;
	readonly edits: readonly Edit[];
	readonly files: readonly FileChange[];
}

/** Fixes that make place for others need a few rounds; more would mean two fixes undo each other. */
const maxRounds = 10;

/** Applies fixes until none is left to apply. A fix whose result would not parse as well as before is refused. */
export function fixAll(text: string, options: FixOptions): FixResult {
	const trail = new EditTrail(text);
	const applied: { rule: string; title: string; safety: Safety }[] = [];
	const refused = new Map<string, { rule: string; title: string; why: string }>();
	const files: FileChange[] = [];
	let crashes: readonly Crash[] = [];
	for (let round = 0; round < maxRounds; round++) {
		const doc = new DockerfileDocument(trail.text, options.path === undefined ? {} : { path: options.path });
		const report = analyze(doc, options);
		crashes = report.crashes;
		const candidates = report.findings
			.filter(finding => !finding.suppressedBy && wanted(finding, options.only))
			.flatMap(finding => candidateOf(finding, options));
		const { taken } = mergeEdits(
			candidates.filter(candidate => {
				if (keepsParsing(doc, candidate.edits)) return true;
				refused.set(candidate.rule + candidate.action.title, { rule: candidate.rule, title: candidate.action.title, why: 'The result would not parse.' });
				return false;
			}),
		);
		if (taken.length === 0) break;
		const seen = new Set<string>();
		trail.apply(
			taken
				.flatMap((candidate, index) => candidate.edits.map(edit => ({ ...edit, owner: applied.length + index })))
				.filter(edit => {
					const key = `${edit.start} ${edit.end} ${edit.newText}`;
					return !seen.has(key) && seen.add(key);
				}),
		);
		for (const { rule, action, files: changed } of taken) {
			applied.push({ rule, title: action.title, safety: action.safety });
			for (const file of changed) if (!files.some(other => other.path === file.path && other.append === file.append)) files.push(file);
		}
	}
	const edits = trail.edits();
	return {
		text: trail.text,
		edits: edits.map(({ start, end, newText }) => ({ start, end, newText })),
		applied: applied.map((entry, owner) => ({ ...entry, edits: edits.flatMap((edit, index) => (edit.owners.has(owner) ? [index] : [])) })),
		refused: [...refused.values()],
		files,
		crashes,
	};
}

function wanted(finding: Finding, only: readonly string[] | undefined): boolean {
	if (!only) return true;
	const ids = new Set([finding.rule.id, ...finding.aliases].map(id => id.toLowerCase()));
	return only.some(id => ids.has(id.toLowerCase()));
}

function candidateOf(finding: Finding, options: FixOptions): Candidate[] {
	for (const action of finding.actions) {
		if (action.needsInput || (action.safety !== 'safe' && !options.review)) continue;
		const change = action.edits(options.facts);
		if (change && change.edits.length > 0) return [{ rule: finding.rule.id, action, edits: change.edits, files: change.files ?? [] }];
	}
	return [];
}

/** In a file that the builder cannot read, only what makes it readable is done: the rest would be guessed. */
function keepsParsing(before: DockerfileDocument, edits: readonly Edit[]): boolean {
	const after = new DockerfileDocument(applyEdits(before.text, edits));
	const errors = (doc: DockerfileDocument) => doc.syntax.problems.filter(problem => problem.kind !== 'empty-continuation-line').length;
	return errors(before) === 0 ? errors(after) === 0 : errors(after) < errors(before);
}
