/** Proving to a registry who we are: the Basic and the Bearer way, as its `WWW-Authenticate` header asks. */
import { type Login, loginFor } from './dockerConfig.ts';
import { type HttpResponse, request } from './http.ts';
import { RegistryError } from './registryError.ts';

export interface Challenge {
	readonly scheme: string;
	readonly parameters: Readonly<Record<string, string>>;
}

export interface AuthOptions {
	readonly timeoutMs: number;
	/** True where plain http is allowed to this host. */
	readonly mayBePlain: (url: URL) => boolean;
	readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** What is being asked for, and who asks. */
export interface Access {
	/** The registry's address. */
	readonly url: URL;
	/** The name of the registry in image names and in `config.json`. */
	readonly host: string;
	readonly repository: string;
}

interface Token {
	readonly value: string;
	readonly until: number;
}

const maxTokenBytes = 1 << 20;
/** What the specification says a token lives where the answer does not say. */
const defaultLifeSeconds = 60;

/** Remembers tokens and log-ins while they are good, so that a hundred tags cost one log-in. */
export class RegistryAuth {
	readonly #options: AuthOptions;
	readonly #headers = new Map<string, Token>();

	constructor(options: AuthOptions) {
		this.#options = options;
	}

	/** The header that worked last time. */
	known(access: Access): string | undefined {
		const token = this.#headers.get(keyOf(access));
		return token && token.until > Date.now() ? token.value : undefined;
	}

	forget(access: Access): void {
		this.#headers.delete(keyOf(access));
	}

	/** A header that answers the challenge. Throws where there is no way in. */
	async answer(access: Access, header: string | null, signal: AbortSignal | undefined): Promise<string> {
		const challenges = parseChallenges(header ?? '');
		const login = await loginFor(access.host, this.#options.environment, signal);
		const bearer = challenges.find(challenge => challenge.scheme === 'bearer' && challenge.parameters['realm'] !== undefined);
		let token: Token;
		if (bearer) token = await this.#bearer(access, bearer, login, signal);
		else if (challenges.some(challenge => challenge.scheme === 'basic') && login.credentials?.password) {
			token = { value: basic(login.credentials.user, login.credentials.password), until: Number.POSITIVE_INFINITY };
		} else throw denied(access, login);
		this.#headers.set(keyOf(access), token);
		return token.value;
	}

	async #bearer(access: Access, challenge: Challenge, login: Login, signal: AbortSignal | undefined): Promise<Token> {
		const { host } = access;
		const realm = challenge.parameters['realm'] ?? '';
		const bad = (why: string): RegistryError => new RegistryError('lied', host, `${host} sends log-ins to ${why}. Check the address of the registry.`);
		if (!URL.canParse(realm)) throw bad('something that is not an address');
		const url = new URL(realm);
		const plain = url.protocol === 'http:' && this.#options.mayBePlain(url);
		if (url.protocol !== 'https:' && !plain) throw bad(`${url.host} without https`);
		// Our own words, not the server's: never more than reading this one repository.
		const scope = `repository:${access.repository}:pull`;
		const service = challenge.parameters['service'];
		const response = login.credentials?.identityToken
			? await this.#refresh(url, scope, service, login.credentials.identityToken, signal)
			: await this.#ask(url, scope, service, login, signal);
		if (response.status === 401 || response.status === 403) throw denied(access, login);
		if (response.status !== 200)
			throw new RegistryError('broken', host, `${url.host}, where ${host} logs in, answered with status ${response.status}. Try again later.`);
		return tokenIn(response) ?? fail(new RegistryError('lied', host, `${url.host}, where ${host} logs in, gave no token. Check the address of the registry.`));
	}

	#ask(url: URL, scope: string, service: string | undefined, login: Login, signal: AbortSignal | undefined): Promise<HttpResponse> {
		const asked = new URL(url);
		if (service !== undefined) asked.searchParams.set('service', service);
		asked.searchParams.set('scope', scope);
		const headers: Record<string, string> = {};
		if (login.credentials?.password) headers['Authorization'] = basic(login.credentials.user, login.credentials.password);
		return request(asked, { headers, signal, timeoutMs: this.#options.timeoutMs, maxBytes: maxTokenBytes });
	}

	#refresh(url: URL, scope: string, service: string | undefined, token: string, signal: AbortSignal | undefined): Promise<HttpResponse> {
		const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'drydock', refresh_token: token, scope, service: service ?? '' });
		const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
		return request(url, { method: 'POST', headers, body: form.toString(), signal, timeoutMs: this.#options.timeoutMs, maxBytes: maxTokenBytes });
	}
}

/** The challenges of a `WWW-Authenticate` header; several may stand in one, separated by the same commas as their parameters. */
export function parseChallenges(header: string): Challenge[] {
	const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
	const piece = /\s*,?\s*(?:([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|([\w-]+)(?=\s|,|$))/gy;
	for (let match = piece.exec(header); match; match = piece.exec(header)) {
		const [whole, name, quoted, plain, scheme] = match;
		if (whole === '') break;
		if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
		else if (name !== undefined) {
			const last = challenges.at(-1);
			if (last) last.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
		}
	}
	return challenges;
}

/** There is no way in, or the way that we know was not accepted. */
export function denied(access: Access, login: Login): RegistryError {
	const { host } = access;
	const address = host === 'docker.io' ? '' : ` ${host}`;
	const trouble = login.trouble ? ` ${login.trouble}` : '';
	const what = login.credentials ? 'did not accept the saved log-in for' : 'does not show';
	const advice = login.credentials ? `Run "docker login${address}" again.` : `Check the name, or run "docker login${address}" if it is private.`;
	return new RegistryError('denied', host, `${host} ${what} ${access.repository}.${trouble} ${advice}`);
}

function tokenIn(response: HttpResponse): Token | undefined {
	try {
		const answer = JSON.parse(Buffer.from(response.body).toString('utf8')) as Readonly<Record<string, unknown>>;
		const token = [answer['token'], answer['access_token']].find(value => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value));
		if (token === undefined) return undefined;
		const seconds = typeof answer['expires_in'] === 'number' ? answer['expires_in'] : defaultLifeSeconds;
		// Some seconds less: a token must still be good when it arrives.
		return { value: `Bearer ${String(token)}`, until: Date.now() + Math.max(0, seconds - 10) * 1000 };
	} catch {
		return undefined;
	}
}

function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function keyOf(access: Access): string {
	return `${access.url.origin} ${access.repository}`;
}

function fail(error: Error): never {
	throw error;
}
