import { insert } from '../edit.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const missingFinalNewline: Rule = {
	id: 'missing-final-newline',
	aliases: ['eol-last'],
	category: 'style',
	severity: 'off',
	title: 'Last line without a line end',
	why: 'Tools that join or compare files expect every line to end. See [POSIX](https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html#tag_03_185), for which a text without it ends in an incomplete line.',
	defaultBecause: 'The image is the same; editors do it.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532', good: 'FROM debian:12\nUSER 65532\n' }],
	*check({ doc }) {
		const { text } = doc;
		const isOpen = doc.instructions.at(-1)?.heredocs.some(({ terminatorSpan }) => terminatorSpan === undefined) ?? false;
		if (text === '' || text.endsWith('\n') || isOpen) return;
		yield {
			span: { start: text.length, end: text.length },
			message: 'The file does not end with a line end.',
			actions: [
				{
					id: 'end-line',
					title: 'End the last line',
					kind: 'quickfix',
					safety: 'safe',
					preferred: true,
					edits: () => ({ edits: [insert(text.length, lineEndOf(doc))] }),
				},
			],
		};
	},
};
