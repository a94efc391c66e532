import { labels } from '../labels.ts';
import { removePairs } from '../removeInstruction.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

export const unexpectedLabel: Rule = {
	id: 'unexpected-label',
	aliases: ['DL3050'],
	category: 'metadata',
	severity: 'warning',
	title: 'Label that is not on the list of the project',
	why: 'The project lists labels and says that there should be no others (`labels` and `strictLabels` in `.drydock.yaml`, `label-schema` and `strict-labels` in `.hadolint.yaml`). See [LABEL](https://docs.docker.com/reference/dockerfile/#label).',
	defaultBecause: 'It says nothing unless the project allows only some labels.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL team="web" mood="good"\nUSER 65532',
			good: 'FROM debian:12\nLABEL team="web"\nUSER 65532',
			settings: { labels: { team: 'text' }, strictLabels: true },
		},
	],
	*check({ doc, settings }) {
		if (!settings.strictLabels) return;
		const known = Object.keys(settings.labels);
		for (const { key, pair, instruction } of labels(doc)) {
			if (known.includes(key)) continue;
			const near = nearest(key, known);
			const edits = removePairs(doc, instruction, new Set([pair]));
			yield {
				span: pair.key.span,
				message: `The label ${key} is not on the list of the project.${near ? ` Did you mean ${near}?` : ''}`,
				actions: edits
					? [
							{
								id: 'remove-label',
								title: `Remove the label ${key}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'Something may read the label.',
								edits: () => ({ edits }),
							},
						]
					: [],
			};
		}
	},
};
