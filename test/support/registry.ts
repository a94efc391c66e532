/** A real registry (Debian's docker-registry) on a free port of this machine, open or with one of its two kinds of log-in. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRegistry {
	/** `127.0.0.1:PORT` */
	readonly host: string;
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	/** The only user of the kinds with a log-in. */
	readonly user: string;
	readonly password: string;
	/** The header that gets in, for pushing; none where the registry is open. */
	authorization(repository: string): Promise<string | undefined>;
	stop(): Promise<void>;
}

export type RegistryKind = 'open' | 'htpasswd' | 'token';

const user = 'sailor';
const password = 'knots-and-splices';
const readyWithinMs = 20_000;

/** Programs: `docker-registry`; with `htpasswd` that too, with `token` also `openssl`. */
export async function startRegistry(kind: RegistryKind = 'open'): Promise<TestRegistry> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-registry-'));
	const host = `127.0.0.1:${await freePort()}`;
	const tokens = kind === 'token' ? await startTokenServer(folder, host) : undefined;
	const auth = kind === 'htpasswd' ? htpasswd(folder) : (tokens?.configuration ?? '');
	const config = join(folder, 'config.yml');
	writeFileSync(
		config,
		`version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${folder}/data }, delete: { enabled: true } }\nhttp: { addr: ${host} }\n${auth}`,
	);
	const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.setEncoding('utf8').on('data', text => {
		said = (said + text).slice(-2000);
	});
	const stop = async (): Promise<void> => {
		await ended(child);
		tokens?.server.closeAllConnections();
		tokens?.server.close();
		rmSync(folder, { recursive: true, force: true });
	};
	const url = `http://${host}`;
	try {
		await answers(`${url}/v2/`, child);
	} catch (error) {
		await stop();
		throw new Error(`docker-registry did not start: ${said}`, { cause: error });
	}
	return {
		host,
		url,
		user,
		password,
		stop,
		authorization: async repository => {
			if (kind === 'open') return undefined;
			return tokens ? `Bearer ${tokens.token(`repository:${repository}:pull,push`)}` : `Basic ${btoa(`${user}:${password}`)}`;
		},
	};
}

/** A port that is free now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const socket = createSocket()
			.once('error', reject)
			.listen(0, '127.0.0.1', () => {
				const { port } = socket.address() as AddressInfo;
				socket.close(() => resolve(port));
			});
	});
}

async function answers(url: string, child: ChildProcess): Promise<void> {
	for (const end = Date.now() + readyWithinMs; ; ) {
		const status = await fetch(url).then(
			response => response.status,
			() => 0,
		);
		if (status === 200 || status === 401) return;
		if (child.exitCode !== null || Date.now() > end) throw new Error('no answer');
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
	const exit = new Promise(resolve => child.once('exit', resolve));
	child.kill('SIGKILL');
	await exit;
}

function htpasswd(folder: string): string {
	const file = join(folder, 'htpasswd');
	writeFileSync(file, execFileSync('htpasswd', ['-niB', user], { input: password }));
	return `auth: { htpasswd: { realm: test, path: ${file} } }\n`;
}

interface TokenServer {
	readonly server: Server;
	readonly configuration: string;
	token(scope: string): string;
}

/** The other half of the Bearer log-in: takes user and password, gives signed tokens that the registry believes. */
async function startTokenServer(folder: string, service: string): Promise<TokenServer> {
	const { key, certificate, file } = selfSigned(folder);
	const token = (scope: string): string => {
		const [type = '', name = '', actions = ''] = scope.split(':');
		const now = Math.floor(Date.now() / 1000);
		const header = { typ: 'JWT', alg: 'RS256', x5c: [certificate.raw.toString('base64')] };
		const access = scope === '' ? [] : [{ type, name, actions: actions.split(',') }];
		const claims = {
			iss: 'drydock-test',
			sub: user,
			aud: service,
			exp: now + 300,
			nbf: now - 10,
			iat: now,
			jti: createHash('sha256').update(`${now}${scope}`).digest('hex'),
			access,
		};
		const signed = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
		return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
	};
	const server = createServer((request, response) => {
		if (request.headers.authorization !== `Basic ${btoa(`${user}:${password}`)}`) {
			response.writeHead(401).end();
			return;
		}
		const asked = new URL(request.url ?? '', 'http://localhost').searchParams;
		response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ token: token(asked.get('scope') ?? ''), expires_in: 300 }));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const configuration = `auth: { token: { realm: "http://127.0.0.1:${port}/token", service: "${service}", issuer: drydock-test, rootcertbundle: ${file} } }\n`;
	return { server, configuration, token };
}

function selfSigned(folder: string): { key: KeyObject; certificate: X509Certificate; file: string } {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const keyFile = join(folder, 'key.pem');
	const file = join(folder, 'certificate.pem');
	writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
	const certificate = new X509Certificate(
		execFileSync('openssl', ['req', '-x509', '-new', '-key', keyFile, '-subj', '/CN=drydock-test', '-days', '2'], { stdio: ['ignore', 'pipe', 'ignore'] }),
	);
	writeFileSync(file, certificate.toString());
	return { key: privateKey, certificate, file };
}
