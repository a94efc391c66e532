import type { ActionContext } from './actions.ts';
import { analyze } from './analyze.ts';
import { DockerfileDocument } from './document.ts';
import { applyEdits, mergeEdits } from './edit.ts';
import { EditTrail } from './editTrail.ts';
import { type Dockerfile, parseDockerfile } from './syntax/parse.ts';
import type { SyntaxProblem } from './syntax/tree.ts';
import type { Action, Crash, Edit, FileChange, Finding, Safety } from './types.ts';

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
		const { taken, left } = thoseThatParse(
			doc,
			report.findings.filter(finding => !finding.suppressedBy && wanted(finding, options.only)).flatMap(finding => candidateOf(finding, options)),
		);
		for (const { rule, action } of left) refused.set(rule + action.title, { rule, title: action.title, why: 'The result would not parse.' });
		if (taken.length === 0) break;
		trail.apply(owned(taken, applied.length));
		for (const { rule, action, files: changed } of taken) {
			applied.push({ rule, title: action.title, safety: action.safety });
			for (const file of changed) if (!files.some(other => other.path === file.path && other.append === file.append)) files.push(file);
		}
	}
	const edits = trail.edits();
	const editsOf = applied.map((): number[] => []);
	for (const [index, { owners }] of edits.entries()) for (const owner of owners) editsOf[owner]?.push(index);
	return {
		text: trail.text,
		edits: edits.map(({ start, end, newText }) => ({ start, end, newText })),
		applied: applied.map((entry, owner) => ({ ...entry, edits: editsOf[owner] ?? [] })),
		refused: [...refused.values()],
		files,
		crashes,
	};
}

/** An edit that two fixes share is done once. */
function owned(taken: readonly Candidate[], firstOwner: number): (Edit & { readonly owner: number })[] {
	const seen = new Set<string>();
	return taken
		.flatMap((candidate, index) => candidate.edits.map(edit => ({ ...edit, owner: firstOwner + index })))
		.filter(({ start, end, newText }) => {
			const key = `${start} ${end} ${newText}`;
			return !seen.has(key) && seen.add(key);
		});
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

/**
 * The candidates that can be done together and leave a text that parses. Mostly that is all of them; where it is not, halves are
 * tried, down to the ones that are to blame, so the others are not lost and a large file is not parsed once for each.
 */
function thoseThatParse(doc: DockerfileDocument, candidates: readonly Candidate[]): { taken: readonly Candidate[]; left: readonly Candidate[] } {
	if (errorsIn(doc.syntax).length > 0) return repairs(doc, candidates);
	let taken: readonly Candidate[] = [];
	const left: Candidate[] = [];
	const add = (group: readonly Candidate[]): void => {
		const merged = mergeEdits([...taken, ...group]);
		if (errorsIn(after(doc, merged.edits)).length === 0) taken = merged.taken;
		else if (group.length === 1) left.push(...group);
		else {
			const middle = group.length >> 1;
			add(group.slice(0, middle));
			add(group.slice(middle));
		}
	};
	if (candidates.length > 0) add(candidates);
	return { taken, left };
}

/** Each is tried by itself, which means a parse; so many in one round. */
const maxRepairs = 50;

/** In a file that the builder cannot read, only what makes it readable is done: the rest would be guessed. */
function repairs(doc: DockerfileDocument, candidates: readonly Candidate[]): { taken: readonly Candidate[]; left: readonly Candidate[] } {
	const broken = new Set(errorsIn(doc.syntax).map(({ span }) => doc.instructionAt(span.start)));
	const near = candidates.filter(({ edits }) => edits.some(edit => broken.has(doc.instructionAt(edit.start)))).slice(0, maxRepairs);
	const better = near.filter(({ edits }) => errorsIn(after(doc, edits)).length < errorsIn(doc.syntax).length);
	return { taken: mergeEdits(better).taken, left: near.filter(candidate => !better.includes(candidate)) };
}

function after(doc: DockerfileDocument, edits: readonly Edit[]): Dockerfile {
	return parseDockerfile(applyEdits(doc.text, edits));
}

function errorsIn({ problems }: Dockerfile): readonly SyntaxProblem[] {
	return problems.filter(({ kind }) => kind !== 'empty-continuation-line');
}
