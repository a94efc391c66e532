/** The name a build gets when nobody says one. */
import { basename, resolve } from 'node:path';
import { imageNameFrom, nextFreeTag, tagFrom } from '../image/imageName.ts';
import { projectVersion } from './projectVersion.ts';

export interface DefaultTag {
	/** `name:version`, the name being that of the project or else of its folder; never `latest`, never one that exists. */
	readonly reference: string;
	/** Where the version comes from: a file name, "git", or "default". */
	readonly source: string;
}

/** `existing` are the references the engine has. */
export async function defaultTag(folder: string, existing: Iterable<string>, env: Readonly<Record<string, string | undefined>>): Promise<DefaultTag> {
	const { name, version, source } = await projectVersion(folder, env);
	return { reference: nextFreeTag(`${imageNameFrom(name ?? basename(resolve(folder)))}:${tagFrom(version) ?? '0.1.0'}`, existing), source };
}
