import { labels } from '../labels.ts';
import { removePairs } from '../removeInstruction.ts';
import type { Rule } from '../types.ts';

/** What `BUILDX_GIT_LABELS=full` sets. */
const written = new Set(['org.opencontainers.image.revision', 'org.opencontainers.image.source', 'com.docker.image.source.entrypoint']);

export const labelOfBuildx: Rule = {
	id: 'label-of-buildx',
	aliases: ['labels/no-buildx-git-overlap'],
	category: 'metadata',
	severity: 'off',
	title: 'Label that buildx can write',
	why: 'With `BUILDX_GIT_LABELS` set, buildx labels the image with the commit, the repository and the path of the Dockerfile as they are at the build; what the Dockerfile says about them can only be older. See [BUILDX_GIT_LABELS](https://docs.docker.com/build/building/variables/#buildx_git_labels).',
	defaultBecause: 'Only who sets that variable has the label twice.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL org.opencontainers.image.revision="0123abc"\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { key, pair, instruction } of labels(doc)) {
			if (!written.has(key)) continue;
			const edits = removePairs(doc, instruction, new Set([pair]));
			yield {
				span: pair.span,
				message: `With BUILDX_GIT_LABELS, buildx sets ${key} itself.`,
				actions: edits
					? [
							{
								id: 'remove-label',
								title: `Remove ${key}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'Only builds with BUILDX_GIT_LABELS have the label then.',
								edits: () => ({ edits }),
							},
						]
					: [],
			};
		}
	},
};
