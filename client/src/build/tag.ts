/** The grammar of image names, as registries and engines have it: `[host[:port]/]path[:tag]`. */
const host = /^(?:localhost|(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?=:)|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Why a text cannot be the name of a new image: a sentence that says what to do. `undefined` if it can. */
export function tagProblem(text: string): string | undefined {
	if (text.trim() === '') return 'Type a name and a tag, for example shop:1.4.0.';
	if (/\s/.test(text)) return 'An image name holds no blanks.';
	if (text.includes('@')) return 'A digest comes from the build; type a name and a tag.';
	const { hostName, path, tag } = split(text);
	if (hostName !== undefined && !host.test(hostName)) return `"${hostName}" is not the name of a registry.`;
	if (path === '' || path.split('/').includes('')) return 'The name has an empty part.';
	if (/[A-Z]/.test(path)) return `Image names are lower case: ${text.replace(path, path.toLowerCase())}`;
	const wrong = path.split('/').find(part => !component.test(part));
	if (wrong !== undefined) return `"${wrong}" may hold a-z and 0-9, with single . or _, __ or - between them.`;
	if (path.length + (hostName === undefined ? 0 : hostName.length + 1) > 255) return 'The name is longer than 255 characters.';
	if (tag === undefined) return 'Add a tag after a colon, for example :1.0.0.';
	if (tag === 'latest') return 'latest says nothing about what is inside; type a version.';
	if (!tagName.test(tag)) return 'A tag holds up to 128 of A-Z, a-z, 0-9, _, . and -, and does not begin with . or -.';
	return undefined;
}

function split(text: string): { hostName: string | undefined; path: string; tag: string | undefined } {
	const slash = text.indexOf('/');
	const first = slash < 0 ? '' : text.slice(0, slash);
	// Without a dot, a port or "localhost", what stands before the slash is a namespace of the default registry.
	const hasHost = slash >= 0 && (/[.:[]/.test(first) || first === 'localhost');
	const rest = hasHost ? text.slice(slash + 1) : text;
	const colon = rest.lastIndexOf(':');
	const hasTag = colon > rest.lastIndexOf('/');
	return { hostName: hasHost ? first : undefined, path: hasTag ? rest.slice(0, colon) : rest, tag: hasTag ? rest.slice(colon + 1) : undefined };
}
