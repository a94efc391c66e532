import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze, DockerfileDocument, FactReading, type FactStore, type Report, type Settings } from '../service/index.ts';
import { ShellCache } from '../service/shell.ts';
import { DocumentFacts } from './factStores.ts';

/** A document that the client has open: its text as synchronised, and what was made of the current version. */
export class OpenDocument {
	readonly text: TextDocument;
	readonly facts: DocumentFacts;
	/** Settings of the project's own files, once read. */
	projectSettings: Settings | undefined;
	/** URIs of those files. */
	configFiles: readonly string[] = [];
	/** Settled when they are read. */
	configured: Promise<void> = Promise.resolve();
	readonly #shellCache = new ShellCache();
	#parsed: { readonly version: number; readonly doc: DockerfileDocument } | undefined;
	#report: { readonly version: number; readonly settings: Settings; readonly facts: number; readonly report: Report } | undefined;

	constructor(text: TextDocument, images: FactStore) {
		this.text = text;
		this.facts = new DocumentFacts(images);
	}

	get uri(): string {
		return this.text.uri;
	}

	get version(): number {
		return this.text.version;
	}

	/** Parsed once for a version. */
	get doc(): DockerfileDocument {
		if (this.#parsed?.version !== this.version) {
			this.#parsed = { version: this.version, doc: new DockerfileDocument(this.text.getText(), { path: pathOf(this.uri), shellCache: this.#shellCache }) };
		}
		return this.#parsed.doc;
	}

	/** Analysed once for a version, its settings and what is known. */
	report(settings: Settings): Report {
		const known = this.#report;
		if (known?.version === this.version && known.settings === settings && known.facts === this.facts.revision) return known.report;
		const report = analyze(this.doc, { facts: new FactReading(this.facts), settings });
		this.#report = { version: this.version, settings, facts: this.facts.revision, report };
		return report;
	}
}

/** For messages and the name of the ignore file. An untitled document has a name, too. */
function pathOf(uri: string): string {
	try {
		return decodeURIComponent(uri.replace(/^[\w+.-]+:(?:\/\/[^/]*)?/, ''));
	} catch {
		return uri;
	}
}
