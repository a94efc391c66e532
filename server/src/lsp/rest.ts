import { analyze, FactReading, type Finding, settle } from '../service/index.ts';
import { mayBeInvalid } from '../service/mayBeInvalid.ts';
import type { OpenDocument } from './documents.ts';
import { diagnosticsOf, refreshDiagnostics } from './requests/diagnostics.ts';
import type { Session } from './session.ts';

/** How long nobody types before anything is looked up. */
const restMs = 250;

/** Does what is too slow for every keystroke once the text has rested: questions about files, validity. */
export class Rest {
	readonly #session: Session;
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(session: Session) {
		this.#session = session;
	}

	changed(uri: string): void {
		this.cancel(uri);
		this.#timers.set(
			uri,
			setTimeout(() => {
				this.#timers.delete(uri);
				void this.#look(uri);
			}, restMs),
		);
	}

	cancel(uri: string): void {
		clearTimeout(this.#timers.get(uri));
		this.#timers.delete(uri);
	}

	dispose(): void {
		for (const uri of [...this.#timers.keys()]) this.cancel(uri);
	}

	async #look(uri: string): Promise<void> {
		const session = this.#session;
		const document = session.document(uri);
		if (!document || !session.settings.enable) return;
		const { version } = document;
		const superseded = {
			get aborted() {
				return document.version !== version || session.document(uri) !== document;
			},
		};
		try {
			const before = JSON.stringify(diagnosticsOf(session, document));
			const settings = session.settingsOf(document);
			await settle(document.facts, session.factSource(document, false), facts => analyze(document.doc, { facts, settings }), superseded);
			if (superseded.aborted) return;
			document.validity = { version, findings: await validityOf(session, document) };
			if (superseded.aborted) return;
			if (JSON.stringify(diagnosticsOf(session, document)) !== before) await refreshDiagnostics(session, [document]);
		} catch (error) {
			session.connection.console.error(`Looking into ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		}
	}
}

/** dockerfile-utils parses anew and is no joy on large files. */
const longestForValidity = 500_000;

async function validityOf(session: Session, document: OpenDocument): Promise<readonly Finding[]> {
	if (document.doc.text.length > longestForValidity || !mayBeInvalid(document.doc)) return [];
	// Loaded when first needed: it is a third of the server.
	const { invalidArguments } = await import('../service/validity.ts');
	const report = analyze(document.doc, { facts: new FactReading(document.facts), settings: session.settingsOf(document), rules: [invalidArguments] });
	for (const crash of report.crashes) session.connection.console.error(`Validating failed: ${crash.message}`);
	return report.findings;
}
