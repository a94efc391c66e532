import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

export const fromAsCasing: Rule = {
	id: 'from-as-casing',
	aliases: ['FromAsCasing'],
	category: 'style',
	severity: 'hint',
	title: 'FROM and AS are written in different case',
	why: 'One instruction in two spellings is harder to read and to search for. See [FromAsCasing](https://docs.docker.com/reference/build-checks/from-as-casing/).',
	defaultBecause: 'It is taste, but BuildKit warns about it.',
	examples: [{ bad: 'FROM debian:12 as base\nUSER 65532', good: 'FROM debian:12 AS base\nUSER 65532' }],
	*check({ doc }) {
		for (const { from } of doc.stages) {
			const as = from.words[1];
			const written = doc.text.slice(from.keywordSpan.start, from.keywordSpan.end);
			if (!as || from.words.length < 3 || as.text.toUpperCase() !== 'AS') continue;
			const wanted = written === 'FROM' ? 'AS' : written === 'from' ? 'as' : as.text;
			if (as.text === wanted) continue;
			yield {
				span: as.span,
				message: `"${as.text}" and "${written}" are written in different case.`,
				actions: [
					{
						id: 'match-case',
						title: `Write ${wanted}`,
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [replace(as.span, wanted)] }),
					},
				],
			};
		}
	},
};
