/** The language client of VS Code: half a megabyte of code, so that it is a file of its own and loaded when the server is started. */
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
import type { InitializationOptions } from '../../server/src/protocol/requests.ts';
import type { Log } from './log.ts';

export type Connection = LanguageClient;

export interface ConnectionOptions {
	/** The file of the server. */
	readonly module: string;
	readonly log: Log;
	initialization(): InitializationOptions;
	/** The state changed. */
	became(state: 'starting' | 'running' | 'stopped' | 'failed'): void;
	/** The process ended by itself. True: start it again. */
	ended(): boolean;
}

const states = { [State.Starting]: 'starting', [State.Running]: 'running', [State.Stopped]: 'stopped', [State.StartFailed]: 'failed' } as const;

export function createConnection({ module, log, initialization, became, ended }: ConnectionOptions): Connection {
	const run = { module, transport: TransportKind.stdio };
	const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
	const options: LanguageClientOptions = {
		// The languages contribution gives every Dockerfile name this language. Other schemes (git's left side of a diff) are not written on.
		documentSelector: ['file', 'untitled', 'vscode-vfs', 'vscode-userdata'].map(scheme => ({ scheme, language: 'dockerfile' })),
		diagnosticCollectionName: 'drydock',
		outputChannel: log,
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		initializationOptions: initialization,
		initializationFailedHandler: () => false,
		errorHandler: {
			error: error => {
				log.error(`Talking to the language server failed: ${error.message}`);
				return { action: ErrorAction.Continue, handled: true };
			},
			closed: () => ({ action: ended() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
		},
	};
	const client = new LanguageClient('drydock', 'Drydock', server, options);
	client.onDidChangeState(({ newState }) => became(states[newState]));
	return client;
}
