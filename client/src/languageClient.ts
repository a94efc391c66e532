import * as vscode from 'vscode';
import {
	CloseAction,
	ErrorAction,
	LanguageClient,
	type LanguageClientOptions,
	RevealOutputChannelOn,
	type ServerOptions,
	State,
	TransportKind,
} from 'vscode-languageclient/node';
import type { Notification, Request } from '../../server/src/protocol/message.ts';
import { type InitializationOptions, otherToolsChanged, trustChanged } from '../../server/src/protocol/requests.ts';
import { type Log, messageOf } from './log.ts';
import { otherTools, watchOtherTools } from './otherTools.ts';
import { RestartBudget } from './restarts.ts';

/** `idle`: nothing has needed it yet. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped' | 'failed';

/** The language server: started once, kept alive, asked in typed requests. */
export class Server implements vscode.Disposable {
	readonly #log: Log;
	readonly #client: LanguageClient;
	readonly #restarts = new RestartBudget();
	readonly #states = new vscode.EventEmitter<ServerState>();
	readonly #disposables: vscode.Disposable[] = [this.#states];
	#state: ServerState = 'idle';
	#running: Promise<void> | undefined;

	readonly onDidChangeState = this.#states.event;

	constructor(context: vscode.ExtensionContext, log: Log) {
		this.#log = log;
		const module = context.asAbsolutePath('dist/server.cjs');
		const run = { module, transport: TransportKind.stdio };
		const options: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
		this.#client = new LanguageClient('drydock', 'Drydock', options, this.#options());
		this.#disposables.push(
			this.#client.onDidChangeState(({ newState }) => {
				if (newState === State.Running) this.#become('running');
				else if (newState === State.Starting || newState === State.StartFailed) this.#become(newState === State.Starting ? 'starting' : 'failed');
				else if (this.#state !== 'failed') this.#become('stopped');
			}),
			watchOtherTools(tools => void this.notify(otherToolsChanged, tools)),
			vscode.workspace.onDidGrantWorkspaceTrust(() => void this.notify(trustChanged, { trusted: true })),
		);
	}

	get state(): ServerState {
		return this.#state;
	}

	/** Starts the server if it does not run. Rejects if it cannot be started. */
	start(): Promise<void> {
		this.#running ??= this.#client.start().catch((error: unknown) => {
			this.#running = undefined;
			this.#log.error(`The language server did not start: ${messageOf(error)}`);
			this.#become('failed');
			throw error;
		});
		return this.#running;
	}

	async restart(): Promise<void> {
		this.#restarts.reset();
		if (!this.#client.isRunning()) {
			this.#running = undefined;
			await this.start();
			return;
		}
		await this.#client.restart();
	}

	/** Asks the server. Starts it where it is not running yet. */
	async ask<P, R>(request: Request<P, R>, params: P, token?: vscode.CancellationToken): Promise<R> {
		await this.start();
		// An undefined token would travel as a second parameter.
		return token === undefined ? this.#client.sendRequest<R>(request.method, params) : this.#client.sendRequest<R>(request.method, params, token);
	}

	/** Tells a running server; one that starts later is told at its start. */
	async notify<P>(notification: Notification<P>, params: P): Promise<void> {
		if (this.#client.isRunning()) await this.#client.sendNotification(notification.method, params);
	}

	/** Listens to what is sent to a progress token. */
	onProgress(token: string, listener: (value: unknown) => void): vscode.Disposable {
		return this.#client.onNotification('$/progress', (params: { token: string | number; value: unknown }) => {
			if (params.token === token) listener(params.value);
		});
	}

	/** As the protocol writes it: what the server knows a document by. */
	uriText(uri: vscode.Uri): string {
		return this.#client.code2ProtocolConverter.asUri(uri);
	}

	dispose(): void {
		vscode.Disposable.from(...this.#disposables).dispose();
		// Its process ends with it; an error here has nobody left to be told.
		void this.#client.dispose().catch(() => undefined);
	}

	#options(): LanguageClientOptions {
		return {
			// The languages contribution gives every Dockerfile name this language. Other schemes (git's left side of a diff) are not written on.
			documentSelector: ['file', 'untitled', 'vscode-vfs', 'vscode-userdata'].map(scheme => ({ scheme, language: 'dockerfile' })),
			diagnosticCollectionName: 'drydock',
			outputChannel: this.#log,
			revealOutputChannelOn: RevealOutputChannelOn.Never,
			initializationOptions: (): InitializationOptions => ({ otherTools: otherTools(), trusted: vscode.workspace.isTrusted, applyOnClick: true }),
			initializationFailedHandler: () => false,
			errorHandler: {
				error: error => {
					this.#log.error(`Talking to the language server failed: ${error.message}`);
					return { action: ErrorAction.Continue, handled: true };
				},
				closed: () => this.#closed(),
			},
		};
	}

	/** The process ended by itself. No pop-up: the status of the file says it and offers a restart. */
	#closed(): { action: CloseAction; handled: boolean } {
		if (this.#restarts.spend(Date.now())) {
			this.#log.warn('The language server stopped; it is started again.');
			return { action: CloseAction.Restart, handled: true };
		}
		this.#log.error('The language server stopped five times in three minutes and stays off. "Drydock: Restart Server" starts it again.');
		this.#become('failed');
		this.#running = undefined;
		return { action: CloseAction.DoNotRestart, handled: true };
	}

	#become(state: ServerState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.#states.fire(state);
	}
}
