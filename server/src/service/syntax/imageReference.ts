import type { Span } from '../text.ts';

/** An image reference, read and normalised by the rules of distribution/reference. */
export interface ImageReference {
	/** As written. */
	readonly text: string;
	/** The registry as written; `undefined` if none is (then it is Docker Hub). */
	readonly registry: string | undefined;
	/** The registry, normalised: `docker.io` for Docker Hub. */
	readonly domain: string;
	/** The repository within the registry, normalised: `library/node` for Docker's own images. */
	readonly path: string;
	/** The name as written, without tag and digest. */
	readonly repository: string;
	readonly tag: string | undefined;
	readonly digest: string | undefined;
	/** Where the tag stands in `text`, without the colon. */
	readonly tagSpan: Span | undefined;
	/** Where the digest stands in `text`, without the at sign. */
	readonly digestSpan: Span | undefined;
}

const hub = 'docker.io';
const legacyHub = 'index.docker.io';
const officialPrefix = 'library/';
const longestPath = 255;

const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domainAndPort = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const remoteName = `${pathComponent}(?:/${pathComponent})*`;
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const pattern = new RegExp(`^(?:(${domainAndPort})/)?(${remoteName})(?::(${tag}))?(?:@(${digest}))?$`);
const identifier = /^[a-f0-9]{64}$/;

/** Length of the hexadecimal part by algorithm (go-digest). */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Reads a reference as `docker pull` would; `undefined` if it is none. Variables must be expanded before. */
export function parseImageReference(text: string): ImageReference | undefined {
	if (identifier.test(text)) return undefined;
	const { registry, domain, rest } = splitDomain(text);
	const match = pattern.exec(`${domain}/${rest}`);
	if (!match) return undefined;
	const [, matchedDomain = '', path = '', tag, digest] = match;
	if (path.length > longestPath || (digest !== undefined && !isDigest(digest))) return undefined;
	const digestSpan = digest === undefined ? undefined : { start: text.length - digest.length, end: text.length };
	const tagEnd = digestSpan ? digestSpan.start - 1 : text.length;
	const tagSpan = tag === undefined ? undefined : { start: tagEnd - tag.length, end: tagEnd };
	const repository = text.slice(0, tagSpan ? tagSpan.start - 1 : tagEnd);
	return { text, registry, domain: matchedDomain, path, repository, tag, digest, tagSpan, digestSpan };
}

/** The first component is a registry if it looks like a host; everything else is on Docker Hub. */
function splitDomain(text: string): { registry: string | undefined; domain: string; rest: string } {
	const slash = text.indexOf('/');
	const first = text.slice(0, slash);
	if (slash === -1) return { registry: undefined, domain: hub, rest: officialPrefix + text };
	const isHost = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
	const domain = !isHost || first === legacyHub ? hub : first;
	const rest = isHost ? text.slice(slash + 1) : text;
	return { registry: isHost ? first : undefined, domain, rest: domain === hub && !rest.includes('/') ? officialPrefix + rest : rest };
}

/** True for a digest with an algorithm that engines know and as many lower-case digits as it needs. */
export function isDigest(text: string): boolean {
	const colon = text.indexOf(':');
	const algorithm = text.slice(0, colon);
	return Object.hasOwn(digestLengths, algorithm) && text.length - colon - 1 === digestLengths[algorithm] && /^[a-f0-9]+$/.test(text.slice(colon + 1));
}

/** The name as people write it: `node`, `grafana/loki`, `ghcr.io/a/b`. Without tag and digest. */
export function familiarName({ domain, path }: Pick<ImageReference, 'domain' | 'path'>): string {
	if (domain !== hub) return qualifiedName({ domain, path });
	const official = path.startsWith(officialPrefix) && !path.includes('/', officialPrefix.length);
	return official ? path.slice(officialPrefix.length) : path;
}

/** The name with its registry: `docker.io/library/node`. Without tag and digest. */
export function qualifiedName({ domain, path }: Pick<ImageReference, 'domain' | 'path'>): string {
	return domain === '' ? path : `${domain}/${path}`;
}
