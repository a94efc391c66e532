/** Asking an OCI registry which digest a tag has now, and which tags there are. */
import { createHash } from 'node:crypto';
import type { ImageDigest } from '../service/types.ts';
import { loginFor } from './dockerConfig.ts';
import { type HttpResponse, request } from './http.ts';
import { type Access, denied, RegistryAuth } from './registryAuth.ts';
import { RegistryError } from './registryError.ts';
import { type RegistryName, registryName } from './registryName.ts';

export interface RegistryOptions {
	/** For each exchange. */
	readonly timeoutMs?: number | undefined;
	/** Who is asked instead of a host: `{ 'docker.io': 'https://mirror.example' }`. A path before the repository may follow. */
	readonly mirrors?: Readonly<Record<string, string>> | undefined;
	/** Hosts besides this machine that may be asked without https. */
	readonly insecure?: readonly string[] | undefined;
	/** Where DOCKER_CONFIG and PATH are looked for. */
	readonly environment?: NodeJS.ProcessEnv | undefined;
}

const manifestTypes = [
	'application/vnd.oci.image.index.v1+json',
	'application/vnd.docker.distribution.manifest.list.v2+json',
	'application/vnd.oci.image.manifest.v1+json',
	'application/vnd.docker.distribution.manifest.v2+json',
];
const defaultTimeoutMs = 5_000;
/** The limit that registries themselves keep. */
const maxManifestBytes = 4_000_000;
const maxPageBytes = 8_000_000;
const maxPages = 200;
const digestForm = /^sha256:[0-9a-f]{64}$/;

/** Docker's hub counts a GET of a manifest as a pull, of which there are few; a HEAD is free. */
const countsPulls = 'registry-1.docker.io';

export class Registry {
	readonly #options: RegistryOptions;
	readonly #timeoutMs: number;
	readonly #auth: RegistryAuth;

	constructor(options: RegistryOptions = {}) {
		this.#options = options;
		this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
		this.#auth = new RegistryAuth({ timeoutMs: this.#timeoutMs, mayBePlain: url => this.#mayBePlain(url), environment: options.environment });
	}

	/** The digest of the index where there is one, else of the manifest; `null` if there is no such image or tag. */
	async imageDigest(reference: string, signal?: AbortSignal): Promise<ImageDigest | null> {
		const name = nameIn(reference);
		const access = this.#accessTo(name);
		const source = access.url.host === countsPulls ? 'docker.io' : access.url.host;
		const url = at(access, `manifests/${name.tag}`);
		const accept = { Accept: manifestTypes.join(', ') };
		if (access.url.host === countsPulls) {
			const head = await this.#exchange(access, url, 'HEAD', accept, 0, signal);
			if (head.status === 404) return null;
			const digest = head.status === 200 && isManifest(head) ? claimedDigest(head, access) : undefined;
			if (digest !== undefined) return { digest, source };
		}
		const response = await this.#exchange(access, url, 'GET', accept, maxManifestBytes, signal);
		if (response.status === 404) return null;
		expectOk(response, access);
		checkManifest(response, access);
		const digest = `sha256:${createHash('sha256').update(response.body).digest('hex')}`;
		const claimed = claimedDigest(response, access);
		if (claimed !== undefined && claimed !== digest) throw lied(access, 'gave a digest that is not that of the manifest it sent');
		return { digest, source };
	}

	/** All tags of a repository, in no order; `null` if there is no such repository. */
	async imageTags(repository: string, signal?: AbortSignal): Promise<readonly string[] | null> {
		const access = this.#accessTo(nameIn(repository));
		const tags = new Set<string>();
		const seen = new Set<string>();
		let url: URL | undefined = at(access, 'tags/list');
		url.searchParams.set('n', '1000');
		for (let page = 0; url; page++) {
			if (page === maxPages || seen.has(url.href)) throw lied(access, 'has a list of tags that does not end');
			seen.add(url.href);
			const response = await this.#exchange(access, url, 'GET', { Accept: 'application/json' }, maxPageBytes, signal);
			if (response.status === 404) return null;
			expectOk(response, access);
			for (const tag of tagsIn(response, access)) tags.add(tag);
			url = nextPage(response.headers.get('link'), url, access);
		}
		return [...tags];
	}

