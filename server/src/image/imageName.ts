/** Names and tags as the reference grammar of the distribution project has them. */
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const taggedReference = new RegExp(`^((?:${host}/)?${component}(?:/${component})*):(${tag})$`);
const longestName = 255;

export interface TaggedName {
	readonly name: string;
	readonly tag: string;
}

/** `registry:5000/team/app:1.2.3` in its parts; `undefined` if it is no name with a tag. */
export function parseTaggedName(reference: string): TaggedName | undefined {
	const match = taggedReference.exec(reference);
	return match && (match[1] as string).length <= longestName ? { name: match[1] as string, tag: match[2] as string } : undefined;
}

/** What is wrong with the name of an image to build, as a sentence; `undefined` if nothing is. */
export function nameProblem(reference: string): string | undefined {
	const parsed = parseTaggedName(reference);
	if (!parsed) return `"${reference}" is no image name with a tag: it is lower case, then a colon, then at most 128 letters, digits, dots and dashes.`;
	return parsed.tag === 'latest' ? `"${reference}" would move with each build. Choose a tag that names this version.` : undefined;
}

/** A folder's or project's name as the name of an image. */
export function imageNameFrom(text: string): string {
	const name = text
		.toLowerCase()
		.replace(/[^a-z0-9._-]+/g, '-')
		.replace(/[._-]{2,}/g, '-')
		.replace(/^[._-]+|[._-]+$/g, '');
	return name === '' ? 'image' : name;
}

/** A version as a tag: `1.2.3+local` has a plus, which no tag may have. */
export function tagFrom(version: string): string | undefined {
	const text = version
		.trim()
		.replace(/[^A-Za-z0-9_.-]+/g, '-')
		.replace(/^[.-]+/, '')
		.slice(0, 128);
	return text === '' || text === 'latest' ? undefined : text;
}

/**
 * A tag that exists is never moved: the next free patch version (1.2.3 to 1.2.4), or, for what is no version, a number behind it.
 * `existing` are references as an engine lists them.
 */
export function nextFreeTag(reference: string, existing: Iterable<string>): string {
	const taken = new Set([...existing].map(shortName));
	let free = reference;
	for (let round = 2; taken.has(shortName(free)); round++) free = following(reference, round);
	return free;
}

function following(reference: string, round: number): string {
	const version = /^(.*:v?\d+\.\d+\.)(\d+)$/.exec(reference);
	return version ? `${version[1]}${Number(version[2]) + round - 1}` : `${reference}-${round}`;
}

/** Engines differ in what they put before a name without a registry. */
function shortName(reference: string): string {
	return reference.replace(/^(?:localhost\/|docker\.io\/library\/|docker\.io\/)/, '');
}
