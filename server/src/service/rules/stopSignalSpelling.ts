import { signalNames } from '../data/signals.ts';
import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

/** The numbers that are the same on all architectures. */
const numbers: Readonly<Record<string, string>> = { 1: 'HUP', 2: 'INT', 3: 'QUIT', 6: 'ABRT', 9: 'KILL', 14: 'ALRM', 15: 'TERM' };

export const stopSignalSpelling: Rule = {
	id: 'stop-signal-spelling',
	aliases: ['prefer-canonical-stopsignal'],
	category: 'style',
	severity: 'off',
	title: 'STOPSIGNAL as a number, or without SIG',
	why: 'All spellings mean the same; `SIGTERM` is the one that [signal(7)](https://man7.org/linux/man-pages/man7/signal.7.html) and everybody else uses, and it can be searched for.',
	defaultBecause: 'It is a matter of taste.',
	examples: [{ bad: 'FROM debian:12\nSTOPSIGNAL 15\nUSER 65532', good: 'FROM debian:12\nSTOPSIGNAL SIGTERM\nUSER 65532' }],
	*check({ doc }) {
		for (const { args } of doc.all('STOPSIGNAL')) {
			const bare = args.text.replace(/^(["'])(.*)\1$/, '$2');
			const name = numbers[bare] ?? bare.toUpperCase().replace(/^SIG/, '');
			const wanted = `SIG${name}`;
			if (!signalNames.has(name) || args.text === wanted) continue;
			yield {
				span: args.span,
				message: `The usual spelling is ${wanted}.`,
				actions: [
					{
						id: 'usual-spelling',
						title: `Write ${wanted}`,
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [replace(args.span, wanted)] }),
					},
				],
			};
		}
	},
};