	async #exchange(
		access: Access,
		url: URL,
		method: 'GET' | 'HEAD',
		headers: Record<string, string>,
		maxBytes: number,
		signal: AbortSignal | undefined,
	): Promise<HttpResponse> {
		const send = (authorization: string | undefined): Promise<HttpResponse> =>
			request(url, {
				method,
				headers: authorization === undefined ? headers : { ...headers, Authorization: authorization },
				signal,
				timeoutMs: this.#timeoutMs,
				maxBytes,
			});
		let response = await send(this.#auth.known(access));
		if (response.status === 401) {
			response = await send(await this.#auth.answer(access, response.headers.get('www-authenticate'), signal));
		}
		if (response.status === 401 || response.status === 403) {
			this.#auth.forget(access);
			throw denied(access, await loginFor(access.host, this.#options.environment, signal));
		}
		return response;
	}

	#accessTo(name: RegistryName): Access {
		const mirror = this.#options.mirrors?.[name.host];
		if (mirror === undefined) {
			const address = name.host === 'docker.io' ? countsPulls : name.host;
			const secure = new URL(`https://${address}`);
			return { url: this.#mayBePlain(secure) ? new URL(`http://${address}`) : secure, host: name.host, repository: name.repository };
		}
		const base = mirrorUrl(mirror, name.host);
		if (base.protocol === 'http:' && !this.#mayBePlain(base)) {
			throw new RegistryError('badSetting', base.host, `${base.host}, the mirror of ${name.host}, is not asked without https. Give its address with https.`);
		}
		const prefix = base.pathname.replace(/^\/+|\/+$/g, '').replace(/^v2(?:\/|$)/, '');
		return { url: new URL(base.origin), host: base.host, repository: prefix === '' ? name.repository : `${prefix}/${name.repository}` };
	}

	#mayBePlain(url: URL): boolean {
		return isThisMachine(url.hostname) || (this.#options.insecure ?? []).some(host => host === url.host || host === url.hostname);
	}
}

function nameIn(reference: string): RegistryName {
	const name = registryName(reference);
	if (!name) throw new RegistryError('badName', '', `"${reference}" is not the name of an image. Correct it.`);
	return name;
}

function mirrorUrl(mirror: string, host: string): URL {
	const text = /^https?:\/\//.test(mirror) ? mirror : `https://${mirror}`;
	if (!URL.canParse(text)) throw new RegistryError('badSetting', host, `The mirror of ${host} has no valid address. Correct it in the settings.`);
	const url = new URL(text);
	return !/^https?:\/\//.test(mirror) && isThisMachine(url.hostname) ? new URL(`http://${mirror}`) : url;
}

function isThisMachine(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

function at(access: Access, path: string): URL {
	return new URL(`/v2/${access.repository}/${path}`, access.url);
}

function expectOk(response: HttpResponse, access: Access): void {
	const { host } = access.url;
	if (response.status === 200) return;
	if (response.status === 429)
		throw new RegistryError(
			'limited',
			host,
			`${host} takes no more questions for now. Try again ${retryAfter(response.headers.get('retry-after'))}, or log in with docker login.`,
		);
	if (response.status >= 500) throw new RegistryError('broken', host, `${host} has a fault of its own (status ${response.status}). Try again later.`);
	throw new RegistryError('refused', host, `${host} answered with status ${response.status}. Check that it is a registry.`);
}

function retryAfter(header: string | null): string {
	if (header === null) return 'later';
	const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
	if (!Number.isFinite(seconds) || seconds <= 0) return 'later';
	return seconds < 120 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}

function isManifest(response: HttpResponse): boolean {
	const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim() ?? '';
	return manifestTypes.includes(type);
}

/** A page of a hotel's network and a manifest in the format of 2014 (whose digest names something else) are no answers. */
function checkManifest(response: HttpResponse, access: Access): void {
	const manifest = json(response, access);
	if (manifest['schemaVersion'] === 1) throw lied(access, 'has this image only in the format of 2014, which has no usable digest');
	if (manifest['schemaVersion'] !== 2) throw lied(access, 'sent something that is not a manifest');
}

function claimedDigest(response: HttpResponse, access: Access): string | undefined {
	const digest = response.headers.get('docker-content-digest');
	if (digest === null) return undefined;
	if (!digestForm.test(digest)) throw lied(access, 'gave a digest that is none');
	return digest;
}

function tagsIn(response: HttpResponse, access: Access): string[] {
	const tags = json(response, access)['tags'] ?? [];
	if (!Array.isArray(tags) || !tags.every(tag => typeof tag === 'string')) throw lied(access, 'sent something that is not a list of tags');
	return tags;
}

function nextPage(header: string | null, from: URL, access: Access): URL | undefined {
	const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header ?? '')?.[1];
	if (target === undefined) return undefined;
	if (!URL.canParse(target, from.href)) throw lied(access, 'has a list of tags that goes on nowhere');
	const next = new URL(target, from);
	if (next.origin !== access.url.origin) throw lied(access, `has a list of tags that goes on at ${next.host}`);
	return next;
}

function json(response: HttpResponse, access: Access): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(Buffer.from(response.body).toString('utf8'));
		if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
	} catch {
		// said below
	}
	throw lied(access, 'did not answer as a registry does');
}

function lied(access: Access, what: string): RegistryError {
	return new RegistryError('lied', access.url.host, `${access.url.host} ${what}. Check its address, or whether something stands in between.`);
}
