import { type Connection, LSPErrorCodes, ResponseError, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions, OtherTools } from '../protocol/index.ts';
import { type AbortSignalLike, type FactKind, type FactReading, type FactSource, FactStore, type Finding, type Settings, settle } from '../service/index.ts';
import type { ClientAbilities } from './capabilities.ts';
import { ConfigProblems } from './configProblems.ts';
import { OpenDocument } from './documents.ts';
import { FreshImageFacts, isAboutImages } from './factStores.ts';
import type { ServerHost } from './host.ts';
import { saidByOthers } from './overlap.ts';
import { defaultEditorSettings, type EditorSettings } from './settings.ts';

/** What one connection knows: the open documents, settings, trust, and what the client can do. */
export class Session {
	readonly connection: Connection;
	readonly host: ServerHost;
	readonly client: ClientAbilities;
	readonly options: InitializationOptions;
	readonly texts: TextDocuments<TextDocument>;
	/** Settled when the settings are there: nothing is answered before. */
	readonly ready: Promise<void>;
	readonly begin: () => void;
	readonly images = new FactStore();
	settings: EditorSettings = defaultEditorSettings;
	otherTools: OtherTools;
	trusted: boolean;
	/** URIs of the workspace folders. */
	folders: readonly string[];
	readonly configProblems: ConfigProblems;
	readonly #open = new Map<string, OpenDocument>();
	readonly #reported = new Set<string>();

	constructor(
		connection: Connection,
		host: ServerHost,
		client: ClientAbilities,
		options: InitializationOptions,
		texts: TextDocuments<TextDocument>,
		folders: readonly string[] = [],
	) {
		this.connection = connection;
		this.host = host;
		this.client = client;
		this.options = options;
		this.texts = texts;
		this.folders = folders;
		this.configProblems = new ConfigProblems(connection);
		const { promise, resolve } = deferred();
		this.ready = promise;
		this.begin = resolve;
		this.otherTools = options.otherTools ?? {};
		this.trusted = options.trusted ?? true;
	}

	get documents(): Iterable<OpenDocument> {
		return this.#open.values();
	}

	document(uri: string): OpenDocument | undefined {
		const text = this.texts.get(uri);
		if (!text) return undefined;
		const known = this.#open.get(uri);
		if (known?.text === text) return known;
		const opened = new OpenDocument(text, this.images);
		this.#open.set(uri, opened);
		return opened;
	}

	/** The document in the version that the client speaks of. */
	documentAt(uri: string, version: number | undefined): OpenDocument {
		const document = this.document(uri);
		if (!document) throw new ResponseError(LSPErrorCodes.RequestFailed, 'The document is not open. Open it and try again.');
		if (version !== undefined && version !== document.version) {
			throw new ResponseError(
				LSPErrorCodes.ContentModified,
				`The document has changed since this was offered (version ${version}, now ${document.version}). Open the list again.`,
			);
		}
		return document;
	}

	forget(uri: string): void {
		this.#open.delete(uri);
	}

	/** The innermost workspace folder that a document is in. */
	folderOf(uri: string): string | undefined {
		const around = this.folders.filter(folder => uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
		return around.sort((a, b) => b.length - a.length)[0];
	}

	/** The editor's settings, and above them what the project says. */
	settingsOf(document: OpenDocument): Settings {
		return document.projectSettings ?? this.settings;
	}

	/** What is to be shown of a document: not suppressed, and not said by another extension anyway. */
	findingsOf(document: OpenDocument): readonly Finding[] {
		if (!this.settings.enable) return [];
		const report = document.report(this.settingsOf(document));
		for (const crash of report.crashes) this.#reportOnce(`Rule ${crash.rule} failed: ${crash.message}`);
		return report.findings.filter(finding => this.isShown(finding));
	}

	isShown(finding: Finding): boolean {
		return !finding.suppressedBy && (this.settings.overlap === 'report' || !saidByOthers(finding, this.otherTools));
	}

	/** True if the basic features of a language (formatting, hovers of instructions) come from another extension. */
	get languageServedByOthers(): boolean {
		return this.settings.overlap === 'silent' && (this.otherTools.containerTools === true || this.otherTools.dockerDx === true);
	}

	/** `clicked`: a person waits for it, and image names may leave the machine unless that is never allowed. */
	factSource(document: OpenDocument, clicked: boolean): FactSource {
		const { settings, trusted } = this;
		const allowed = settings.lookups === 'background' || (settings.lookups === 'onClick' && clicked);
		const registry = trusted && !settings.offline && allowed;
		return this.host.createFactSource(document.uri, { settings, trusted, registry, log: message => this.connection.console.warn(message) });
	}

	/** Settles what a chosen action asks. `failures` are sentences of those who did not answer. */
	async settleFor<T>(
		document: OpenDocument,
		run: (facts: FactReading) => T,
		options: { readonly clicked: boolean; readonly signal?: AbortSignalLike },
	): Promise<{ result: T; failures: readonly string[]; asksImages: boolean }> {
		const failures: string[] = [];
		const source = listening(this.factSource(document, options.clicked), failures);
		const store = options.clicked && source.imageDigest ? new FreshImageFacts(document.facts) : document.facts;
		const { version } = document;
		const { result, unanswered } = await settle(store, source, run, options.signal);
		if (options.signal?.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
		if (document.version !== version || this.texts.get(document.uri) !== document.text)
			throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile. Open the list again.');
		return { result, failures: [...new Set(failures)], asksImages: unanswered.some(({ kind }) => isAboutImages(kind)) };
	}

	/** Settles questions about the project's own files: nobody else hears of them, and a list without the answers would be wrong. */
	async settleFiles<T>(document: OpenDocument, run: (facts: FactReading) => T, signal: AbortSignalLike): Promise<T> {
		const { contextFile, contextFolder, siblingFile } = this.factSource(document, false);
		const files = { ...(contextFile ? { contextFile } : {}), ...(contextFolder ? { contextFolder } : {}), ...(siblingFile ? { siblingFile } : {}) };
		return (await settle(document.facts, files, run, signal)).result;
	}

	/** The same sentence again and again helps nobody. */
	#reportOnce(message: string): void {
		if (this.#reported.has(message)) return;
		this.#reported.add(message);
		this.connection.console.error(message);
	}
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve = (): void => {};
	const promise = new Promise<void>(settle => {
		resolve = settle;
	});
	return { promise, resolve };
}

/** The same source; why it failed is kept. */
function listening(source: FactSource, failures: string[]): FactSource {
	const entries = Object.entries(source).map(([kind, ask]) => [
		kind as FactKind,
		async (key: string, signal?: AbortSignalLike) => {
			try {
				return await ask(key, signal);
			} catch (error) {
				failures.push(error instanceof Error ? error.message : String(error));
				throw error;
			}
		},
	]);
	return Object.fromEntries(entries) as FactSource;
}
