import { insert } from './edit.ts';
import type { ImageUse } from './images.ts';
import type { ImageReference } from './syntax/imageReference.ts';
import type { Action, Change, Facts } from './types.ts';

/** "Pin to its digest", for a place that can be written to. */
export function pinAction(use: ImageUse): Action[] {
	const { image, writable } = use;
	if (!writable) return [];
	return [
		{
			id: 'pin-digest',
			title: `Pin ${image.repository} to its digest`,
			kind: 'quickfix',
			safety: 'review',
			why: 'The digest is the one that the tag has now; updates come only when somebody changes it.',
			preferred: true,
			edits: facts => pinned(image, writable.end, facts),
		},
	];
}

/** The tag that is written, and the digest it has now. `undefined` as long as nobody knows the digest. */
function pinned(image: ImageReference, end: number, facts: Facts): Change | undefined {
	const repository = `${image.domain}/${image.path}`;
	const tag = image.tag ?? 'latest';
	const answer = facts.get('imageDigest', `${repository}:${tag}`);
	if (!answer) return undefined;
	if (tag !== 'latest') return { edits: [insert(end, `@${answer.digest}`)] };
	const version = versionOf(repository, answer.digest, facts) ?? tag;
	const tagStart = image.tag === undefined ? end : end - tag.length - 1;
	return { edits: [{ start: tagStart, end, newText: `:${version}@${answer.digest}` }] };
}

/** Version tags looked at to find the one that `latest` means now; newer ones first. */
const versionsAsked = 6;

/** The version tag with this very digest: it tells a reader what the digest is. */
function versionOf(repository: string, digest: string, facts: Facts): string | undefined {
	const tags = facts.get('imageTags', repository) ?? [];
	const versions = tags.filter(tag => /^v?\d+(\.\d+)*$/.test(tag)).sort(newerFirst);
	const digests = versions.slice(0, versionsAsked).map(tag => ({ tag, digest: facts.get('imageDigest', `${repository}:${tag}`)?.digest }));
	return digests.find(version => version.digest === digest)?.tag;
}

/** Numbers by value, and of two that agree the longer, more exact one first. */
function newerFirst(a: string, b: string): number {
	const [left, right] = [a, b].map(tag => tag.replace(/^v/, '').split('.').map(Number)) as [number[], number[]];
	for (let i = 0; i < Math.min(left.length, right.length); i++) {
		const difference = (right[i] as number) - (left[i] as number);
		if (difference !== 0) return difference;
	}
	return right.length - left.length;
}
