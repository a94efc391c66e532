import { type ExpansionError, expansionErrors } from '../expansionErrors.ts';
import type { Rule } from '../types.ts';

export const invalidSubstitution: Rule = {
	id: 'invalid-substitution',
	aliases: ['UNSUPPORTED_MODIFIER'],
	category: 'syntax',
	severity: 'error',
	title: 'Variable that BuildKit cannot expand',
	why: 'Outside of commands BuildKit expands variables itself, and knows fewer forms than a shell: `${a:-b}`, `${a:+b}`, `${a:?b}` and the same without colon, `${a#b}`, `${a##b}`, `${a%b}`, `${a%%b}`, `${a/b/c}` and `${a//b/c}`. It refuses others. See [environment replacement](https://docs.docker.com/reference/dockerfile/#environment-replacement).',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nENV a=${b:=c}\nUSER 65532', good: 'FROM debian:12\nENV a=${b:-c}\nUSER 65532' }],
	*check({ doc }) {
		for (const found of expansionErrors(doc)) {
			if (found.error.includes('matching')) continue;
			const modifier = /unsupported modifier \((.+)\)/s.exec(found.error)?.[1];
			yield {
				span: placeOf(found),
				message: modifier === undefined ? messageOf(found.error) : `BuildKit has no modifier "${modifier}".`,
				aliases: modifier === undefined ? [] : ['UNSUPPORTED_MODIFIER'],
				severity: found.severity,
			};
		}
	},
};

function messageOf(error: string): string {
	// at the end of the word
	if (error.includes('missing') || error.includes('modifier ()')) return 'The closing brace is missing.';
	if (error.includes('bad substitution')) return 'There is no name in these braces.';
	if (error.includes('invalid pattern')) return 'The pattern cannot be read.';
	return `BuildKit stops here: ${error.replace(/[.!]*$/, '.')}`;
}

/** From the brace that begins what could not be read to its end. */
function placeOf({ text, readUpTo, place }: ExpansionError) {
	const start = text.indexOf('${', readUpTo);
	if (start === -1) return place(0, text.length);
	const brace = text.indexOf('}', start);
	return place(start, brace === -1 ? text.length : brace + 1);
}
