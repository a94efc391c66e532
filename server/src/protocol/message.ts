/**
 * A custom request: its method, and at compile time what goes and comes. `params` and `result` never hold a value;
 * they make the two types inferable.
 */
export interface Request<P, R> {
	readonly method: string;
	readonly params?: P;
	readonly result?: R;
}

/** A custom notification. */
export interface Notification<P> {
	readonly method: string;
	readonly params?: P;
}

export function request<P, R>(method: `drydock/${string}`): Request<P, R> {
	return { method };
}

export function notification<P>(method: `drydock/${string}`): Notification<P> {
	return { method };
}

/** A document in the version that the client has on the screen. Another version at the server: the request is refused (ContentModified). */
export interface DocumentVersion {
	readonly uri: string;
	readonly version: number;
}

/** As in LSP; repeated here so that the client's code needs no LSP types to read it. */
export interface ProtocolPosition {
	readonly line: number;
	readonly character: number;
}

export interface ProtocolRange {
	readonly start: ProtocolPosition;
	readonly end: ProtocolPosition;
}
