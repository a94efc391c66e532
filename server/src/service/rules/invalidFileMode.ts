import { expanded, refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

const symbolic = /^[augo]*(?:[=+-][rwxXstugo]*)+(?:,[augo]*(?:[=+-][rwxXstugo]*)+)*$/;

export const invalidFileMode: Rule = {
	id: 'invalid-file-mode',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	title: 'File mode that cannot be read',
	why: '[`--chmod`](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod) takes octal digits up to 7777, or a symbolic mode such as `u=rwX,go=rX`. The builder refuses others. Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCOPY --chmod=0788 a /a\nUSER 65532', good: 'FROM debian:12\nCOPY --chmod=0755 a /a\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['COPY', 'ADD'])) {
			const flag = instruction.flags.find(({ name }) => name === 'chmod');
			const mode = flag?.value ? expanded(doc, flag.value, lookup) : undefined;
			if (!flag || !mode || isMode(mode)) continue;
			yield { span: flag.valueSpan, message: `${mode} is no file mode: write octal digits, as in 0755, or u=rwX,go=rX.`, severity };
		}
	},
};

function isMode(text: string): boolean {
	return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) <= 0o7777 : symbolic.test(text);
}
