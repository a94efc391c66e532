import { accountsIn } from '../accounts.ts';
import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

export const namedUser: Rule = {
	id: 'named-user',
	aliases: ['DL3066'],
	category: 'users',
	severity: 'off',
	strict: 'hint',
	title: 'USER by name',
	why: 'With `runAsNonRoot: true` Kubernetes refuses an image whose user is a name: it cannot tell that the name is not root without looking into the image. A number says it. See [security context](https://kubernetes.io/docs/tasks/configure-pod-container/security-context/). Only the last USER of the shipped stage counts.',
	defaultBecause: 'It matters where Kubernetes checks it, and names are easier to read.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN useradd --uid 1000 app\nUSER app',
			good: 'FROM debian:12\nRUN useradd --uid 1000 app\nUSER 1000',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		const last = shipped?.instructions.findLast(({ keyword }) => keyword === 'USER');
		if (!shipped || !last || doc.isWindows(last)) return;
		const name = doc.userAfter(last)?.split(':', 1)[0];
		if (!name || /^\d+$/.test(name) || name === 'root') return;
		const { text, span } = last.args;
		const uid = accountsIn(doc, shipped).findLast(account => account.name === name && account.uid !== undefined)?.uid;
		const literal = text === name || text.startsWith(`${name}:`);
		yield {
			span,
			message: `The user is given by name: Kubernetes cannot tell that ${name} is not root.`,
			actions:
				uid !== undefined && literal
					? [
							{
								id: 'use-uid',
								title: `Use the number ${uid}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'Tools that read the name out of the image see a number.',
								preferred: true,
								edits: () => ({ edits: [replace({ start: span.start, end: span.start + name.length }, uid)] }),
							},
						]
					: [],
		};
	},
};
