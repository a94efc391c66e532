import { platformArgs } from '../stages.ts';
import { expandWord, variablesIn } from '../syntax/expand.ts';
import { parseImageReference } from '../syntax/imageReference.ts';
import type { Rule } from '../types.ts';

export const noImageByDefault: Rule = {
	id: 'no-image-by-default',
	aliases: ['InvalidDefaultArgInFrom'],
	category: 'stages',
	severity: 'hint',
	title: 'FROM that names no image unless the caller gives an argument',
	why: 'With the defaults of its arguments, the file does not build. Give the ARG a default, or write `${NAME:-default}`. See [InvalidDefaultArgInFrom](https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/).',
	defaultBecause: 'Many want it so: the argument has to be given.',
	examples: [
		{
			bad: 'ARG VERSION\nFROM debian:$VERSION\nUSER 65532',
			good: 'ARG VERSION=12\nFROM debian:$VERSION\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { globals } = doc.graph;
		for (const { base } of doc.stages) {
			const { text, span } = base.word;
			const variables = variablesIn(text, doc.syntax.escape);
			if (variables.length === 0 || variables.some(({ name }) => platformArgs.has(name) || globals(name) === undefined)) continue;
			const lookup = (name: string) => {
				const value = globals(name);
				return typeof value === 'string' ? value : '';
			};
			const { value, error } = expandWord(text, { escape: doc.syntax.escape, lookup });
			if (error !== undefined || value === undefined || value === 'scratch' || (value !== '' && parseImageReference(value)) || /^[a-f0-9]{64}$/.test(value))
				continue;
			if (doc.stages.some(({ name }) => name === value.toLowerCase())) continue;
			yield {
				span,
				message: value === '' ? `${text} is empty unless the caller of the build gives a value.` : `By default ${text} is "${value}", which names no image.`,
			};
		}
	},
};
