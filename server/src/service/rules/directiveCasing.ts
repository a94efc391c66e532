import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

export const directiveCasing: Rule = {
	id: 'directive-casing',
	aliases: ['CASING_DIRECTIVE'],
	category: 'style',
	severity: 'info',
	title: 'Parser directive not in lower case',
	why: 'By convention [parser directives](https://docs.docker.com/reference/dockerfile/#parser-directives) are in lower case. BuildKit reads them in any.',
	defaultBecause: 'Other tools look for the lower-case form, and the change is free; nothing depends on it.',
	examples: [{ bad: '# Escape=\\\nFROM debian:12\nUSER 65532', good: '# escape=\\\nFROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const { name, nameSpan } of doc.syntax.directives) {
			const written = doc.text.slice(nameSpan.start, nameSpan.end);
			if (written === name) continue;
			yield {
				span: nameSpan,
				message: `The directive ${written} is not written in lower case.`,
				actions: [
					{
						id: 'lower-case',
						title: `Write ${name}`,
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [replace(nameSpan, name)] }),
					},
				],
			};
		}
	},
};
