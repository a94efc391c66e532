import { ErrorCodes, LSPErrorCodes, ProgressType, ResponseError } from 'vscode-languageserver';
import type {
	Answered,
	FileLife,
	FileList,
	ImageHandle,
	ImageSummary,
	IndexImageParams,
	IndexProgress,
	ListFilesParams,
	ReadFileParams,
} from '../../protocol/index.ts';
import type { OpenImages } from '../host.ts';
import type { Session } from '../session.ts';

/** Requests about the files of an open image. A handle exists only where opening was allowed, so nothing more is asked here. */
export function closeImage(session: Session, { image }: { readonly image: ImageHandle }): null {
	images(session).close(handle(image));
	return null;
}

const indexProgress = new ProgressType<IndexProgress>();

export function indexImage(session: Session, { image, token }: IndexImageParams, signal: AbortSignal): Promise<Answered<ImageSummary>> {
	return images(session).index(handle(image), signal, progress => {
		if (token !== undefined) void session.connection.sendProgress(indexProgress, token, progress);
	});
}

export function listFiles(session: Session, params: ListFilesParams, signal: AbortSignal): Promise<Answered<FileList>> {
	if (typeof params.scope !== 'object' || typeof params.folder !== 'string') throw missing('scope and folder');
	handle(params.image);
	return images(session).list(params, signal);
}

export function fileLife(
	session: Session,
	{ image, path }: { readonly image: ImageHandle; readonly path: string },
	signal: AbortSignal,
): Promise<Answered<FileLife>> {
	return images(session).life(handle(image), path, signal);
}

export function readImageFile(session: Session, params: ReadFileParams, signal: AbortSignal): Promise<Answered<{ readonly content: string }>> {
	if (typeof params.path !== 'string' || typeof params.layer !== 'number') throw missing('layer and path');
	handle(params.image);
	return images(session).read(params, signal);
}

export function whatIfMerged(
	session: Session,
	{ image, from, to }: { readonly image: ImageHandle; readonly from: number; readonly to: number },
	signal: AbortSignal,
): Promise<Answered<{ readonly saves: number }>> {
	return images(session).whatIfMerged(handle(image), from, to, signal);
}

export function imageFindings(session: Session, { image }: { readonly image: ImageHandle }, signal: AbortSignal) {
	return images(session).findings(handle(image), signal);
}

export function compareImages(session: Session, { before, image }: { readonly before: ImageHandle; readonly image: ImageHandle }, signal: AbortSignal) {
	return images(session).compare(handle(before), handle(image), signal);
}

function images(session: Session): OpenImages {
	if (session.host.engineRoom) return session.host.engineRoom.images;
	throw new ResponseError(LSPErrorCodes.RequestFailed, 'Images cannot be read in a browser. Open the folder in a desktop editor.');
}

function handle(image: unknown): ImageHandle {
	if (typeof image !== 'string') throw missing('image');
	return image;
}

function missing(name: string): ResponseError<void> {
	return new ResponseError(ErrorCodes.InvalidParams, `The request needs ${name}.`);
}
