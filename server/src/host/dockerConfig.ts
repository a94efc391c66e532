/** The log-ins that `docker login` left behind: in `config.json`, or with a helper program that it names. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ProcessError, run } from './process.ts';

export interface Credentials {
	readonly user: string;
	readonly password: string;
	/** Stands for user and password where the registry gave one. */
	readonly identityToken: string | undefined;
}

export interface Login {
	readonly credentials: Credentials | undefined;
	/** Why a log-in that should be there could not be had; a sentence. */
	readonly trouble: string | undefined;
}

interface DockerConfig {
	readonly auths: Readonly<Record<string, unknown>>;
	readonly credHelpers: Readonly<Record<string, unknown>>;
	readonly credsStore: unknown;
}

const hubKey = 'https://index.docker.io/v1/';
const helperTimeoutMs = 10_000;
const nobody: Login = { credentials: undefined, trouble: undefined };

/** Looks up who we are for a registry host (`docker.io`, `ghcr.io`, `localhost:5000`). */
export async function loginFor(host: string, environment: NodeJS.ProcessEnv = process.env, signal?: AbortSignal): Promise<Login> {
	const file = join(environment['DOCKER_CONFIG'] || join(homedir(), '.docker'), 'config.json');
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nobody;
		return { credentials: undefined, trouble: `${file} could not be read.` };
	}
	const config = parse(text);
	if (!config) return { credentials: undefined, trouble: `${file} is not valid JSON.` };
	const key = host === 'docker.io' ? hubKey : host;
	const helper = config.credHelpers[key] ?? config.credHelpers[host] ?? config.credsStore;
	if (typeof helper === 'string' && helper !== '') {
		const login = await askHelper(helper, key, environment, signal);
		if (login.credentials) return login;
		return { credentials: fromAuths(config, host), trouble: login.trouble };
	}
	return { credentials: fromAuths(config, host), trouble: undefined };
}

function parse(text: string): DockerConfig | undefined {
	try {
		const value = record(JSON.parse(text));
		return { auths: record(value['auths']), credHelpers: record(value['credHelpers']), credsStore: value['credsStore'] };
	} catch {
		return undefined;
	}
}

function fromAuths(config: DockerConfig, host: string): Credentials | undefined {
	const hosts = host === 'docker.io' ? ['index.docker.io', 'docker.io', 'registry-1.docker.io'] : [host];
	for (const [key, value] of Object.entries(config.auths)) {
		// Old files have whole addresses as keys.
		if (!hosts.includes(key.replace(/^https?:\/\//, '').replace(/\/.*$/, ''))) continue;
		const entry = record(value);
		const [user = '', ...rest] = Buffer.from(string(entry['auth']), 'base64').toString('utf8').split(':');
		const credentials = {
			user: string(entry['username']) || user,
			password: string(entry['password']) || rest.join(':'),
			identityToken: string(entry['identitytoken']) || undefined,
		};
		if (credentials.user !== '' || credentials.identityToken) return credentials;
	}
	return undefined;
}

async function askHelper(helper: string, key: string, environment: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<Login> {
	const program = `docker-credential-${helper}`;
	const trouble = (why: string): Login => ({ credentials: undefined, trouble: `The credential helper ${program} ${why}.` });
	// A name, never a path: the file must not be able to name just any program.
	if (!/^[\w.-]+$/.test(helper)) return { credentials: undefined, trouble: 'The credential helper in config.json has a name that is none.' };
	try {
		const { code, stdout } = await run({ program, args: ['get'], input: key, env: environment, signal, timeoutMs: helperTimeoutMs, maxOutputBytes: 1 << 20 });
		// Its words could hold a secret; only the one sentence that means "nothing saved" is looked for.
		if (code !== 0) return stdout.includes('credentials not found') ? nobody : trouble(`failed with status ${code}`);
		const answer = record(JSON.parse(stdout));
		const user = string(answer['Username']);
		const secret = string(answer['Secret']);
		if (secret === '') return nobody;
		const identityToken = user === '<token>' ? secret : undefined;
		return { credentials: { user, password: identityToken ? '' : secret, identityToken }, trouble: undefined };
	} catch (error) {
		if (error instanceof ProcessError) {
			if (error.kind === 'aborted') throw error;
			return trouble(error.kind === 'notFound' ? 'is not installed' : 'did not answer');
		}
		return trouble('answered with something that is not JSON');
	}
}

function record(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function string(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
