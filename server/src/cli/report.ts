/** What a look at one Dockerfile gave: every output format is a function of it. */

import { docsUrl } from '../service/docsUrl.ts';
import type { DockerfileDocument } from '../service/document.ts';
import { sortEdits } from '../service/edit.ts';
import type { Range } from '../service/text.ts';
import type { Ask, Category, Crash, Facts, Finding, Report, Safety, Severity } from '../service/types.ts';

export interface FindingReport {
	readonly rule: string;
	readonly aliases: readonly string[];
	readonly category: Category;
	readonly severity: Severity;
	readonly message: string;
	readonly help: string;
	/** Zero-based, UTF-16. */
	readonly range: Range;
	readonly actions: readonly { readonly id: string; readonly title: string; readonly kind: string; readonly safety: Safety }[];
	readonly related: readonly { readonly range: Range; readonly message: string }[];
	/** The comment that silences it. */
	readonly suppressedBy: Range | null;
}

/** A question without an answer, and the file that asked it. */
export interface OpenQuestion extends Ask {
	readonly path: string;
}

/** What the file asked and nobody answered. Why ShellCheck did not is said elsewhere, and where it is not installed nothing is missing. */
export function openQuestions(open: readonly Ask[], path: string): OpenQuestion[] {
	return open.filter(({ kind }) => kind !== 'shellcheck').map(({ kind, key }) => ({ kind, key, path }));
}

export interface FileReport {
	readonly path: string;
	readonly findings: readonly FindingReport[];
	readonly crashes: readonly Crash[];
	/** For each finding the line it begins in, cut if it is very long. */
	readonly sourceLines: readonly string[];
	/** For each finding its repair, if it has one and the format shows them. */
	readonly fixes: readonly (FixReport | undefined)[];
}

/** The same report with some of its findings, which are told by their place in the list. */
export function withFindings(report: FileReport, keeps: (index: number) => boolean): FileReport {
	const kept = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => keeps(index));
	return { ...report, findings: kept(report.findings), sourceLines: kept(report.sourceLines), fixes: kept(report.fixes) };
}

/** What would be done in the file itself. */
export interface FixReport {
	readonly title: string;
	readonly safety: Safety;
	readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

export interface FileFailure {
	readonly path: string;
	/** Why the file could not be looked at. */
	readonly error: string;
}

/** About the whole run, after its last file. */
export interface Summary {
	readonly files: number;
	readonly counts: Readonly<Record<Severity, number>>;
	readonly unanswered: readonly OpenQuestion[];
	readonly failures: readonly FileFailure[];
	readonly configuration: readonly ConfigurationProblem[];
}

/** What is wrong in a file that says how to check. */
export interface ConfigurationProblem {
	readonly path: string;
	/** `null`: the file cannot be read. */
	readonly range: Range | null;
	readonly message: string;
}

/** An output format. Files are handed over one by one, so that none has to be kept. */
export interface ReportWriter {
	/** The format shows what a fix changes. */
	readonly showsFixes?: boolean;
	begin(): void;
	file(report: FileReport): void;
	failure(failure: FileFailure): void;
	end(summary: Summary): void;
}

const maxSource = 2_000;

export interface ReportOptions {
	readonly showSuppressed: boolean;
	/** With fixes; what they need to know. */
	readonly fixesWith?: Facts | undefined;
}

export function fileReport(path: string, doc: DockerfileDocument, { findings, crashes }: Report, { showSuppressed, fixesWith }: ReportOptions): FileReport {
	const shown = findings.filter(finding => showSuppressed || !finding.suppressedBy);
	return {
		path,
		findings: shown.map(finding => findingReport(doc, finding)),
		crashes,
		sourceLines: shown.map(({ span }) => lineAt(doc, span.start)),
		fixes: fixesWith ? shown.map(finding => fixReport(doc, finding, fixesWith)) : [],
	};
}

/** The repair that an editor would offer first, if it needs nobody's answer and no other file. */
function fixReport(doc: DockerfileDocument, { actions }: Finding, facts: Facts): FixReport | undefined {
	const action = actions.find(({ preferred }) => preferred) ?? actions[0];
	const change = action && !action.needsInput ? action.edits(facts) : undefined;
	if (!action || !change || change.edits.length === 0 || change.files?.length) return undefined;
	const edits = sortEdits(change.edits).map(edit => ({ range: doc.rangeOf(edit), newText: edit.newText }));
	return { title: action.title, safety: action.safety, edits };
}

function lineAt(doc: DockerfileDocument, offset: number): string {
	const { start, end } = doc.lines.spanOf(doc.lines.lineAt(offset));
	return doc.text.slice(start, Math.min(end, start + maxSource)).replace(/\r?\n$/, '');
}

function findingReport(doc: DockerfileDocument, finding: Finding): FindingReport {
	const { rule, suppressedBy } = finding;
	return {
		rule: rule.id,
		aliases: finding.aliases,
		category: rule.category,
		severity: finding.severity,
		message: finding.message,
		help: docsUrl(rule.id),
		range: doc.rangeOf(finding.span),
		actions: finding.actions.map(({ id, title, kind, safety }) => ({ id, title, kind, safety })),
		related: finding.related.map(({ span, message }) => ({ range: doc.rangeOf(span), message })),
		suppressedBy: suppressedBy ? doc.rangeOf(suppressedBy) : null,
	};
}
