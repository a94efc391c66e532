/** Writing a file so that at every moment either the old or the new text is there, whole. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Why nothing was written. The message names the file and is a sentence for people; the file is as it was. */
export class WriteError extends Error {
	readonly path: string;

	constructor(path: string, message: string) {
		super(message);
		this.name = 'WriteError';
		this.path = path;
	}
}

export interface WriteOptions {
	/** What the file said when the new text was made of it. If it says something else by now, nothing is written. */
	readonly expected?: string | undefined;
	/** Permissions of a file that is new; default: what the system gives. */
	readonly mode?: number | undefined;
}

const newFileMode = 0o666;

/**
 * Writes a temporary file beside the target and renames it. The mode is kept, the owner where the system lets us; a link stays a
 * link, and the file that it leads to is written. A file that does not exist is made.
 */
export async function writeAtomically(path: string, text: string, options: WriteOptions = {}): Promise<void> {
	let temporary: string | undefined;
	try {
		const target = await targetOf(path);
		const old = await stat(target).catch(error => {
			if (isMissing(error)) return undefined;
			throw error;
		});
		if (old && !old.isFile()) throw new WriteError(path, `${path} is not a file and was not written. Name a file.`);
		// A rename would replace a file that its owner has made read-only; opening it asks without changing it.
		if (old) await (await open(target, 'r+')).close();
		if (options.expected !== undefined && (!old || (await readFile(target, 'utf8')) !== options.expected)) {
			throw new WriteError(path, `${path} was changed by somebody else in the meantime and was not written. Try again.`);
		}
		temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
		const file = await open(temporary, 'wx', old ? 0o600 : (options.mode ?? newFileMode));
		try {
			await file.writeFile(text, 'utf8');
			if (old) await keepOwnerAndMode(file, old);
			// Without this a power cut may leave the new name with nothing in it.
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, target);
	} catch (error) {
		if (temporary !== undefined) await unlink(temporary).catch(() => {});
		throw error instanceof WriteError ? error : new WriteError(path, sentence(path, (error as NodeJS.ErrnoException).code));
	}
}

async function keepOwnerAndMode(file: FileHandle, old: { readonly mode: number; readonly uid: number; readonly gid: number }): Promise<void> {
	const own = await file.stat();
	if (own.uid !== old.uid || own.gid !== old.gid) await file.chown(old.uid, old.gid).catch(() => {});
	// After the owner: changing that takes special bits away.
	await file.chmod(old.mode & 0o7777);
}

/** Follows links; a file that is not there yet is its own target. */
async function targetOf(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if (!isMissing(error)) throw error;
		return join(await realpath(dirname(path)), basename(path));
	}
}

function isMissing(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function sentence(path: string, code: string | undefined): string {
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return `${path} may not be written. Change its permissions and those of its folder, or leave it out.`;
	if (code === 'ENOENT' || code === 'ENOTDIR') return `${path} could not be written: its folder does not exist. Make the folder first.`;
	if (code === 'ENOSPC' || code === 'EDQUOT') return `${path} could not be written: the disk is full. Make room and try again.`;
	return `${path} could not be written (${code ?? 'unknown reason'}). It is as it was; try again.`;
}
