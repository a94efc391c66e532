import { insert } from '../edit.ts';
import { labelsInImage } from '../labels.ts';
import { labelForms } from '../labelTypes.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const missingLabel: Rule = {
	id: 'missing-label',
	aliases: ['DL3049'],
	category: 'metadata',
	severity: 'warning',
	title: 'Label that the project demands is missing',
	why: 'The project lists labels that its images have (`labels` in `.drydock.yaml`, `label-schema` in `.hadolint.yaml`); the shipped stage and those that it is built on do not set this one. Other stages reach no image, so nothing is asked of them. See [LABEL](https://docs.docker.com/reference/dockerfile/#label).',
	defaultBecause: 'It says nothing unless the project lists labels.',
	examples: [
		{
			bad: 'FROM debian:12\nUSER 65532',
			good: 'FROM debian:12\nLABEL team="web"\nUSER 65532',
			settings: { labels: { team: 'text' } },
		},
	],
	*check({ doc, settings }) {
		const { shipped } = doc;
		if (!shipped) return;
		const present = new Set(labelsInImage(doc, shipped).map(({ key }) => key));
		for (const [key, type] of Object.entries(settings.labels)) {
			if (present.has(key)) continue;
			yield {
				span: shipped.from.span,
				message: `The image has no label ${key}, which the project demands: ${labelForms[type].description}.`,
				actions: [
					{
						id: 'add-label',
						title: `Add the label ${key}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'Only you know its value.',
						needsInput: true,
						edits: () => ({ edits: [insert(shipped.from.span.end, `${lineEndOf(doc)}LABEL ${key}=""`)] }),
					},
				],
			};
		}
	},
};
