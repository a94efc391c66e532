import { argumentCounts } from '../data/argumentCounts.ts';
import { refusable } from '../refusable.ts';
import type { Heredoc, Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

export const wrongArgumentCount: Rule = {
	id: 'wrong-argument-count',
	aliases: ['ARGUMENT_MISSING', 'ARGUMENT_REQUIRES_AT_LEAST_ONE', 'ARGUMENT_REQUIRES_AT_LEAST_TWO', 'SHELL_REQUIRES_ONE'],
	category: 'syntax',
	severity: 'error',
	title: 'Instruction without the arguments that it needs',
	why: 'The builder refuses an instruction that has too few arguments; the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/) says what each takes. CMD, ENTRYPOINT and RUN may stand alone.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCOPY app\nUSER 65532', good: 'FROM debian:12\nCOPY app /app\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity } of refusable(doc, [...Object.keys(argumentCounts), 'RUN'])) {
			const { keyword, args, keywordSpan } = instruction;
			const { least, wants } = argumentCounts[keyword] ?? leastOfExecForm(instruction);
			const count = countOf(instruction);
			if (count >= least) {
				const last = heredocAsDestination(instruction);
				if (last) yield { span: last.wordSpan, message: `A here-document is a source: ${keyword} needs a destination behind it.`, aliases: [], severity };
				continue;
			}
			yield {
				span: args.text === '' ? keywordSpan : args.span,
				message: `${keyword} needs ${wants}.`,
				aliases: aliasesOf(keyword, args.text),
				severity,
			};
		}
	},
};

/** `RUN` alone runs nothing; `RUN []` is a process without a program, which the builder refuses when it comes to it. */
function leastOfExecForm({ json }: Instruction) {
	return { least: json ? 1 : 0, wants: 'a program in its array' };
}

function heredocAsDestination({ keyword, heredocs, words }: Instruction): Heredoc | undefined {
	const last = keyword === 'RUN' ? undefined : heredocs.at(-1);
	return last?.wordSpan.start === words.at(-1)?.span.start ? last : undefined;
}

function countOf({ keyword, json, words, args }: Instruction): number {
	if (keyword === 'HEALTHCHECK') return args.text === '' ? 0 : 1;
	return json ? json.items.length : words.length;
}

function aliasesOf(keyword: string, text: string): readonly string[] {
	if (keyword === 'SHELL' && text !== '') return ['SHELL_REQUIRES_ONE'];
	if (keyword === 'COPY' || keyword === 'ADD') return ['ARGUMENT_REQUIRES_AT_LEAST_TWO'];
	if (keyword === 'HEALTHCHECK') return ['ARGUMENT_REQUIRES_AT_LEAST_ONE'];
	return text === '' ? ['ARGUMENT_MISSING'] : [];
}
