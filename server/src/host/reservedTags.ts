/** A tag is built once at a time on this machine: two builds that both found it free would give it to the one that ends last. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, EngineError } from './engine.ts';
import { stateFolder } from './stateFolder.ts';

/** No build takes longer: by then the number of the process belongs to another one. */
const longestBuildMs = 24 * 3_600_000;

/** Runs while nobody else of this user builds these tags with this engine. Throws an `EngineError` if somebody does. */
export async function whileReserved<T>(tags: readonly string[], engine: Engine, run: () => Promise<T>): Promise<T> {
	const folder = join(stateFolder(engine.env), 'tags-being-built');
	const taken: string[] = [];
	try {
		for (const tag of new Set(tags)) {
			const lock = join(folder, lockName(tag, engine));
			if (await take(folder, lock)) taken.push(lock);
			else throw new EngineError('refused', `${tag} is being built already. Wait until it is, or choose another tag.`);
		}
		return await run();
	} finally {
		await Promise.all(taken.map(lock => rm(lock, { force: true })));
	}
}

/** The same name in another engine is another tag. */
function lockName(tag: string, { dialect, env }: Engine): string {
	const place = [dialect.name, env['DOCKER_HOST'] ?? '', env['DOCKER_CONTEXT'] ?? '', env['CONTAINER_HOST'] ?? '', tag];
	return createHash('sha256').update(place.join('\n')).digest('hex').slice(0, 32);
}

/** A lock of a process that is gone is taken over. Where none can be written, builds go on without. */
async function take(folder: string, lock: string): Promise<boolean> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
	}
	const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
	const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
	// an empty one is being written this moment
	if (owner === 0 || (isAlive(owner) && Date.now() - mtimeMs < longestBuildMs)) return false;
	await rm(lock, { force: true });
	return take(folder, lock);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
