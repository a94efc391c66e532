/** The labels of the OCI image specification that say where an image comes from (annotations.md, "Pre-Defined Annotation Keys"). */
import { basename } from 'node:path';
import { parseTaggedName } from '../image/imageName.ts';
import { git } from './git.ts';

export interface LabelledBuild {
	/** What is sent to the builder: changes in it are changes of the image. */
	readonly folder: string;
	readonly tag: string;
	/** The image of the last stage's FROM, as far as it is known. */
	readonly base: { readonly name: string; readonly digest: string | undefined } | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is known of revision, source, created, version, title, base name and base digest. The time is that of the commit where nothing was changed since, so that building again makes the same image. */
export async function ociLabels({ folder, tag, base, env }: LabelledBuild): Promise<Readonly<Record<string, string>>> {
	const ask = (...args: string[]): Promise<string | undefined> => git(folder, args, env);
	const [revision, remote, committed, changes] = await Promise.all([
		ask('rev-parse', 'HEAD'),
		ask('config', '--get', 'remote.origin.url'),
		ask('show', '--no-patch', '--format=%cI', 'HEAD'),
		ask('status', '--porcelain', '--branch', '--untracked-files=normal', '--', '.'),
	]);
	// With --branch there is always one line; none means that git did not say, and what is not known to be clean is not called so.
	const isClean = revision !== undefined && /^## [^\n]*$/.test(changes ?? '');
	const created = isClean && committed !== undefined ? new Date(committed) : new Date();
	const name = parseTaggedName(tag);
	const labels = {
		title: name && basename(name.name),
		version: name?.tag,
		created: created.toISOString().replace(/\.\d{3}Z$/, 'Z'),
		revision: revision && (isClean ? revision : `${revision}-dirty`),
		source: remote && withoutLogin(remote),
		'base.name': base?.name,
		'base.digest': base?.digest,
	};
	return Object.fromEntries(Object.entries(labels).flatMap(([key, value]) => (value === undefined ? [] : [[`org.opencontainers.image.${key}`, value]])));
}

/** A remote may hold a user's name and password, which belong in no image. */
function withoutLogin(remote: string): string | undefined {
	const ssh = /^(?:ssh:\/\/)?[^@/]+@([^:/]+)[:/](.+?)(?:\.git)?$/.exec(remote);
	if (ssh) return `https://${ssh[1]}/${ssh[2]}`;
	if (!/^https?:\/\//.test(remote)) return undefined;
	try {
		const url = new URL(remote);
		url.username = '';
		url.password = '';
		url.search = '';
		return url.href.replace(/\.git$/, '');
	} catch {
		return undefined;
	}
}
