/** What a Docker engine leaves when it is killed: containers, what watches over them, and mounts. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Ends and unmounts all that an engine with its data and state below this folder has left. After an orderly stop that is nothing. */
export async function removeLeftovers(folder: string): Promise<void> {
	const pids = processes().filter(pid => belongsTo(pid, folder));
	for (const pid of pids) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// it has ended by itself
		}
	}
	while (pids.some(pid => belongsTo(pid, folder))) await delay(20);
	// the last mount first: some stand on others
	for (const place of mounts(folder).reverse()) spawnSync('umount', ['--lazy', place]);
}

function processes(): number[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(Number);
}

/** Has the folder in its arguments (the engine's helpers), or its root in an image's layers there (a container). */
function belongsTo(pid: number, folder: string): boolean {
	if (read(`/proc/${pid}/cmdline`).includes(`${folder}/`)) return true;
	return read(`/proc/${pid}/mountinfo`)
		.split('\n')
		.some(line => line.split(' ')[4] === '/' && line.includes(`${folder}/`));
}

function mounts(folder: string): string[] {
	return read('/proc/self/mounts')
		.split('\n')
		.map(line => line.split(' ')[1] ?? '')
		.filter(place => place.startsWith(`${folder}/`));
}

/** A process that has ended meanwhile has no text any more. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
