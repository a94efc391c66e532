import { analyzeSettled } from '../service/index.ts';
import { diagnosticsOf, refreshDiagnostics } from './requests/diagnostics.ts';
import type { Session } from './session.ts';

/** How long nobody types before anything is looked up. */
const restMs = 250;

/** Does what is too slow for every keystroke once the text has rested: questions about files. */
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
			await analyzeSettled(document.doc, { store: document.facts, source: session.factSource(document, false), settings, signal: superseded });
			if (superseded.aborted) return;
			if (JSON.stringify(diagnosticsOf(session, document)) !== before) await refreshDiagnostics(session, [document]);
		} catch (error) {
			session.connection.console.error(`Looking into ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		}
	}
}
