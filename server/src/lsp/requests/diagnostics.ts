import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { diagnosticOf } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';

/** Diagnostics with what is known at this moment. */
export function diagnosticsOf(session: Session, document: OpenDocument): Diagnostic[] {
	return session.findingsOf(document).map(finding => diagnosticOf(document.text, finding, session.client));
}

/** Answers a pull. A document that was closed meanwhile has none. */
export async function pullDiagnostics(session: Session, uri: string): Promise<DocumentDiagnosticReport> {
	const document = session.document(uri);
	await document?.configured;
	return { kind: DocumentDiagnosticReportKind.Full, items: document ? diagnosticsOf(session, document) : [] };
}

/** Sends diagnostics to a client that does not pull. */
export async function pushDiagnostics(session: Session, document: OpenDocument): Promise<void> {
	if (session.client.pull) return;
	const { uri, version } = document;
	await session.connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, document) });
}

/** Something beside the text has changed: settings, files, answers. Without documents, all that are open. */
export async function refreshDiagnostics(session: Session, documents: Iterable<OpenDocument> = session.documents): Promise<void> {
	if (session.client.pull) {
		if (session.client.refreshDiagnostics) session.connection.languages.diagnostics.refresh();
	} else {
		for (const document of documents) await pushDiagnostics(session, document);
	}
}
