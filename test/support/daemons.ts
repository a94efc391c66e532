/** Daemons of scripts/engines.mjs, each with a socket and a folder of its own. They need root. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeLeftovers } from './dockerLeftovers.ts';

export interface Daemon {
	readonly socket: string;
	/** All it writes is below, and goes away with it. */
	readonly folder: string;
	stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const readyWithinMs = 30_000;

/** A BuildKit apart from any engine: what a remote builder is. `env`: where "buildkitd" and "runc" are on the PATH. */
export function startBuildkit(env: Environment): Promise<Daemon> {
	const worker = ['--oci-worker=true', '--containerd-worker=false', '--oci-worker-net=host'];
	return start('buildkitd', env, (folder, socket) => ['--root', join(folder, 'root'), '--addr', `unix://${socket}`, ...worker]);
}

/** What nerdctl keeps its images in. */
export function startContainerd(env: Environment): Promise<Daemon> {
	return start('containerd', env, (folder, socket) => {
		const config = join(folder, 'config.toml');
		const place = (name: string): string => JSON.stringify(join(folder, name));
		writeFileSync(config, `version = 3\nroot = ${place('root')}\nstate = ${place('state')}\n[grpc]\n  address = ${JSON.stringify(socket)}\n`);
		return ['--config', config];
	});
}

async function start(program: string, env: Environment, argsFor: (folder: string, socket: string) => readonly string[]): Promise<Daemon> {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), `drydock-${program}-`)));
	const socket = join(folder, 'socket');
	const daemon = spawn(program, argsFor(folder, socket), { env, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	daemon.stderr.setEncoding('utf8').on('data', text => {
		said = (said + text).slice(-2000);
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
			throw new Error(`${program} did not start: ${said}`);
		}
		await delay(50);
	}
	return { socket, folder, stop };
}
