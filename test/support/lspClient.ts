/** A small LSP client over standard input and output, for tests of the server as a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { ClientCapabilities, CodeAction, Diagnostic, InitializeResult, PublishDiagnosticsParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';

/** The sources, or the bundle that DRYDOCK_TEST_SERVER names. */
const server = process.env['DRYDOCK_TEST_SERVER'] ?? join(import.meta.dirname, '../../server/src/lsp/main.ts');

/** Builds of tests are not for the history of who runs them. */
const stateHome = join(tmpdir(), 'drydock-test-state');

export interface ClientOptions {
	readonly capabilities?: ClientCapabilities;
	readonly initializationOptions?: unknown;
	/** The section `drydock`; answered to `workspace/configuration`. */
	readonly settings?: unknown;
	readonly env?: Readonly<Record<string, string>>;
	/** URI of the one workspace folder. */
	readonly folder?: string;
	/** Answers to `window/showMessageRequest`, in order. */
	readonly answers?: readonly (string | null)[];
}

/** A client that pushes nothing on itself: it pulls nothing, knows no refresh. */
export const pushing: ClientCapabilities = {
	workspace: {
		configuration: true,
		didChangeConfiguration: { dynamicRegistration: true },
		workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
	},
	textDocument: {
		publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
		codeAction: {
			dataSupport: true,
			disabledSupport: true,
			resolveSupport: { properties: ['edit'] },
			codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
		},
		hover: { contentFormat: ['markdown'] },
	},
};

/** As VS Code: it pulls, and can be told to pull again. */
export const pulling: ClientCapabilities = {
	workspace: { ...pushing.workspace, diagnostics: { refreshSupport: true } },
	textDocument: { ...pushing.textDocument, diagnostic: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } } },
};

export class LspClient {
	readonly connection: MessageConnection;
	readonly process: ChildProcess;
	readonly log: string[] = [];
	readonly shown: string[] = [];
	readonly applied: WorkspaceEdit[] = [];
	readonly registered: string[] = [];
	settings: unknown;
	initialized: InitializeResult | undefined;
	refreshes = 0;
	/** What was pushed for each document, newest last. */
	readonly pushed: PublishDiagnosticsParams[] = [];
	readonly #listeners = new Set<() => void>();
	readonly #versions = new Map<string, number>();
	readonly #answers: (string | null)[];

