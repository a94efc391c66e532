import { booleanFlags, flagChoices } from '../data/flagTypes.ts';
import { instructionData } from '../data/instructions.ts';
import { replace } from '../edit.ts';
import { hasOwnFrontend } from '../frontend.ts';
import { didYouMean, useKnown } from '../meant.ts';
import { flagsRead, refusable } from '../refusable.ts';
import { nearest } from '../suggest.ts';
import { expandWord } from '../syntax/expand.ts';
import type { Flag, Word } from '../syntax/tree.ts';
import type { Action, Problem, Rule } from '../types.ts';

const booleanCodes = ['FLAG_EXPECTED_BOOLEAN_VALUE', 'FLAG_INVALID_LINK_VALUE'];

export const invalidFlagValue: Rule = {
	id: 'invalid-flag-value',
	aliases: ['FLAG_MISSING_VALUE', 'FLAG_INVALID_FROM_VALUE', ...booleanCodes],
	category: 'syntax',
	severity: 'error',
	title: 'Flag with a value that it does not take',
	why: 'Flags are written `--name=value`; `--link` and its kin are true or false, `--network` and `--security` take a few words. The builder refuses everything else. See the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/).',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nRUN --network=nne a\nUSER 65532', good: 'FROM debian:12\nRUN --network=none a\nUSER 65532' }],
	*check({ doc }) {
		const open = hasOwnFrontend(doc);
		for (const { instruction, severity } of refusable(doc, Object.keys(instructionData))) {
			const { keyword, words } = instruction;
			const flags = flagsRead(instruction);
			if (flags.length === 0) continue;
			const known = instructionData[keyword]?.flags ?? {};
			for (const flag of flags) {
				if (!Object.hasOwn(known, flag.name)) continue;
				const problem = booleanFlags.has(flag.name) ? problemOfBoolean(flag) : problemOfText(flag, open, flag === flags.at(-1) ? words[0] : undefined);
				if (problem) yield { ...problem, severity };
			}
		}
	},
};

function problemOfBoolean({ name, value, span, valueSpan }: Flag): Problem | undefined {
	if (value === '') return { span, message: `--${name} has no value behind "=".`, aliases: ['FLAG_MISSING_VALUE'] };
	if (value === undefined || /^(?:true|false)$/i.test(value)) return undefined;
	const meant = /^(?:1|y|yes|on)$/i.test(value) ? 'true' : /^(?:0|n|no|off)$/i.test(value) ? 'false' : nearest(value, ['true', 'false']);
	return {
		span: valueSpan,
		message: `--${name} is true or false, not ${value}.`,
		aliases: booleanCodes,
		actions: meant ? [useKnown(valueSpan, meant)] : [],
	};
}

function problemOfText(flag: Flag, open: boolean, next: Word | undefined): Problem | undefined {
	const { name, value, span, valueSpan } = flag;
	if (value === undefined) return { span, message: `--${name} has no value.`, aliases: ['FLAG_MISSING_VALUE'], actions: next ? [join(flag, next)] : [] };
	if (name === 'from' && !isPlain(value)) {
		return { span: valueSpan, message: 'Variables are not expanded in --from: give a stage the image and use its name.', aliases: ['FLAG_INVALID_FROM_VALUE'] };
	}
	const choices = flagChoices[name];
	if (!choices || choices.includes(value) || open) return undefined;
	const meant = nearest(value, choices);
	return {
		span: value === '' ? span : valueSpan,
		message: value === '' ? `--${name} has no value behind "=".` : `--${name} is one of ${choices.join(', ')}, not ${value}${didYouMean(meant)}`,
		aliases: [],
		actions: meant && value !== '' ? [useKnown(valueSpan, meant)] : [],
	};
}

/** BuildKit expands it only to refuse what changes. */
function isPlain(text: string): boolean {
	return expandWord(text, { escape: '\\', lookup: () => undefined }).value === text;
}

/** `--interval 30s`, as on most command lines. */
function join({ name, span }: Flag, { text, span: next }: Word): Action {
	return {
		id: 'join-value',
		title: `Change to --${name}=${text}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'Only you know whether the next word is its value.',
		preferred: true,
		edits: () => ({ edits: [replace({ start: span.end, end: next.start }, '=')] }),
	};
}
