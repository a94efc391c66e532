/**
 * A real Docker engine for tests: the one that answers already, or else Debian's dockerd on a socket, data folder and bridge of its
 * own, which needs root. It touches nothing that another engine on this machine has.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

export const busyboxCommands: readonly string[] = ['sh', 'cat', 'chmod', 'cp', 'dd', 'echo', 'ls', 'mkdir', 'rm', 'true', 'false'];

const readyWithinMs = 30_000;

/** One that scripts/engines.mjs has built. */
interface BuiltEngine {
	/** Folder of its programs. */
	readonly bin: string;
	/** Folder of its client's configuration. */
	readonly config: string;
}

/** What is missing for `startDocker`, as a sentence; `undefined` if nothing is. `own`: as there. */
export function dockerMissing(own = false): string | undefined {
	if (!findProgram('docker')) return 'docker is not installed. To run this test: apt-get install docker.io busybox-static.';
	if (!own && answers(process.env)) return undefined;
	if (process.getuid?.() !== 0) return 'No Docker engine answers, and only root can start one. Start Docker, or run this test as root.';
	const absent = ['dockerd', 'ip', 'busybox'].filter(program => !findProgram(program));
	return absent.length === 0 ? undefined : `${absent.join(', ')} not found. To run this test: apt-get install docker.io busybox-static iproute2.`;
}

/** `own`: one that is started here, also where another answers. `built`: of this kind, and started here. */
export async function startDocker(own = false, built?: BuiltEngine): Promise<DockerEngine> {
	if (!own && !built && answers(process.env)) return engine(process.env, async () => {});
	const around = built ? { ...process.env, PATH: [built.bin, process.env['PATH']].join(delimiter), DOCKER_CONFIG: built.config } : process.env;
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-docker-')));
	// Names of interfaces have at most 15 characters; each test process has its own.
	const address = `172.${30 + (process.pid % 200)}.${Math.floor(process.pid / 200) % 250}.1/24`;
	const keeper = spawn(process.execPath, [join(import.meta.dirname, 'dockerDaemon.ts'), folder, `ddk${process.pid}`, address], {
		stdio: ['pipe', 'ignore', 'pipe'],
		env: around,
		// an interrupt at the terminal is not for it: it ends with us
		detached: true,
	});
	let said = '';
	keeper.stderr.setEncoding('utf8').on('data', text => {
		said += text;
	});
	const stop = async (): Promise<void> => {
		keeper.stdin.end();
		if (keeper.exitCode === null) await once(keeper, 'exit');
	};
	const socket = join(folder, 'docker.sock');
	try {
		await ready(socket, keeper);
	} catch (error) {
		await stop();
		throw new Error(`dockerd did not start: ${said}`, { cause: error });
	}
	const kill = async (): Promise<void> => {
		process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL');
		while (await connects(socket)) await delay(20);
	};
	return { ...engine({ ...around, DOCKER_HOST: `unix://${socket}` }, stop), kill };
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

function engine(around: DockerEngine['env'], stop: () => Promise<void>): DockerEngine {
	// builds of tests are not for the history of who runs them
	const env = { ...around, XDG_STATE_HOME: join(tmpdir(), 'drydock-test-state') };
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

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
