import { labels } from '../labels.ts';
import { removePairs } from '../removeInstruction.ts';
import type { Rule } from '../types.ts';

export const repeatedLabel: Rule = {
	id: 'repeated-label',
	aliases: ['labels/no-duplicate-keys'],
	category: 'metadata',
	severity: 'warning',
	title: 'Label that the same stage sets again',
	why: 'Of a label that stands twice, the last value counts: the first one is lost without a word. See [LABEL](https://docs.docker.com/reference/dockerfile/#label). A stage may give a label of its base another value; only within one stage that makes no sense.',
	defaultBecause: 'The value does nothing, and somebody thinks that it does.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL vendor="A" title="x"\nLABEL vendor="B"\nUSER 65532',
			good: 'FROM debian:12\nLABEL title="x"\nLABEL vendor="B"\nUSER 65532',
		},
	],
	*check({ doc }) {
		const later = new Map<string, (typeof all)[number]>();
		const all = labels(doc);
		for (const label of all.toReversed()) {
			const place = `${label.stage.index} ${label.key}`;
			const last = later.get(place);
			if (!last) {
				later.set(place, label);
				continue;
			}
			const edits = removePairs(doc, label.instruction, new Set([label.pair]));
			yield {
				span: label.pair.span,
				message: `The label ${label.key} is set again in line ${doc.rangeOf(last.pair.span).start.line + 1}: this value is lost.`,
				tags: ['unnecessary'],
				related: [{ span: last.pair.span, message: 'This value counts.' }],
				actions: edits
					? [
							{
								id: 'remove-label',
								title: `Remove this ${label.key}`,
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({ edits }),
							},
						]
					: [],
			};
		}
	},
};
