/** Asking a server: with an end in time, in size and in redirects, and without telling one host another host's password. */
import { seconds } from './process.ts';

export interface HttpRequest {
	readonly method?: 'GET' | 'HEAD' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly signal?: AbortSignal | undefined;
	/** For the whole exchange, redirects and body included. */
	readonly timeoutMs: number;
	readonly maxBytes: number;
}

export interface HttpResponse {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Uint8Array;
	/** Where the answer came from in the end. */
	readonly url: URL;
}

export type HttpFailure = 'timedOut' | 'aborted' | 'unreachable' | 'untrusted' | 'tooLarge' | 'badRedirect';

/** Why there is no answer. The message names the host and is a sentence for people. */
export class HttpError extends Error {
	readonly kind: HttpFailure;
	readonly host: string;

	constructor(kind: HttpFailure, host: string, message: string) {
		super(message);
		this.name = 'HttpError';
		this.kind = kind;
		this.host = host;
	}
}

const mostRedirects = 5;
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** One exchange. Any status is an answer; only what prevents an answer is an error. */
export async function request(url: URL, options: HttpRequest): Promise<HttpResponse> {
	const control = new AbortController();
	let timedOut = false;
	const timer = setTimeout(() => {
		timedOut = true;
		control.abort();
	}, options.timeoutMs);
	const onAbort = (): void => control.abort();
	if (options.signal?.aborted) control.abort();
	else options.signal?.addEventListener('abort', onAbort, { once: true });
	const asked = { url };
	try {
		return await follow(asked, options, control.signal);
	} catch (error) {
		const host = asked.url.host;
		if (error instanceof HttpError) throw error;
		if (timedOut) throw new HttpError('timedOut', host, `${host} did not answer in ${seconds(options.timeoutMs)}.`);
		if (control.signal.aborted) throw new HttpError('aborted', host, `The question to ${host} was cancelled. Ask again if you still want the answer.`);
		throw unreachable(host, error);
	} finally {
		clearTimeout(timer);
		options.signal?.removeEventListener('abort', onAbort);
		// Lets go of a connection whose body nobody wants any more.
		control.abort();
	}
}

async function follow(asked: { url: URL }, options: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
	let headers = options.headers ?? {};
	for (let hops = 0; ; hops++) {
		const response = await fetch(asked.url, { method: options.method ?? 'GET', headers, body: options.body ?? null, redirect: 'manual', signal });
		const location = response.headers.get('location');
		if (response.status < 301 || response.status > 308 || response.status === 304 || location === null) {
			return { status: response.status, headers: response.headers, body: await readBody(response, asked.url.host, options.maxBytes), url: asked.url };
		}
		await response.body?.cancel();
		const next = redirectTarget(location, asked.url, hops, options.method ?? 'GET');
		if (next.origin !== asked.url.origin) headers = withoutSecrets(headers);
		asked.url = next;
	}
}

function redirectTarget(location: string, from: URL, hops: number, method: string): URL {
	const refuse = (why: string): never => {
		throw new HttpError('badRedirect', from.host, `${from.host} ${why}. Check the address of the registry or of its mirror.`);
	};
	if (hops >= mostRedirects) refuse(`redirects more than ${mostRedirects} times`);
	if (method === 'POST') refuse('redirects a log-in');
	if (!URL.canParse(location, from.href)) refuse('redirects to something that is not an address');
	const next = new URL(location, from);
	if (next.protocol !== 'https:' && next.protocol !== 'http:') refuse('redirects to something that is not a web address');
	if (from.protocol === 'https:' && next.protocol === 'http:') refuse('redirects from https to plain http');
	next.username = '';
	next.password = '';
	return next;
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.has(name.toLowerCase())));
}

async function readBody(response: Response, host: string, maxBytes: number): Promise<Uint8Array> {
	if (!response.body) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return Buffer.concat(chunks);
		size += value.byteLength;
		if (size > maxBytes) {
			await reader.cancel();
			throw new HttpError('tooLarge', host, `${host} answered with more than ${Math.round(maxBytes / 1_000_000)} MB. Check that it is a registry.`);
		}
		chunks.push(value);
	}
}

const reasons: Readonly<Record<string, string>> = {
	ENOTFOUND: 'its name is not known',
	EAI_AGAIN: 'its name could not be looked up',
	ECONNREFUSED: 'nothing listens there',
	ECONNRESET: 'it broke the connection off',
	EHOSTUNREACH: 'there is no way to it',
	ENETUNREACH: 'there is no network',
	ETIMEDOUT: 'the connection was not made in time',
	UND_ERR_SOCKET: 'it broke the connection off',
	UND_ERR_CONNECT_TIMEOUT: 'the connection was not made in time',
	EPROTO: 'it does not speak https',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https',
};

function unreachable(host: string, error: unknown): HttpError {
	// fetch keeps away from the ports of old protocols, whoever listens there.
	if (error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port') {
		return new HttpError('unreachable', host, `${host} cannot be asked: its port is kept for another protocol. Let the registry listen on another one.`);
	}
	const code = codeOf(error);
	if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|ISSUER/.test(code)) {
		return new HttpError('untrusted', host, `${host} shows a certificate that is not trusted (${code}). Set NODE_EXTRA_CA_CERTS to the file of its authority.`);
	}
	return new HttpError(
		'unreachable',
		host,
		`${host} could not be reached: ${reasons[code] ?? (code || 'no reason given')}. Check its address and the network.`,
	);
}

/** fetch hides the reason in a chain of causes, and in a list where it tried several addresses. */
function codeOf(error: unknown): string {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		const code = (at as NodeJS.ErrnoException).code;
		if (code) return code;
		const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined;
		if (first instanceof Error && (first as NodeJS.ErrnoException).code) return (first as NodeJS.ErrnoException).code ?? '';
	}
	return '';
}
