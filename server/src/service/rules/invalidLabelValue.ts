import { replace } from '../edit.ts';
import { type Label, labels } from '../labels.ts';
import { type LabelType, labelForms, specifiedTypes } from '../labelTypes.ts';
import type { Action, Rule, Settings } from '../types.ts';

export const invalidLabelValue: Rule = {
	id: 'invalid-label-value',
	aliases: Object.values(labelForms).flatMap(({ alias }) => alias ?? []),
	category: 'metadata',
	severity: 'warning',
	title: 'Label whose value has the wrong form',
	why: 'The project lists the label with a form for its value (`labels` in `.drydock.yaml`, `label-schema` in `.hadolint.yaml`), or the [OCI image specification](https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys) prescribes one: `created` is a time, `url`, `source` and `documentation` are URLs, `licenses` is an SPDX expression. Values with variables are not looked at.',
	defaultBecause: 'Registries and scanners that read these labels ignore or refuse what they cannot parse.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL org.opencontainers.image.licenses="Apache 2.0"\nUSER 65532',
			good: 'FROM debian:12\nLABEL org.opencontainers.image.licenses="Apache-2.0"\nUSER 65532',
		},
	],
	*check({ doc, settings }) {
		for (const label of labels(doc)) {
			const type = typeOf(label.key, settings);
			if (!type || !label.value || labelForms[type].fits(label.value)) continue;
			yield {
				span: label.pair.value?.span ?? label.pair.span,
				message: `The label ${label.key} should be ${labelForms[type].description}.`,
				aliases: [labelForms[type].alias ?? []].flat(),
				actions: meantActions(label, type),
			};
		}
	},
};

/** What the project says goes before the specification. */
function typeOf(key: string, { labels: listed }: Settings): LabelType | undefined {
	if (Object.hasOwn(listed, key)) return listed[key];
	return Object.hasOwn(specifiedTypes, key) ? specifiedTypes[key] : undefined;
}

function meantActions({ pair, value }: Label, type: LabelType): Action[] {
	const meant = labelForms[type].meant?.(value as string);
	const word = pair.value;
	if (!meant || !word) return [];
	const quote = /^["']/.exec(word.text)?.[0] ?? (/\s/.test(meant) ? '"' : '');
	return [
		{
			id: 'use-meant-value',
			title: `Use ${meant}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'The label of the image changes.',
			preferred: true,
			edits: () => ({ edits: [replace(word.span, quote + meant + quote)] }),
		},
	];
}
