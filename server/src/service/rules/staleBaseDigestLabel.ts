import { replace } from '../edit.ts';
import { labels } from '../labels.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

const key = 'org.opencontainers.image.base.digest';

export const staleBaseDigestLabel: Rule = {
	id: 'stale-base-digest-label',
	aliases: ['labels/no-stale-base-digest'],
	category: 'metadata',
	severity: 'warning',
	title: 'Label with the digest of another base image',
	why: `Tools read \`${key}\` to find out whether the base image has a newer version. It is the digest of the image in FROM, by the [OCI image specification](https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys). Here both stand in the file, and they differ.`,
	defaultBecause: 'Whoever reads the label is told something wrong.',
	examples: [
		{
			bad: `FROM debian:12@sha256:${'a'.repeat(64)}\nLABEL ${key}=sha256:${'b'.repeat(64)}\nUSER 65532`,
			good: `FROM debian:12@sha256:${'a'.repeat(64)}\nLABEL ${key}=sha256:${'a'.repeat(64)}\nUSER 65532`,
		},
	],
	*check({ doc }) {
		for (const { key: name, value, pair, stage } of labels(doc)) {
			if (name !== key || !value) continue;
			const base = chain(stage).at(-1)?.base;
			const digest = base?.image?.digest;
			if (!base || !digest || digest === value) continue;
			const place = pair.value?.span ?? pair.span;
			const quote = /^["']/.exec(pair.value?.text ?? '')?.[0] ?? '';
			yield {
				span: place,
				message: `The base image has another digest: ${digest}.`,
				related: [{ span: base.word.span, message: 'The base image.' }],
				actions: [
					{
						id: 'use-base-digest',
						title: 'Use the digest of the base image',
						kind: 'quickfix',
						safety: 'review',
						why: 'The label of the image changes.',
						preferred: true,
						edits: () => ({ edits: [replace(place, quote + digest + quote)] }),
					},
				],
			};
		}
	},
};
