import { expanded, refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

export const linkedCopyByName: Rule = {
	id: 'linked-copy-by-name',
	aliases: [],
	category: 'files',
	severity: 'error',
	title: 'Owner by name in a linked copy',
	why: 'A layer made with [`--link`](https://docs.docker.com/reference/dockerfile/#copy---link) stands on nothing, so there is no `/etc/passwd` that could say which number a name has. The builder refuses every name but root.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCOPY --link --chown=app a /a\nUSER 65532', good: 'FROM debian:12\nCOPY --link --chown=65532 a /a\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['COPY', 'ADD'])) {
			const { flags } = instruction;
			const owner = flags.find(({ name }) => name === 'chown');
			const isLinked = flags.some(({ name, value }) => name === 'link' && (value === undefined || value.toLowerCase() === 'true'));
			const text = owner?.value && isLinked ? expanded(doc, owner.value, lookup) : undefined;
			if (!owner || !text || text.split(/:(.*)/s).slice(0, 2).every(isNumeric)) continue;
			yield { span: owner.valueSpan, message: `--link knows no names: write ${text} as numbers.`, severity };
		}
	},
};

/** A missing group is that of the user. */
function isNumeric(text: string, index: number): boolean {
	return text === 'root' || (index === 1 && text === '') || (/^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31);
}