	private constructor(options: ClientOptions) {
		this.settings = options.settings ?? {};
		this.#answers = [...(options.answers ?? [])];
		this.process = spawn(process.execPath, [server, '--stdio'], {
			stdio: ['pipe', 'pipe', 'pipe'],
			env: { ...process.env, XDG_STATE_HOME: stateHome, ...options.env },
		});
		const { stdin, stdout, stderr } = this.process;
		if (!stdin || !stdout || !stderr) throw new Error('The server has no pipes.');
		stderr.on('data', data => this.#note(() => this.log.push(String(data))));
		this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
		const { connection } = this;
		connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => withoutShellCheck(this.settings)));
		connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) =>
			this.#note(() => this.registered.push(...registrations.map(({ method }) => method)), null),
		);
		connection.onRequest('client/unregisterCapability', ({ unregisterations }: { unregisterations: { method: string }[] }) =>
			this.#note(() => {
				for (const { method } of unregisterations) this.registered.splice(this.registered.indexOf(method), 1);
			}, null),
		);
		connection.onRequest('workspace/diagnostic/refresh', () => this.#note(() => this.refreshes++, null));
		connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => this.#note(() => this.applied.push(edit), { applied: true }));
		connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
			this.#note(() => this.shown.push(message));
			const title = this.#answers.shift();
			return title ? { title } : null;
		});
		connection.onNotification('window/showMessage', ({ message }: { message: string }) => this.#note(() => this.shown.push(message)));
		connection.onNotification('window/logMessage', ({ message }: { message: string }) => this.#note(() => this.log.push(message)));
		connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => this.#note(() => this.pushed.push(params)));
		connection.listen();
	}

	static async start(options: ClientOptions = {}): Promise<LspClient> {
		const client = new LspClient(options);
		client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', {
			processId: process.pid,
			rootUri: options.folder ?? null,
			...(options.folder === undefined ? {} : { workspaceFolders: [{ uri: options.folder, name: 'folder' }] }),
			capabilities: options.capabilities ?? pushing,
			initializationOptions: options.initializationOptions,
		});
		await client.connection.sendNotification('initialized', {});
		return client;
	}

	/** Ends the server the orderly way; gives back its exit status. */
	async stop(): Promise<number | null> {
		const exit = once(this.process, 'exit');
		await this.connection.sendRequest('shutdown');
		await this.connection.sendNotification('exit');
		const [code] = await exit;
		this.connection.dispose();
		return code as number | null;
	}

	request<R>(method: string, params?: unknown): Promise<R> {
		return this.connection.sendRequest<R>(method, params);
	}

	async open(uri: string, text: string, languageId = 'dockerfile'): Promise<void> {
		this.#versions.set(uri, 1);
		await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
	}

	/** Replaces a range, or all of the text where there is none. Gives back the new version. */
	async change(uri: string, text: string, range?: unknown): Promise<number> {
		const version = this.version(uri) + 1;
		this.#versions.set(uri, version);
		await this.connection.sendNotification('textDocument/didChange', {
			textDocument: { uri, version },
			contentChanges: [range === undefined ? { text } : { range, text }],
		});
		return version;
	}

	version(uri: string): number {
		return this.#versions.get(uri) ?? 0;
	}

	/** The diagnostics that were pushed for a version, once they have come. */
	async pushedFor(
		uri: string,
		version = this.version(uri),
		accept: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
	): Promise<readonly Diagnostic[]> {
		const found = (): PublishDiagnosticsParams | undefined =>
			this.pushed.findLast(params => params.uri === uri && params.version === version && accept(params.diagnostics));
		await this.until(() => found() !== undefined);
		return found()?.diagnostics ?? [];
	}

	async pull(uri: string): Promise<readonly Diagnostic[]> {
		return (await this.request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items;
	}

	codeActions(uri: string, line: number, character: number, only?: readonly string[]): Promise<CodeAction[]> {
		const position = { line, character };
		return this.request('textDocument/codeAction', {
			textDocument: { uri },
			range: { start: position, end: position },
			context: { diagnostics: [], ...(only ? { only } : {}) },
		});
	}

	/** Waits until what the server sent makes the condition true. The test's own time limit ends the wait. */
	until(condition: () => boolean): Promise<void> {
		return new Promise(resolve => {
			const look = (): void => {
				if (!condition()) return;
				this.#listeners.delete(look);
				resolve();
			};
			this.#listeners.add(look);
			look();
		});
	}

	#note<T>(record: () => unknown, answer?: T): T {
		record();
		for (const listener of [...this.#listeners]) listener();
		return answer as T;
	}
}

/** Runs a test with a server of its own, which must end the orderly way. */
export async function withClient(options: ClientOptions, run: (client: LspClient) => Promise<void>): Promise<void> {
	const client = await LspClient.start(options);
	try {
		await run(client);
		const code = await client.stop();
		if (code !== 0) throw new Error(`The server ended with ${code}.`);
	} finally {
		client.process.kill();
	}
}

/** Applies LSP edits to a text. */
export function applied(text: string, edits: readonly TextEdit[]): string {
	const starts = [0];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	const offset = ({ line, character }: { line: number; character: number }): number => (starts[line] ?? text.length) + character;
	return [...edits]
		.sort((a, b) => offset(b.range.start) - offset(a.range.start) || offset(b.range.end) - offset(a.range.end))
		.reduce((result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)), text);
}

/** The edits of the one document that an edit is about, with the version it is for. */
export function editsOf(edit: WorkspaceEdit | undefined, uri: string): { version: number | null; edits: readonly TextEdit[] } {
	for (const change of edit?.documentChanges ?? []) {
		if ('edits' in change && change.textDocument.uri === uri) return { version: change.textDocument.version, edits: change.edits as TextEdit[] };
	}
	return { version: null, edits: edit?.changes?.[uri] ?? [] };
}

/** Whether it is installed on this machine must not matter to a test that does not speak of it. */
function withoutShellCheck(settings: unknown): unknown {
	return settings === null || typeof settings !== 'object' || Array.isArray(settings) ? settings : { shellcheck: { path: 'off' }, ...settings };
}
