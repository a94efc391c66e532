import { imageUses } from '../images.ts';
import { pinAction } from '../pin.ts';
import type { Rule } from '../types.ts';

export const untaggedBaseImage: Rule = {
	id: 'untagged-base-image',
	aliases: ['DL3006', 'DS-0001', 'CKV_DOCKER_7', 'DF001'],
	category: 'pinning',
	severity: 'warning',
	title: 'Image without a tag',
	why: 'An image without tag and digest means `latest`: whatever its publisher pushed last. Two builds of the same file give different images, and nobody can tell which base an old image had. See the [FROM reference](https://docs.docker.com/reference/dockerfile/#from).',
	defaultBecause: 'The meaning of the file changes without the file.',
	examples: [
		{
			bad: 'FROM debian\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const use of imageUses(doc)) {
			if (use.image.tag !== undefined || use.image.digest !== undefined) continue;
			yield {
				span: use.span,
				message: `The image ${use.image.text} has no tag: it means whatever latest is at the time of the build.`,
				actions: pinAction(use),
			};
		}
	},
};
