import { labels } from '../labels.ts';
import type { Rule } from '../types.ts';

export const emptyLabel: Rule = {
	id: 'empty-label',
	aliases: ['DL3051'],
	category: 'metadata',
	severity: 'warning',
	title: 'Label of the project without a value',
	why: 'The project lists this label (`labels` in `.drydock.yaml`, `label-schema` in `.hadolint.yaml`), and here it says nothing. See [LABEL](https://docs.docker.com/reference/dockerfile/#label).',
	defaultBecause: 'It says nothing unless the project lists labels.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL team=""\nUSER 65532',
			good: 'FROM debian:12\nLABEL team="web"\nUSER 65532',
			settings: { labels: { team: 'text' } },
		},
	],
	*check({ doc, settings }) {
		for (const { key, value, pair } of labels(doc)) {
			if (value !== '' || !Object.hasOwn(settings.labels, key)) continue;
			yield { span: pair.span, message: `The label ${key} is empty.` };
		}
	},
};
