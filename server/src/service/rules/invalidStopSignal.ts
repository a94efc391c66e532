import { isSignal, signalNames } from '../data/signals.ts';
import { didYouMean, useKnown } from '../meant.ts';
import { expanded, refusable } from '../refusable.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

const written: readonly string[] = [...signalNames].map(name => `SIG${name}`);

export const invalidStopSignal: Rule = {
	id: 'invalid-stop-signal',
	aliases: ['INVALID_SIGNAL', 'ARGUMENT_EXTRA'],
	category: 'syntax',
	severity: 'error',
	title: 'Unknown signal',
	why: '[STOPSIGNAL](https://docs.docker.com/reference/dockerfile/#stopsignal) takes the name of a signal, with or without SIG, or its number. The builder refuses others.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nSTOPSIGNAL SIGQIUT\nUSER 65532', good: 'FROM debian:12\nSTOPSIGNAL SIGQUIT\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['STOPSIGNAL'])) {
			const { args } = instruction;
			const signal = args.text === '' ? undefined : expanded(doc, args.text, lookup);
			if (signal === undefined || isSignal(signal)) continue;
			const bare = signal.replace(/^[[("' ]+|[\])"' ]+$/g, '');
			const meant = isSignal(bare) ? bare : nearest(/^SIG/i.test(bare) ? bare : `SIG${bare}`, written);
			yield {
				span: args.span,
				message: `${signal || 'An empty text'} is no signal${didYouMean(meant)}`,
				severity,
				aliases: instruction.words.length > 1 ? ['ARGUMENT_EXTRA'] : ['INVALID_SIGNAL'],
				actions: meant ? [useKnown(args.span, meant)] : [],
			};
		}
	},
};
