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

export interface VersionBump {
	readonly kind: 'patch' | 'minor' | 'major' | 'prerelease';
	readonly version: string;
}

/** What may follow a semantic version: `1.4.2` is followed by 1.4.3, 1.5.0, 2.0.0 and 1.4.3-rc.1, `1.5.0-rc.1` by itself without the end and by `1.5.0-rc.2`. Empty for what is none. */
export function versionBumps(version: string): readonly VersionBump[] {
	const match = /^(v?)(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/.exec(version);
	if (!match) return [];
	const [, v = '', , , , pre] = match;
	const [major, minor, patch] = match.slice(2, 5).map(Number) as [number, number, number];
	const release = `${v}${major}.${minor}.${patch}`;
	const next = `${v}${major}.${minor}.${patch + 1}`;
	const counted = pre === undefined ? undefined : /^(.*?)(\d+)$/.exec(pre);
	return [
		{ kind: 'patch', version: pre === undefined ? next : release },
		{ kind: 'minor', version: `${v}${major}.${minor + 1}.0` },
		{ kind: 'major', version: `${v}${major + 1}.0.0` },
		{ kind: 'prerelease', version: pre === undefined ? `${next}-rc.1` : `${release}-${counted ? `${counted[1]}${Number(counted[2]) + 1}` : `${pre}.1`}` },
	];
}

/** `linux/arm/v7` as the end of a tag: `1.0.0-linux-arm-v7`. */
export function withPlatform(reference: string, platform: string): string {
	return `${reference}-${platform.replaceAll('/', '-')}`;
}

/** An image of the engine has the name; engines differ in what they put before a name without a registry. */
export function isTaken(reference: string, existing: Iterable<string>): boolean {
	const wanted = shortName(reference);
	for (const other of existing) if (shortName(other) === wanted) return true;
	return false;
}

/** `repo:bld-20261127174819-0123456789ab`, under which an image is kept that lost its tag: time in UTC and the beginning of its digest. */
export function isKeptName(reference: string): boolean {
	return /:bld-\d{14}-[0-9a-f]{12}$/.test(reference);
}
