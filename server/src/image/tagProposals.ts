import { isTaken, nextFreeTag, parseTaggedName, versionBumps, withPlatform } from './imageName.ts';

export interface TagProposal {
	readonly reference: string;
	/** "next minor version". */
	readonly why: string;
}

/** Free tags that could be given in place of one: the next versions, the revision of the source, the platform. `tag` itself comes first where it is free. */
export function tagProposals(
	tag: string,
	existing: Iterable<string>,
	{ platform, revision }: { readonly platform: string | undefined; readonly revision: string | undefined },
): readonly TagProposal[] {
	const taken = [...existing];
	const parsed = parseTaggedName(tag);
	if (!parsed) return [];
	const proposals: TagProposal[] = [];
	const add = (reference: string, why: string): void => {
		const isNew = !isTaken(reference, taken) && !proposals.some(other => other.reference === reference);
		if (isNew && parseTaggedName(reference)) proposals.push({ reference, why });
	};
	add(tag, 'this tag');
	add(nextFreeTag(tag, taken), 'next free tag');
	for (const { kind, version } of versionBumps(parsed.tag))
		add(`${parsed.name}:${version}`, kind === 'prerelease' ? 'next prerelease' : `next ${kind} version`);
	if (revision !== undefined) add(`${tag}-${revision}`, 'with the revision of the source');
	add(withPlatform(tag, platform ?? 'linux/amd64'), 'with the platform');
	if (platform === undefined) add(withPlatform(tag, 'linux/arm64'), 'with the platform');
	return proposals;
}
