import { expansionErrors } from '../expansionErrors.ts';
import type { Rule } from '../types.ts';

const codes: Readonly<Record<string, string>> = { "'": 'SYNTAX_MISSING_SINGLE_QUOTE', '"': 'SYNTAX_MISSING_DOUBLE_QUOTE' };

export const unclosedQuote: Rule = {
	id: 'unclosed-quote',
	aliases: Object.values(codes),
	category: 'syntax',
	severity: 'error',
	title: 'Quote that is never closed',
	why: 'BuildKit takes quotes off words itself ([environment replacement](https://docs.docker.com/reference/dockerfile/#environment-replacement)), and stops where one is not closed. An apostrophe is a quote too: write it in double quotes.',
	defaultBecause: 'The file does not build.',
	examples: [
		{ bad: "FROM debian:12\nLABEL what=it's\nUSER 65532", good: 'FROM debian:12\nLABEL what="it\'s"\nUSER 65532' },
		{ bad: 'FROM debian:12\nENV a="b c\nUSER 65532', good: 'FROM debian:12\nENV a="b c"\nUSER 65532' },
	],
	*check({ doc }) {
		for (const { text, error, severity, place } of expansionErrors(doc)) {
			const wanted = /looking for matching (single|double)-quote/.exec(error)?.[1];
			if (!wanted) continue;
			const quote = wanted === 'single' ? "'" : '"';
			const at = openQuote(text, doc.syntax.escape) ?? text.lastIndexOf(quote);
			yield {
				span: place(at, at + 1),
				message: `This ${wanted} quote is never closed.`,
				aliases: [codes[quote] as string],
				severity,
			};
		}
	},
};

/** The quote that is open at the end. */
function openQuote(text: string, escape: string): number | undefined {
	let open: number | undefined;
	for (let at = 0; at < text.length; at++) {
		const quote = open === undefined ? '' : (text[open] as string);
		if (text[at] === escape && quote !== "'") at++;
		else if (text[at] === quote) open = undefined;
		else if (quote === '' && (text[at] === '"' || text[at] === "'")) open = at;
	}
	return open;
}
