import type { DockerfileDocument } from '../document.ts';
import { type DurationProblem, problemOfDuration } from '../duration.ts';
import { insert } from '../edit.ts';
import { hasOwnFrontend } from '../frontend.ts';
import { didYouMean, useKnown } from '../meant.ts';
import { flagsRead, refusable } from '../refusable.ts';
import { nearest } from '../suggest.ts';
import type { Flag, Instruction, Word } from '../syntax/tree.ts';
import type { Action, Problem, Rule } from '../types.ts';

const durationCodes: { readonly [K in DurationProblem['kind']]: string } = {
	'no-duration': 'FLAG_INVALID_DURATION',
	'no-unit': 'FLAG_MISSING_DURATION',
	'unknown-unit': 'FLAG_UNKNOWN_UNIT',
	'too-short': 'FLAG_LESS_THAN_1MS',
};

export const invalidHealthcheck: Rule = {
	id: 'invalid-healthcheck',
	aliases: ['UNKNOWN_TYPE', 'HEALTHCHECK_CMD_ARGUMENT_MISSING', 'ARGUMENT_UNNECESSARY', 'INVALID_SYNTAX', 'FLAG_AT_LEAST_ONE', ...Object.values(durationCodes)],
	category: 'syntax',
	severity: 'error',
	title: 'HEALTHCHECK that the builder refuses',
	why: '[HEALTHCHECK](https://docs.docker.com/reference/dockerfile/#healthcheck) is `CMD` with a command, or `NONE` alone. Times have a unit and are 0 or at least a millisecond; variables are not expanded in them.',
	defaultBecause: 'The file does not build.',
	examples: [
		{ bad: 'FROM debian:12\nHEALTHCHECK --interval=30 CMD check\nUSER 65532', good: 'FROM debian:12\nHEALTHCHECK --interval=30s CMD check\nUSER 65532' },
	],
	*check({ doc }) {
		for (const { instruction, severity } of refusable(doc, ['HEALTHCHECK'])) {
			const [type] = instruction.words;
			const flags = flagsRead(instruction);
			for (const flag of flags) {
				const problem = problemOfFlag(flag);
				if (problem) yield { ...problem, severity };
			}
			// what stands behind a flag without a value is that value
			const problem = type && !flags.some(({ value }) => value === undefined) ? problemOfType(doc, instruction, type) : undefined;
			if (problem) yield { ...problem, severity };
		}
	},
};

function problemOfType(doc: DockerfileDocument, { words, args, json }: Instruction, type: Word): Problem | undefined {
	const rest = { start: words[1]?.span.start ?? type.span.end, end: args.span.end };
	switch (type.text.toUpperCase()) {
		case 'NONE':
			return words.length > 1 ? { span: rest, message: 'HEALTHCHECK NONE takes nothing more.', aliases: ['ARGUMENT_UNNECESSARY'] } : undefined;
		case 'CMD':
			if (json ? json.items.length > 0 : words.length > 1) return undefined;
			return { span: json?.span ?? type.span, message: 'HEALTHCHECK CMD has no command.', aliases: json ? [] : ['HEALTHCHECK_CMD_ARGUMENT_MISSING'] };
		default:
			if (hasOwnFrontend(doc)) return undefined;
			return unknownType(type, words.length);
	}
}

function unknownType({ text, span }: Word, words: number): Problem {
	const meant = nearest(text, ['CMD', 'NONE']);
	const action: Action = {
		id: 'insert-cmd',
		title: 'Insert CMD',
		kind: 'quickfix',
		safety: 'review',
		why: 'Only you know what was meant.',
		preferred: true,
		edits: () => ({ edits: [insert(span.start, 'CMD ')] }),
	};
	return {
		span,
		message: meant ? `HEALTHCHECK ${text} is unknown${didYouMean(meant)}` : `HEALTHCHECK begins with CMD or NONE, not with ${text}.`,
		aliases: ['UNKNOWN_TYPE'],
		actions: meant ? [useKnown(span, meant)] : words > 0 ? [action] : [],
	};
}

const durations: ReadonlySet<string> = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

function problemOfFlag({ name, value, valueSpan }: Flag): Problem | undefined {
	if (!value) return undefined;
	if (name === 'retries') return problemOfRetries(value, valueSpan);
	const problem = durations.has(name) ? problemOfDuration(value) : undefined;
	if (!problem) return undefined;
	return {
		span: valueSpan,
		message: value.includes('$') ? `HEALTHCHECK takes no variables in --${name}.` : `${value} ${problem.message}.`,
		aliases: [durationCodes[problem.kind]],
		actions: problem.kind === 'no-unit' && /^\d+$/.test(value) ? [useKnown(valueSpan, `${value}s`)] : [],
	};
}

function problemOfRetries(value: string, span: Flag['valueSpan']): Problem | undefined {
	if (!/^[+-]?\d+$/.test(value)) return { span, message: `${value} is no number of retries.`, aliases: ['INVALID_SYNTAX'] };
	if (Number(value) < 0) return { span, message: 'The number of retries cannot be negative.', aliases: ['FLAG_AT_LEAST_ONE'] };
	return Number(value) < 2 ** 31 ? undefined : { span, message: `${value} retries are too many.`, aliases: [] };
}
