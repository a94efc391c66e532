import { insert } from '../edit.ts';
import { parseImageReference } from '../syntax/imageReference.ts';
import type { Rule } from '../types.ts';

export const frontendWithoutDigest: Rule = {
	id: 'frontend-without-digest',
	aliases: [],
	category: 'pinning',
	severity: 'hint',
	strict: 'warning',
	title: 'Frontend without a digest',
	why: '`# syntax=` names an image that reads the file and decides what it means; its tag moves with every release. A digest makes the build repeatable. See [custom syntax](https://docs.docker.com/build/buildkit/frontend/#dockerfile-frontend).',
	defaultBecause: 'Docker recommends a tag, `docker/dockerfile:1`, that gets corrections.',
	examples: [
		{
			bad: '# syntax=docker/dockerfile:1\nFROM scratch\nUSER 65532',
			good: `# syntax=docker/dockerfile:1@sha256:${'a'.repeat(64)}\nFROM scratch\nUSER 65532`,
			facts: { imageDigest: { 'docker.io/docker/dockerfile:1': { digest: `sha256:${'a'.repeat(64)}`, source: 'docker.io' } } },
		},
	],
	*check({ doc }) {
		for (const { name, value, valueSpan } of doc.syntax.directives) {
			const image = name === 'syntax' ? parseImageReference(value) : undefined;
			if (!image || image.digest !== undefined) continue;
			yield {
				span: valueSpan,
				message: `${value} has no digest: what reads this file may change.`,
				actions: [
					{
						id: 'pin-digest',
						title: `Pin ${image.repository} to its digest`,
						kind: 'quickfix',
						safety: 'review',
						why: 'The digest is the one that the tag has now; updates come only when somebody changes it.',
						preferred: true,
						edits: facts => {
							const answer = facts.get('imageDigest', `${image.domain}/${image.path}:${image.tag ?? 'latest'}`);
							return answer ? { edits: [insert(valueSpan.end, `@${answer.digest}`)] } : undefined;
						},
					},
				],
			};
		}
	},
};
