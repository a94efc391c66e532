import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range, type TextEdit } from 'vscode-languageserver-types';
import { docsUrl } from '../service/docsUrl.ts';
import type { Edit, Finding, Severity, Span } from '../service/index.ts';

export const source = 'drydock';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** A lone "\r" ends a line for editors and not for Dockerfiles, so positions come from the editor's document. */
export function rangeOf(document: TextDocument, span: Span): Range {
	return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function spanOf(document: TextDocument, range: Range): Span {
	const start = document.offsetAt(range.start);
	return { start, end: Math.max(start, document.offsetAt(range.end)) };
}

export function textEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
	return edits.map(edit => ({ range: rangeOf(document, edit), newText: edit.newText }));
}

export interface DiagnosticForms {
	readonly relatedInformation: boolean;
	readonly tags: boolean;
	readonly codeDescription: boolean;
}

export function diagnosticOf(document: TextDocument, finding: Finding, forms: DiagnosticForms): Diagnostic {
	const tags = finding.tags.map(tag => (tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated));
	return {
		range: rangeOf(document, finding.span),
		severity: severities[finding.severity],
		code: finding.rule.id,
		...(forms.codeDescription ? { codeDescription: { href: docsUrl(finding.rule.id) } } : {}),
		source,
		message: finding.message,
		...(forms.tags && tags.length > 0 ? { tags } : {}),
		...(forms.relatedInformation && finding.related.length > 0
			? { relatedInformation: finding.related.map(({ span, message }) => ({ location: { uri: document.uri, range: rangeOf(document, span) }, message })) }
			: {}),
	};
}
