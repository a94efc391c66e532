import { ErrorCodes, LSPErrorCodes, ProgressType, ResponseError } from 'vscode-languageserver';
import type {
	Answered,
	BuildChoice,
	BuildEvent,
	BuildForm,
	BuildPlan,
	BuildResult,
	BuildRunParams,
	ListImagesResult,
	OpenImageParams,
	OpenImageResult,
	PushParams,
	PushPlan,
	TaggedImage,
	TagImageParams,
} from '../../protocol/index.ts';
import type { EngineContext, EngineRoom } from '../host.ts';
import type { Session } from '../session.ts';

/** Requests about builds and images go to the host's engine room. Building is for trusted workspaces. */
export function buildForm(session: Session, params: { readonly uri: string }, signal: AbortSignal): Promise<BuildForm> {
	if (typeof params?.uri !== 'string') throw missing('uri');
	return room(session).form(params.uri, contextOf(session, signal));
}

export function buildPlan(session: Session, choice: BuildChoice, signal: AbortSignal): Promise<BuildPlan> {
	checkChoice(choice);
	mustBeTrusted(session);
	return room(session).plan(choice, contextOf(session, signal));
}

export function proposeTags(session: Session, params: { readonly uri: string; readonly tag: string; readonly platform?: string }, signal: AbortSignal) {
	checkChoice(params);
	mustBeTrusted(session);
	return room(session).proposeTags(params.uri, params.tag, params.platform, contextOf(session, signal));
}

export function listBuilders(session: Session, signal: AbortSignal) {
	mustBeTrusted(session);
	return room(session).builders(contextOf(session, signal));
}

export function choicesOfFiles(session: Session, params: { readonly uri: string }, signal: AbortSignal) {
	if (typeof params?.uri !== 'string') throw missing('uri');
	mustBeTrusted(session);
	return room(session).choicesOfFiles(params.uri, contextOf(session, signal));
}

export function tagImage(session: Session, params: TagImageParams, signal: AbortSignal): Promise<Answered<{ readonly kept: string | undefined }>> {
	if (typeof params?.image !== 'string' || params.image === '') throw missing('image');
	if (typeof params.tag !== 'string') throw missing('tag');
	mustBeTrusted(session);
	return room(session).publishing.tag(params, contextOf(session, signal));
}

export function planPush(session: Session, params: { readonly image: string }, signal: AbortSignal): Promise<Answered<PushPlan>> {
	if (typeof params?.image !== 'string' || params.image === '') throw missing('image');
	mustBeTrusted(session);
	return room(session).publishing.plan(params.image, contextOf(session, signal));
}

const pushProgress = new ProgressType<string>();

export function pushImage(session: Session, params: PushParams, signal: AbortSignal): Promise<Answered<{ readonly digest: string | undefined }>> {
	if (typeof params?.image !== 'string' || params.image === '') throw missing('image');
	if (typeof params.token !== 'string' && typeof params.token !== 'number') throw missing('token');
	mustBeTrusted(session);
	return room(session).publishing.push(params, contextOf(session, signal), line => void session.connection.sendProgress(pushProgress, params.token, line));
}

const buildProgress = new ProgressType<BuildEvent>();

export function buildRun(session: Session, params: BuildRunParams, signal: AbortSignal): Promise<BuildResult> {
	checkChoice(params);
	if (typeof params.token !== 'string' && typeof params.token !== 'number') throw missing('token');
	mustBeTrusted(session);
	return room(session).run(params, contextOf(session, signal), event => void session.connection.sendProgress(buildProgress, params.token, event));
}

export function openImage(session: Session, params: OpenImageParams, signal: AbortSignal): Promise<OpenImageResult> {
	const named =
		typeof params === 'object' &&
		params !== null &&
		(('reference' in params && typeof params.reference === 'string') || ('archive' in params && typeof params.archive === 'string'));
	if (!named) throw missing('reference or archive');
	if ('reference' in params) mustBeTrusted(session);
	return room(session).open(params, contextOf(session, signal));
}

export function listImages(session: Session, signal: AbortSignal): Promise<ListImagesResult> {
	mustBeTrusted(session);
	return room(session).list(contextOf(session, signal));
}

const tagged = new ProgressType<TaggedImage>();

export function watchImages(session: Session, { token }: { readonly token: string | number }, signal: AbortSignal): Promise<{ readonly failure?: string }> {
	if (typeof token !== 'string' && typeof token !== 'number') throw missing('token');
	mustBeTrusted(session);
	return room(session).watch(contextOf(session, signal), image => void session.connection.sendProgress(tagged, token, image));
}

function contextOf(session: Session, signal: AbortSignal): EngineContext {
	return { settings: session.settings, trusted: session.trusted, signal, document: uri => session.document(uri)?.doc, folders: session.folders };
}

function room(session: Session): EngineRoom {
	if (session.host.engineRoom) return session.host.engineRoom;
	throw new ResponseError(LSPErrorCodes.RequestFailed, 'There is no container engine in a browser. Open the folder in a desktop editor.');
}

function mustBeTrusted(session: Session): void {
	if (!session.trusted)
		throw new ResponseError(LSPErrorCodes.RequestFailed, 'The workspace is not trusted: nothing is built and no engine is asked. Trust it first.');
}

function checkChoice(choice: Pick<BuildChoice, 'uri' | 'tag'>): void {
	if (typeof choice?.uri !== 'string') throw missing('uri');
	if (typeof choice.tag !== 'string' || choice.tag === '') throw missing('tag');
}

function missing(name: string): ResponseError<void> {
	return new ResponseError(ErrorCodes.InvalidParams, `The request needs ${name}.`);
}
