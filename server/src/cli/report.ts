/** What a look at one Dockerfile gave: every output format is a function of it. */

import { docsUrl } from '../service/docsUrl.ts';
import type { DockerfileDocument } from '../service/document.ts';
import type { Range } from '../service/text.ts';
import type { Ask, Category, Crash, Finding, Report, Safety, Severity } from '../service/types.ts';

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

export interface FileReport {
	readonly path: string;
	readonly findings: readonly FindingReport[];
	readonly crashes: readonly Crash[];
	/** For each finding the line it begins in, cut if it is very long. For people only. */
	readonly sourceLines: readonly string[];
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
	begin(): void;
	file(report: FileReport): void;
	failure(failure: FileFailure): void;
	end(summary: Summary): void;
}

const maxSource = 2_000;

export function fileReport(path: string, doc: DockerfileDocument, { findings, crashes }: Report, showSuppressed: boolean): FileReport {
	const shown = findings.filter(finding => showSuppressed || !finding.suppressedBy);
	return { path, findings: shown.map(finding => findingReport(doc, finding)), crashes, sourceLines: shown.map(({ span }) => lineAt(doc, span.start)) };
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
