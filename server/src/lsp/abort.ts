import type { CancellationToken } from 'vscode-languageserver';

/** A cancellation of the protocol as a signal. */
export function signalOf(token: CancellationToken): AbortSignal {
	const control = new AbortController();
	if (token.isCancellationRequested) control.abort();
	token.onCancellationRequested(() => control.abort());
	return control.signal;
}
