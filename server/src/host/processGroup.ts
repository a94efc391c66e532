/** Stopping a program together with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();
const lastWords = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Asks the program's whole group to stop, and kills it if it has not after `graceMs`. Children that left the group may still
 * hold the pipes; those are closed then, so that nobody waits for them.
 */
export function stopTree(child: ChildProcess, graceMs: number): void {
	send(child, 'SIGTERM');
	const timer = setTimeout(() => {
		send(child, 'SIGKILL');
		child.stdout?.destroy();
		child.stderr?.destroy();
	}, graceMs);
	child.once('close', () => {
		clearTimeout(timer);
		// The leader has gone; a member of its group that closed its pipes may not have.
		send(child, 'SIGKILL');
	});
}

/**
 * A group of its own does not hear the Ctrl-C that ends this process, so it is told. Call the returned function when the
 * program has ended.
 */
export function watchOver(child: ChildProcess): () => void {
	if (running.size === 0) {
		process.on('exit', killAll);
		for (const signal of lastWords) process.on(signal, passOn);
	}
	running.add(child);
	return () => {
		running.delete(child);
		if (running.size > 0) return;
		process.off('exit', killAll);
		for (const signal of lastWords) process.off(signal, passOn);
	};
}

function killAll(): void {
	for (const child of running) send(child, 'SIGKILL');
}

function passOn(signal: NodeJS.Signals): void {
	for (const child of running) send(child, 'SIGTERM');
	// With a listener the signal no longer ends this process. If nobody else listens, that is what it should do.
	if (process.listenerCount(signal) > 1) return;
	for (const name of lastWords) process.off(name, passOn);
	process.kill(process.pid, signal);
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		// Windows has no groups; taskkill follows the tree.
		spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill());
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// nothing left in the group
	}
}
