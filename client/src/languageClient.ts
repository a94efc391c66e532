import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Notification, Request } from '../../server/src/protocol/message.ts';
import { otherToolsChanged, trustChanged } from '../../server/src/protocol/requests.ts';
import type { Connection } from './connection.ts';
import { type Log, messageOf } from './log.ts';
import { otherTools, watchOtherTools } from './otherTools.ts';
import { RestartBudget } from './restarts.ts';

/** `idle`: nothing has needed it yet. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped' | 'failed';

/** The language server: started once, kept alive, asked in typed requests. */
export class Server implements vscode.Disposable {
	readonly #log: Log;
	readonly #module: string;
	readonly #restarts = new RestartBudget();
	readonly #states = new vscode.EventEmitter<ServerState>();
	readonly #disposables: vscode.Disposable[] = [this.#states];
	readonly #listeners = new Map<string, (value: unknown) => void>();
	#listensTo: vscode.Disposable | undefined;
	#connection: Connection | undefined;
	#state: ServerState = 'idle';
	#running: Promise<Connection> | undefined;

	readonly onDidChangeState = this.#states.event;

	constructor(context: vscode.ExtensionContext, log: Log) {
		this.#log = log;
		this.#module = context.asAbsolutePath('dist/server.cjs');
		this.#disposables.push(
			watchOtherTools(tools => void this.notify(otherToolsChanged, tools)),
			vscode.workspace.onDidGrantWorkspaceTrust(() => void this.notify(trustChanged, { trusted: true })),
		);
	}

	get state(): ServerState {
		return this.#state;
	}

	/** Starts the server if it does not run. Rejects if it cannot be started. */
	start(): Promise<Connection> {
		this.#running ??= this.#start().catch((error: unknown) => {
			this.#running = undefined;
			this.#log.error(`The language server did not start: ${messageOf(error)}`);
			this.#become('failed');
			throw error;
		});
		return this.#running;
	}

	async restart(): Promise<void> {
		this.#restarts.reset();
		if (this.#connection?.isRunning()) return this.#connection.restart();
		this.#running = undefined;
		await this.start();
	}

	/** Asks the server. Starts it where it is not running yet. */
	async ask<P, R>(request: Request<P, R>, params: P, token?: vscode.CancellationToken): Promise<R> {
		const connection = await this.start();
		// An undefined token would travel as a second parameter.
		return token === undefined ? connection.sendRequest<R>(request.method, params) : connection.sendRequest<R>(request.method, params, token);
	}

	/** Tells a running server; one that starts later is told at its start. */
	async notify<P>(notification: Notification<P>, params: P): Promise<void> {
		if (this.#connection?.isRunning()) await this.#connection.sendNotification(notification.method, params);
	}

	/** Listens to what is sent to a progress token. A connection has one handler for all tokens: another one would take its place. */
	async onProgress(token: string, listener: (value: unknown) => void): Promise<vscode.Disposable> {
		const connection = await this.start();
		this.#listensTo ??= connection.onNotification('$/progress', (params: { token: string | number; value: unknown }) =>
			this.#listeners.get(String(params.token))?.(params.value),
		);
		this.#listeners.set(token, listener);
		return new vscode.Disposable(() => this.#listeners.delete(token));
	}

	/** As the protocol writes it: what the server knows a document by. */
	uriText(uri: vscode.Uri): string {
		return uri.toString();
	}

	dispose(): void {
		vscode.Disposable.from(...this.#disposables).dispose();
		// Its process ends with it; an error here has nobody left to be told.
		void this.#connection?.dispose().catch(() => undefined);
	}

	async #start(): Promise<Connection> {
		this.#become('starting');
		// The editor goes on with what else wakes up with this file; our code is loaded after that.
		await setImmediate();
		const { createConnection } = await import('./connection.ts');
		this.#connection ??= createConnection({
			module: this.#module,
			log: this.#log,
			initialization: () => ({ otherTools: otherTools(), trusted: vscode.workspace.isTrusted, applyOnClick: true }),
			became: state => {
				if (state !== 'stopped' || this.#state !== 'failed') this.#become(state);
			},
			ended: () => this.#ended(),
		});
		await this.#connection.start();
		return this.#connection;
	}

	/** The process ended by itself. No pop-up: the status of the file says it and offers a restart. True: it is started again. */
	#ended(): boolean {
		if (this.#restarts.spend(Date.now())) {
			this.#log.warn('The language server stopped; it is started again.');
			return true;
		}
		this.#log.error('The language server stopped five times in three minutes and stays off. "Drydock: Restart Server" starts it again.');
		this.#become('failed');
		this.#running = undefined;
		return false;
	}

	#become(state: ServerState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.#states.fire(state);
	}
}
