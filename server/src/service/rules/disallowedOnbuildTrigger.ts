import { remove } from '../edit.ts';
import type { Action, Rule } from '../types.ts';

const disallowed: Readonly<Record<string, readonly string[]>> = {
	ONBUILD: ['DL3043', 'DF068', 'ONBUILD_CHAINING_DISALLOWED'],
	FROM: ['DL3043', 'DF068', 'ONBUILD_TRIGGER_DISALLOWED'],
	MAINTAINER: ['DL3043', 'DF068', 'ONBUILD_TRIGGER_DISALLOWED'],
};

export const disallowedOnbuildTrigger: Rule = {
	id: 'disallowed-onbuild-trigger',
	aliases: ['DL3043', 'DF068', 'ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED', 'invalid-onbuild-trigger'],
	category: 'syntax',
	severity: 'error',
	title: 'Instruction that may not be a trigger',
	why: '[ONBUILD](https://docs.docker.com/reference/dockerfile/#onbuild) takes every instruction but FROM, MAINTAINER and ONBUILD itself. The builder refuses these.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nONBUILD ONBUILD RUN a\nUSER 65532', good: 'FROM debian:12\nONBUILD RUN a\nUSER 65532' }],
	*check({ doc }) {
		for (const { trigger } of doc.all('ONBUILD')) {
			const aliases = trigger && disallowed[trigger.keyword];
			if (!aliases) continue;
			const { keyword, keywordSpan, args } = trigger;
			const once: Action = {
				id: 'remove-second',
				title: 'Keep one ONBUILD',
				kind: 'quickfix',
				safety: 'review',
				why: 'The instruction runs in the next build, not in the one after.',
				preferred: true,
				edits: () => ({ edits: [remove({ start: keywordSpan.start, end: args.span.start })] }),
			};
			yield {
				span: keywordSpan,
				message: keyword === 'ONBUILD' ? 'ONBUILD cannot be chained.' : `${keyword} may not be a trigger of ONBUILD.`,
				aliases: [...aliases, 'invalid-onbuild-trigger'],
				actions: keyword === 'ONBUILD' && args.text !== '' ? [once] : [],
			};
		}
	},
};
