/**
 * A real Docker engine for tests: the one that answers already, or else Debian's dockerd on a socket, data folder and bridge of its
 * own, which needs root. It touches nothing that another engine on this machine has.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, closeSync, constants, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeLeftovers } from './dockerLeftovers.ts';
import { findProgram } from './requirement.ts';
import { tar } from './tarWriter.ts';

export interface DockerEngine {
	/** For the processes that should use it. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Runs the first client on PATH and gives its standard output. */
	docker(...args: string[]): string;
	/** Puts Debian's static busybox into the engine under this name, with links for its commands. */
	importBusybox(name: string): void;
	/** Stops it if it was started here. */
	stop(): Promise<void>;
	/** Ends it at once, as a crash does; absent if it was not started here. */
	kill?(): Promise<void>;
}

export const busyboxCommands: readonly string[] = ['sh', 'cat', 'chmod', 'cp', 'echo', 'ls', 'mkdir', 'rm', 'true', 'false'];

const readyWithinMs = 30_000;

/** What is missing for `startDocker`, as a sentence; `undefined` if nothing is. `own`: as there. */
export function dockerMissing(own = false): string | undefined {
	if (!findProgram('docker')) return 'docker is not installed. To run this test: apt-get install docker.io busybox-static.';
	if (!own && answers(process.env)) return undefined;
	if (process.getuid?.() !== 0) return 'No Docker engine answers, and only root can start one. Start Docker, or run this test as root.';
	const absent = ['dockerd', 'ip', 'busybox'].filter(program => !findProgram(program));
	return absent.length === 0 ? undefined : `${absent.join(', ')} not found. To run this test: apt-get install docker.io busybox-static iproute2.`;
}

/** `own`: one that is started here, also where another answers. */
export async function startDocker(own = false): Promise<DockerEngine> {
	if (!own && answers(process.env)) return engine(process.env, async () => {});
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-docker-')));
	// Names of interfaces have at most 15 characters; each test process has its own.
	const bridge = `ddk${process.pid}`;
	ip('link', 'add', bridge, 'type', 'bridge');
	ip('addr', 'add', `172.${30 + (process.pid % 200)}.${Math.floor(process.pid / 200) % 250}.1/24`, 'dev', bridge);
	ip('link', 'set', bridge, 'up');
	const socket = join(folder, 'docker.sock');
	const log = openSync(join(folder, 'log'), 'w');
	const child = spawn(
		'dockerd',
		[
			'-H',
			`unix://${socket}`,
			'--data-root',
			join(folder, 'data'),
			'--exec-root',
			join(folder, 'run'),
			'--pidfile',
			join(folder, 'pid'),
			'--bridge',
			bridge,
			'--iptables=false',
			'--ip6tables=false',
		],
		{ stdio: ['ignore', log, log] },
	);
	closeSync(log);
	const env = { ...process.env, DOCKER_HOST: `unix://${socket}` };
	const stop = async (): Promise<void> => {
		for (const signal of signals) process.removeListener(signal, interrupted);
		await ended(child, 'SIGTERM');
		await removeLeftovers(folder);
		ip('link', 'del', bridge);
		rmSync(folder, { recursive: true, force: true });
	};
	// a test run that is interrupted leaves nothing either
	const interrupted = (): void => void stop().finally(() => process.exit(1));
	for (const signal of signals) process.once(signal, interrupted);
	try {
		await ready(socket, child);
	} catch (error) {
		const said = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
		await stop();
		throw new Error(`dockerd did not start: ${said}`, { cause: error });
	}
	return { ...engine(env, stop), kill: () => ended(child, 'SIGKILL') };
}

/** Every Docker client on PATH, one per version: machines often have an old one beside a new one. */
export function dockerClients(): { program: string; version: string }[] {
	const programs = (process.env['PATH'] ?? '')
		.split(delimiter)
		.map(folder => join(folder, 'docker'))
		.filter(isProgram);
	const versions = programs.map(program => ({
		program,
		version: /\d+\.\d+\.\d+/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'unknown',
	}));
	return [...new Map(versions.map(client => [client.version, client])).values()];
}

/** The environment in which this client is the first on PATH. */
export function withClient(env: DockerEngine['env'], program: string): Record<string, string | undefined> {
	return { ...env, PATH: [dirname(program), env['PATH']].join(delimiter) };
}

function engine(env: DockerEngine['env'], stop: () => Promise<void>): DockerEngine {
	const docker = (...args: string[]): string => execFileSync('docker', args, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
	return {
		env,
		docker,
		stop,
		importBusybox: name => {
			const content = readFileSync(realpathSync(findProgram('busybox') as string));
			const archive = tar([
				{ path: 'bin/', type: '5', mode: 0o755 },
				{ path: 'bin/busybox', content, mode: 0o755 },
				...busyboxCommands.map(command => ({ path: `bin/${command}`, type: '2', link: 'busybox' })),
			]);
			execFileSync('docker', ['import', '-c', 'CMD ["/bin/sh"]', '-', name], { env, input: archive });
		},
	};
}

function answers(env: DockerEngine['env']): boolean {
	return spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { env, timeout: 10_000 }).status === 0;
}

async function ready(socket: string, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + readyWithinMs;
	while (!(await connects(socket))) {
		if (child.exitCode !== null) throw new Error(`it ended with status ${child.exitCode}`);
		if (Date.now() > deadline) throw new Error(`it did not answer in ${readyWithinMs} ms`);
		await delay(50);
	}
}

/** True once the engine answers a ping; the socket is there some time before. */
async function connects(socket: string): Promise<boolean> {
	return new Promise(resolve => {
		const connection = createConnection(socket, () => connection.write('GET /_ping HTTP/1.0\r\n\r\n'));
		connection.once('data', data => {
			connection.destroy();
			resolve(data.toString('latin1').includes(' 200 '));
		});
		connection.once('error', () => resolve(false));
		connection.once('end', () => resolve(false));
	});
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill(signal);
	await exit;
}

function ip(...args: string[]): void {
	execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
