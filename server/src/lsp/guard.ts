import { type CancellationToken, type Connection, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { signalOf } from './abort.ts';
import type { Session } from './session.ts';

/**
 * Wraps a handler of a request: an error of ours goes to the client as it is, a bug becomes one entry in the log and an error response,
 * and the server goes on.
 */
export class Guard {
	readonly #connection: Connection;
	readonly #session: () => Session | undefined;

	constructor(connection: Connection, session: () => Session | undefined) {
		this.#connection = connection;
		this.#session = session;
	}

	request<P, R>(
		name: string,
		handle: (session: Session, params: P, signal: AbortSignal) => R | Promise<R>,
	): (params: P, token: CancellationToken) => Promise<R> {
		return async (params, token) => {
			const session = this.#session();
			if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
			try {
				await session.ready;
				if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
				return await handle(session, params, signalOf(token));
			} catch (error) {
				throw this.#failed(name, error, token);
			}
		};
	}

	notification<P>(name: string, handle: (session: Session, params: P) => void | Promise<void>): (params: P) => Promise<void> {
		return async params => {
			const session = this.#session();
			if (!session) return;
			try {
				await handle(session, params);
			} catch (error) {
				this.#log(name, error);
			}
		};
	}

	#failed(name: string, error: unknown, token: CancellationToken): ResponseError<void> {
		if (error instanceof ResponseError) return error;
		if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
		if (isSentence(error)) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
		this.#log(name, error);
		return new ResponseError(ErrorCodes.InternalError, `${name} failed. The log of Drydock has the details.`);
	}

	#log(name: string, error: unknown): void {
		this.#connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	}
}

/** Errors of the host are written for people. */
export function isSentence(error: unknown): error is Error {
	return error instanceof Error && ['EngineError', 'ArchiveError', 'ProcessError', 'HttpError', 'RegistryError', 'TagError'].includes(error.name);
}
