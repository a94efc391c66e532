import type { SyntaxProblem } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

/** What dockerfile-utils calls the same thing. */
const validatorCodes: { readonly [K in SyntaxProblem['kind']]?: readonly string[] } = {
	'empty-file': ['NO_SOURCE_IMAGE'],
	'invalid-escape-directive': ['INVALID_ESCAPE_DIRECTIVE'],
	'pair-without-equals': ['SYNTAX_MISSING_EQUALS'],
	'pair-without-value': ['ARGUMENT_REQUIRES_TWO'],
};

export const syntaxError: Rule = {
	id: 'syntax-error',
	aliases: [...Object.values(validatorCodes).flat(), 'DUPLICATED_ESCAPE_DIRECTIVE'],
	category: 'syntax',
	severity: 'error',
	title: 'The builder cannot read this',
	why: "What BuildKit's parser refuses: a here-document without its end, a pair without `=`, a JSON array of other things than strings, a directive that stands twice. See the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/).",
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCMD ["a", 1]\nUSER 65532', good: 'FROM debian:12\nCMD ["a", "1"]\nUSER 65532' }],
	*check({ doc }) {
		for (const { kind, message, span } of doc.syntax.problems) {
			if (kind === 'empty-continuation-line') continue;
			const secondEscape = kind === 'duplicate-directive' && message.includes('"escape"');
			yield { span, message, aliases: secondEscape ? ['DUPLICATED_ESCAPE_DIRECTIVE'] : (validatorCodes[kind] ?? []) };
		}
	},
};
