import type { DockerfileDocument } from '../document.ts';
import { expanded, type Refusable, refusable } from '../refusable.ts';
import type { Problem, Rule } from '../types.ts';

export const emptyArgument: Rule = {
	id: 'empty-argument',
	aliases: ['SYNTAX_MISSING_NAMES', 'BASE_NAME_EMPTY'],
	category: 'syntax',
	severity: 'error',
	title: 'Empty name, path or image',
	why: 'Variables and labels have a name, volumes a path, and FROM an image: the builder refuses empty ones, also where a variable is empty. See the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/). Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nENV =b\nUSER 65532', good: 'FROM debian:12\nENV a=b\nUSER 65532' }],
	*check({ doc }) {
		for (const found of refusable(doc, ['ARG', 'ENV', 'LABEL', 'VOLUME', 'FROM'])) {
			for (const problem of problemsOf(doc, found)) yield { ...problem, severity: found.severity };
		}
	},
};

function problemsOf(doc: DockerfileDocument, { instruction, lookup }: Refusable): readonly Problem[] {
	const { keyword, pairs, words, json } = instruction;
	const isEmpty = (text: string) => expanded(doc, text, lookup)?.trim() === '';
	switch (keyword) {
		case 'FROM':
			return words.slice(0, 1).flatMap(({ text, span }) => {
				const message = text.includes('$') ? `${text} is empty: no global ARG gives it a value.` : 'FROM has an empty image.';
				return expanded(doc, text, lookup) === '' ? [{ span, message, aliases: ['BASE_NAME_EMPTY'] }] : [];
			});
		case 'VOLUME': {
			const paths = json?.items.map(({ value, span }) => ({ text: value, span })) ?? words;
			return paths.flatMap(({ text, span }) => (isEmpty(text) ? [{ span, message: 'A volume needs a path.', aliases: [] }] : []));
		}
		default:
			return pairs.flatMap(({ key, span }) => (key.text === '' ? [{ span, message: 'There is no name before "=".', aliases: ['SYNTAX_MISSING_NAMES'] }] : []));
	}
}
