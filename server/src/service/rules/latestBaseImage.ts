import { imageUses } from '../images.ts';
import { pinAction } from '../pin.ts';
import type { Rule } from '../types.ts';

export const latestBaseImage: Rule = {
	id: 'latest-base-image',
	aliases: ['DL3007', 'DS-0001', 'CKV_DOCKER_7', 'DF001'],
	category: 'pinning',
	severity: 'warning',
	title: 'Image with the tag latest',
	why: '`latest` is moved with every release. The same file builds another image tomorrow, also one with another major version. A digest beside the tag makes it harmless. See [pinning base images](https://docs.docker.com/build/building/best-practices/#pin-base-image-versions).',
	defaultBecause: 'The meaning of the file changes without the file.',
	examples: [
		{
			bad: 'FROM debian:latest\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const use of imageUses(doc)) {
			if (use.image.tag !== 'latest' || use.image.digest !== undefined) continue;
			yield {
				span: use.span,
				message: `The image ${use.image.text} is moved with every release: name a version, or pin its digest.`,
				actions: pinAction(use),
			};
		}
	},
};
