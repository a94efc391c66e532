import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Answered, BuildRecord, CacheForecast, CacheMiss, ListBuildsParams, ListedBuild } from '../../protocol/index.ts';
import type { EngineContext, HistoryRoom } from '../host.ts';
import type { Session } from '../session.ts';

/** Requests about earlier builds. What was recorded may always be read; the engine is asked in trusted workspaces only. */
export function listBuilds(session: Session, params: ListBuildsParams | null, signal: AbortSignal): Promise<readonly ListedBuild[]> {
	return room(session).list(params ?? {}, contextOf(session, signal));
}

export function readBuild(session: Session, params: { readonly id: string }): Promise<Answered<{ readonly build: BuildRecord }>> {
	return room(session).read(text(params?.id, 'id'));
}

export function rollBack(
	session: Session,
	params: { readonly id: string; readonly tag: string },
	signal: AbortSignal,
): Promise<Answered<{ readonly kept: string | undefined }>> {
	const [id, tag] = [text(params?.id, 'id'), text(params?.tag, 'tag')];
	mustBeTrusted(session);
	return room(session).rollBack(id, tag, contextOf(session, signal));
}

export function removeBuild(
	session: Session,
	params: { readonly id: string; readonly image: boolean },
	signal: AbortSignal,
): Promise<Answered<{ readonly removed: true }>> {
	const id = text(params?.id, 'id');
	if (params.image) mustBeTrusted(session);
	return room(session).remove(id, params.image === true, contextOf(session, signal));
}

export function stepOutput(session: Session, params: { readonly id: string; readonly step: number }): Promise<Answered<{ readonly text: string }>> {
	return room(session).stepOutput(text(params?.id, 'id'), Number(params.step));
}

export function whyNotCached(session: Session, params: { readonly id: string }): Promise<Answered<{ readonly misses: readonly CacheMiss[] }>> {
	return room(session).whyNotCached(text(params?.id, 'id'));
}

export function cacheForecast(session: Session, params: { readonly uri: string }, signal: AbortSignal): Promise<CacheForecast | null> {
	const uri = text(params?.uri, 'uri');
	const history = session.host.historyRoom;
	return history && uri.startsWith('file:') ? history.forecast(uri, contextOf(session, signal)) : Promise.resolve(null);
}

function contextOf(session: Session, signal: AbortSignal): EngineContext {
	return { settings: session.settings, trusted: session.trusted, signal, document: uri => session.document(uri)?.doc, folders: session.folders };
}

function room(session: Session): HistoryRoom {
	if (session.host.historyRoom) return session.host.historyRoom;
	throw new ResponseError(LSPErrorCodes.RequestFailed, 'There are no builds in a browser. Open the folder in a desktop editor.');
}

function mustBeTrusted(session: Session): void {
	if (!session.trusted)
		throw new ResponseError(LSPErrorCodes.RequestFailed, 'The workspace is not trusted: no tag is moved and no image is removed. Trust it first.');
}

function text(value: unknown, name: string): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new ResponseError(ErrorCodes.InvalidParams, `The request needs ${name}.`);
}
