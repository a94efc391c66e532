/** The builds of this machine, kept over restarts: a folder per Dockerfile, a file per build. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildRecord, readBuildRecord } from '../image/buildRecord.ts';
import type { InputFile, InputFiles } from '../image/cacheBuild.ts';
import { asArray, asNumber, asRecord, asText } from '../image/json.ts';
import { stateFolder } from './stateFolder.ts';
import { writeAtomically } from './writeAtomically.ts';

const mostBuilds = 100;
/** Lists of files are large, and only builds that follow each other are compared. */
const mostManifests = 10;
const mostDockerfiles = 200;
/** A record is some kilobytes: what is larger than this is none. */
const mostRecordBytes = 32 << 20;

const onlyUser = { file: 0o600, folder: 0o700 };
const idPattern = /^([0-9a-f]{16})-\d{17}-[0-9a-f]{6}$/;

export class BuildHistory {
	readonly #folder: string;
	readonly #most: number;
	#key: Promise<Buffer> | undefined;

	constructor(folder: string, most = mostBuilds) {
		this.#folder = folder;
		this.#most = most;
	}

	static of(env: Readonly<Record<string, string | undefined>>): BuildHistory {
		return new BuildHistory(join(stateFolder(env), 'builds'));
	}

	/** Newest first; of one Dockerfile, or of all. What cannot be read is left out. */
	async list(dockerfile?: string): Promise<readonly BuildRecord[]> {
		const groups = dockerfile === undefined ? (await namesIn(this.#folder)).filter(name => /^[0-9a-f]{16}$/.test(name)) : [groupOf(dockerfile)];
		const records: BuildRecord[] = [];
		for (const group of groups) {
			const found = await Promise.all((await this.#ids(group)).map(id => this.get(id)));
			records.push(...found.filter(record => record !== undefined));
		}
		return records.sort((a, b) => timeOf(b.id).localeCompare(timeOf(a.id)));
	}

	async get(id: string): Promise<BuildRecord | undefined> {
		const record = readBuildRecord(await readJson(this.#path(id)));
		return record?.id === id && groupOf(record.dockerfile) === idPattern.exec(id)?.[1] ? record : undefined;
	}

	/** The newest builds of a Dockerfile, newest first; of those before another one, if that is given. */
	async newest(dockerfile: string, most: number, before?: BuildRecord): Promise<readonly BuildRecord[]> {
		const found: BuildRecord[] = [];
		for (const id of await this.#ids(groupOf(dockerfile))) {
			if (found.length >= most) break;
			const record = before && timeOf(id) >= timeOf(before.id) ? undefined : await this.get(id);
			if (record) found.push(record);
		}
		return found;
	}

	/** Another one for each call, in the order of time. */
	newId(dockerfile: string, started: Date): string {
		return `${groupOf(dockerfile)}-${started.toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
	}

	/** Throws a `WriteError`. The oldest builds of the Dockerfile go. */
	async put(record: BuildRecord, files: InputFiles | undefined): Promise<void> {
		const path = this.#path(record.id);
		if (path === undefined) throw new Error(`${record.id} is no id of a build.`);
		await mkdir(join(path, '..'), { recursive: true, mode: onlyUser.folder });
		if (files) await writeAtomically(manifestPath(path), JSON.stringify(packed(files)), { mode: onlyUser.file });
		await writeAtomically(path, `${JSON.stringify(record)}\n`, { mode: onlyUser.file });
		await this.#trim(groupOf(record.dockerfile));
	}

	/** The files of the context that the build's instructions read; `undefined`: not known, or forgotten. */
	async files(id: string): Promise<InputFiles | undefined> {
		const path = this.#path(id);
		return path === undefined ? undefined : unpacked(await readJson(manifestPath(path)));
	}

	async remove(id: string): Promise<void> {
		const path = this.#path(id);
		if (path === undefined) return;
		await rm(path, { force: true });
		await rm(manifestPath(path), { force: true });
	}

	/**
	 * A function that makes a mark of a build argument's value: another mark means another value. Short, and made with a key of this user, so that
	 * a record alone does not give the value away.
	 */
	async marker(): Promise<(name: string, value: string) => string> {
		this.#key ??= this.#readKey();
		const key = await this.#key;
		return (name, value) => createHmac('sha256', key).update(`${name}=${value}`).digest('hex').slice(0, 8);
	}

	async #readKey(): Promise<Buffer> {
		const path = join(this.#folder, 'key');
		const kept = await readFile(path).catch(() => undefined);
		if (kept?.length === 64) return kept;
		const key = randomBytes(32).toString('hex');
		try {
			await mkdir(this.#folder, { recursive: true, mode: onlyUser.folder });
			await writeAtomically(path, key, { mode: onlyUser.file });
		} catch {
			// a folder that cannot be written to keeps no records either
		}
		return Buffer.from(key);
	}

	/** Newest first. */
	async #ids(group: string): Promise<readonly string[]> {
		return (await namesIn(join(this.#folder, group)))
			.flatMap(name => (name.endsWith('.json') && idPattern.test(name.slice(0, -5)) ? [name.slice(0, -5)] : []))
			.sort()
			.reverse();
	}

	#path(id: string): string | undefined {
		const group = idPattern.exec(id)?.[1];
		return group === undefined ? undefined : join(this.#folder, group, `${id}.json`);
	}

	async #trim(group: string): Promise<void> {
		const ids = await this.#ids(group);
		for (const id of ids.slice(this.#most)) await this.remove(id);
		for (const id of ids.slice(mostManifests, this.#most)) await rm(manifestPath(this.#path(id) ?? ''), { force: true });
		const groups = (await namesIn(this.#folder)).filter(name => /^[0-9a-f]{16}$/.test(name));
		if (groups.length <= mostDockerfiles) return;
		const dated = await Promise.all(
			groups.map(async name => ({
				name,
				time: await stat(join(this.#folder, name)).then(
					({ mtimeMs }) => mtimeMs,
					() => 0,
				),
			})),
		);
		for (const { name } of dated.sort((a, b) => b.time - a.time).slice(mostDockerfiles)) await rm(join(this.#folder, name), { recursive: true, force: true });
	}
}

function groupOf(dockerfile: string): string {
	return createHash('sha256').update(dockerfile).digest('hex').slice(0, 16);
}

function timeOf(id: string): string {
	return id.slice(17);
}

function manifestPath(path: string): string {
	return path.replace(/\.json$/, '.files');
}

async function namesIn(folder: string): Promise<readonly string[]> {
	return readdir(folder).catch(() => []);
}

async function readJson(path: string | undefined): Promise<unknown> {
	try {
		if (path === undefined || (await stat(path)).size > mostRecordBytes) return undefined;
		return JSON.parse(await readFile(path, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Columns: a third of the size of a list of objects. */
function packed(files: InputFiles) {
	const all = [...files.values()];
	return {
		paths: [...files.keys()],
		sizes: all.map(({ size }) => size),
		modes: all.map(({ mode }) => mode),
		times: all.map(({ modified }) => modified),
		hashes: all.map(({ hash }) => hash ?? ''),
	};
}

function unpacked(value: unknown): InputFiles | undefined {
	const { paths, sizes, modes, times, hashes } = asRecord(value);
	const columns = [sizes, modes, times, hashes].map(asArray);
	if (!Array.isArray(paths) || columns.some(({ length }) => length !== paths.length)) return undefined;
	const files = paths.map((path, at): [string, InputFile] => {
		const [size, mode, modified] = columns.map(column => asNumber(column[at]) ?? 0) as [number, number, number];
		return [asText(path) ?? '', { size, mode, modified, hash: asText(columns[3]?.[at]) || undefined }];
	});
	return new Map(files);
}
