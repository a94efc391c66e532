import { nameProblem } from '../../../server/src/protocol/imageName.ts';

/** Why a text cannot be the name of a new image: a short sentence that says what to do. `undefined` if it can. */
export function tagProblem(text: string): string | undefined {
	const problem = nameProblem(text);
	if (problem === undefined) return undefined;
	if (text.trim() === '') return 'Type a name and a tag, for example shop:1.4.0.';
	if (/\s/.test(text)) return 'An image name holds no blanks.';
	if (text.includes('@')) return 'A digest comes from the build; type a name and a tag.';
	const { host, path, tag } = split(text);
	if (host !== undefined && !isName(`${host}/a`)) return `"${host}" is not the name of a registry.`;
	if (path.split('/').includes('')) return 'The name has an empty part.';
	if (/[A-Z]/.test(path)) return `Image names are lower case: ${text.replace(path, path.toLowerCase())}`;
	const wrong = path.split('/').find(part => part.length <= 255 && !isName(part));
	if (wrong !== undefined) return `"${wrong}" may hold a-z and 0-9, with single . or _, __ or - between them.`;
	if (!isName(host === undefined ? path : `${host}/${path}`)) return 'The name is longer than 255 characters.';
	if (tag === undefined) return 'Add a tag after a colon, for example :1.0.0.';
	if (tag === 'latest') return 'latest says nothing about what is inside; type a version.';
	return 'A tag holds up to 128 of A-Z, a-z, 0-9, _, . and -, and does not begin with . or -.';
}

function isName(name: string): boolean {
	return nameProblem(`${name}:1`) === undefined;
}

function split(text: string): { host: string | undefined; path: string; tag: string | undefined } {
	const slash = text.indexOf('/');
	const first = slash < 0 ? '' : text.slice(0, slash);
	// Without a dot, a port or "localhost", what stands before the slash is a namespace of the default registry.
	const hasHost = slash >= 0 && (/[.:[]/.test(first) || first === 'localhost');
	const rest = hasHost ? text.slice(slash + 1) : text;
	const colon = rest.lastIndexOf(':');
	const hasTag = colon > rest.lastIndexOf('/');
	return { host: hasHost ? first : undefined, path: hasTag ? rest.slice(0, colon) : rest, tag: hasTag ? rest.slice(colon + 1) : undefined };
}
