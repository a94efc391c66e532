/** A BuildKit of its own, apart from any Docker engine: what a remote builder is. Needs root. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DockerEngine } from './dockerEngine.ts';
import { removeLeftovers } from './dockerLeftovers.ts';

export interface BuildkitDaemon {
	readonly address: string;
	stop(): Promise<void>;
}

const readyWithinMs = 30_000;

/** `env`: where "buildkitd" and "runc" are on the PATH. */
export async function startBuildkit(env: DockerEngine['env']): Promise<BuildkitDaemon> {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-buildkit-')));
	const socket = join(folder, 'socket');
	const worker = ['--oci-worker=true', '--containerd-worker=false', '--oci-worker-net=host'];
	const daemon = spawn('buildkitd', ['--root', join(folder, 'root'), '--addr', `unix://${socket}`, ...worker], { env, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	daemon.stderr.setEncoding('utf8').on('data', text => {
		said += text;
	});
	const ended = once(daemon, 'exit');
	const stop = async (): Promise<void> => {
		daemon.kill();
		await ended;
		await removeLeftovers(folder);
		rmSync(folder, { recursive: true, force: true });
	};
	const deadline = Date.now() + readyWithinMs;
	while (!existsSync(socket)) {
		if (daemon.exitCode !== null || Date.now() > deadline) {
			await stop();
			throw new Error(`buildkitd did not start: ${said.slice(-2000)}`);
		}
		await delay(50);
	}
	return { address: `unix://${socket}`, stop };
}
