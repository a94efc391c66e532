import { imageUses } from '../images.ts';
import { pinAction } from '../pin.ts';
import type { Rule } from '../types.ts';

export const baseWithoutDigest: Rule = {
	id: 'base-without-digest',
	aliases: [],
	category: 'pinning',
	severity: 'hint',
	strict: 'warning',
	title: 'Image without a digest',
	why: 'A tag is a name that its publisher moves, for security fixes too. Only a digest (`name:tag@sha256:...`) names one image for ever, and makes a build repeatable. Keep the tag: it says what the digest is. See [pinning base images](https://docs.docker.com/build/building/best-practices/#pin-base-image-versions).',
	defaultBecause: 'Nearly every file has it, and tools that nagged about it were switched off; the fix is one click away.',
	examples: [
		{
			bad: 'FROM debian:12\nUSER 65532',
			good: `FROM debian:12@sha256:${'a'.repeat(64)}\nUSER 65532`,
			facts: { imageDigest: { 'docker.io/library/debian:12': { digest: `sha256:${'a'.repeat(64)}`, source: 'docker.io' } } },
		},
	],
	*check({ doc }) {
		for (const use of imageUses(doc)) {
			const { tag, digest } = use.image;
			if (tag === undefined || tag === 'latest' || digest !== undefined) continue;
			yield {
				span: use.span,
				message: `The image ${use.image.text} has no digest: its tag may be moved.`,
				actions: pinAction(use),
			};
		}
	},
};
