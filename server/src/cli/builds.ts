/** `drydock builds [PATH]`: what was built on this machine. `drydock rollback ID|TAG`: back to an earlier image. */
import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildHistory } from '../host/buildHistory.ts';
import { EngineError, findEngine } from '../host/engine.ts';
import { rollBack } from '../host/keepImage.ts';
import { ProcessError } from '../host/process.ts';
import type { BuildRecord } from '../image/buildRecord.ts';
import { isKeptName, nameProblem } from '../image/imageName.ts';
import { formatSize } from '../image/size.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';

/** 0: listed, also if there is none; 2: could not do the work. */
export async function builds(args: readonly string[], io: CommandIo): Promise<number> {
	return answered(io, async () => {
		const { values, positionals } = parsed(args, { format: { type: 'string' } });
		if (positionals.length > 1) throw new UsageError('Name one Dockerfile or folder: drydock builds [PATH].');
		const format = values['format'] ?? 'text';
		if (format !== 'text' && format !== 'json') throw new UsageError(`The format "${format}" is not one of text and json.`);
		const found = await recordsAt(resolve(io.cwd, positionals[0] ?? '.'), BuildHistory.of(io.env));
		if (format === 'json') io.stdout(`${JSON.stringify({ schema: 1, builds: found.map(({ argMarks: _marks, ...record }) => record) }, undefined, 2)}\n`);
		else io.stdout(found.map(record => `${rowOf(record, io.cwd)}\n`).join(''));
		if (found.length === 0) io.stderr('Nothing was built here yet that is remembered.\n');
		return 0;
	});
}

/** 0: the tag is where it was asked to be; 2: could not do the work, and the tag is where it was. */
export async function rollback(args: readonly string[], io: CommandIo): Promise<number> {
	return answered(io, async () => {
		const { values, positionals } = parsed(args, { tag: { type: 'string', short: 't' }, engine: { type: 'string' } });
		const [wanted] = positionals;
		if (wanted === undefined || positionals.length > 1) throw new UsageError('Name one build or tag: drydock rollback ID|TAG [--tag TAG].');
		const engine = await findEngine({ engine: values['engine'] ?? io.env.DRYDOCK_ENGINE, env: io.env });
		const { image, tag } = chosen(wanted, values['tag'], await BuildHistory.of(io.env).list());
		const problem = nameProblem(tag);
		if (problem !== undefined) throw new UsageError(problem);
		const { kept } = await rollBack(engine, image, tag, io.signal);
		io.stdout(`${tag} ${image}\n`);
		if (kept !== undefined) io.stderr(`The image that had the tag is kept as ${kept}.\n`);
		return 0;
	});
}

function parsed(args: readonly string[], options: Readonly<Record<string, { type: 'string'; short?: string }>>) {
	try {
		return parseArgs({ args: [...args], allowPositionals: true, options });
	} catch (error) {
		throw UsageError.from(error);
	}
}

async function answered(io: CommandIo, run: () => Promise<number>): Promise<number> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof EngineError || error instanceof ProcessError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

/** Those of a Dockerfile, or of all below a folder. */
async function recordsAt(path: string, history: BuildHistory): Promise<readonly BuildRecord[]> {
	const isFolder = await stat(path).then(
		found => found.isDirectory(),
		() => false,
	);
	if (!isFolder) return history.list(path);
	return (await history.list()).filter(({ dockerfile }) => {
		const inside = relative(path, dockerfile);
		return !/^\.\.(?:[/\\]|$)/.test(inside) && !isAbsolute(inside);
	});
}

function rowOf({ id, started, seconds, outcome, tags, size, dockerfile }: BuildRecord, cwd: string): string {
	const cells = [shortId(id), started.slice(0, 19).replace('T', ' '), outcome.padEnd(9), `${seconds.toFixed(1)} s`.padStart(8)];
	return [...cells, (size === undefined ? '' : formatSize(size)).padStart(9), tags.join(' ') || '-', relative(cwd, dockerfile) || dockerfile].join('  ');
}

function shortId(id: string): string {
	return id.slice(-6);
}

/** A build by its id or the end of it; a tag: the newest build that gave it to another image than the last one did; or a name of a kept image. */
function chosen(wanted: string, tag: string | undefined, records: readonly BuildRecord[]): { image: string; tag: string } {
	if (isKeptName(wanted)) {
		if (tag === undefined) throw new UsageError(`Say which tag ${wanted} shall get: --tag TAG.`);
		return { image: wanted, tag };
	}
	const byId = records.filter(({ id }) => id === wanted || shortId(id) === wanted);
	if (byId.length > 1) throw new UsageError(`${wanted} is the end of several ids. Take the whole id from drydock builds --format json.`);
	const tagged = records.filter(({ tags, imageId }) => imageId !== undefined && tags.includes(wanted));
	const record = byId[0] ?? tagged.find(({ imageId }) => imageId !== tagged[0]?.imageId);
	if (!record) {
		if (tagged.length > 0) throw new UsageError(`Only one image is remembered that was built as ${wanted}. Name a build: drydock builds lists them.`);
		throw new UsageError(`No build is remembered with the id or the tag ${wanted}. drydock builds lists them.`);
	}
	if (record.imageId === undefined) throw new UsageError('That build made no image. Choose one that was built.');
	const target = tag ?? (byId.length > 0 ? record.tags[0] : wanted);
	if (target === undefined) throw new UsageError('That build gave no tag. Say which tag its image shall get: --tag TAG.');
	return { image: record.imageId, tag: target };
}
