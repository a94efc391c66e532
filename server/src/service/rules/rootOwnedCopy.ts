import { copies } from '../copies.ts';
import { insert } from '../edit.ts';
import type { Rule } from '../types.ts';

export const rootOwnedCopy: Rule = {
	id: 'root-owned-copy',
	aliases: ['copy-after-user-without-chown'],
	category: 'users',
	severity: 'off',
	title: 'Files that belong to root although USER stands above',
	why: 'USER has no say in COPY and ADD: [new files belong to root](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod), also below `USER app`. For a program that is right: what the running process cannot write, an attacker cannot change. Only data that the program writes needs `--chown`.',
	defaultBecause: 'Files that the process cannot change are what one wants; the rule is for those who did not know.',
	examples: [{ bad: 'FROM debian:12\nUSER 1000\nCOPY data /data', good: 'FROM debian:12\nUSER 1000\nCOPY --chown=1000 data /data' }],
	*check({ doc }) {
		for (const { instruction, copy } of copies(doc)) {
			const user = doc.scope(instruction)?.user;
			if (!user?.value || !user.instruction || instruction !== copy || doc.isWindows(instruction)) continue;
			if (/^(?:root|0+)(?::|$)/.test(user.value) || copy.flags.some(({ name }) => name === 'chown')) continue;
			const { value } = user;
			yield {
				span: copy.keywordSpan,
				message: `The files belong to root, not to ${value}.`,
				related: [{ span: user.instruction.span, message: 'The user is set here.' }],
				actions: /^[\w.:-]+$/.test(value)
					? [
							{
								id: 'chown-copy',
								title: `Give the files to ${value}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'The running program can change them then. For program files that is worse.',
								edits: () => ({ edits: [insert(copy.keywordSpan.end, ` --chown=${value}`)] }),
							},
						]
					: [],
			};
		}
	},
};
