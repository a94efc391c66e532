import { replace } from '../edit.ts';
import { linesOf } from '../layout.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
import type { Action, Rule } from '../types.ts';

export const repeatedBlanks: Rule = {
	id: 'repeated-blanks',
	aliases: ['no-multi-spaces'],
	category: 'style',
	severity: 'off',
	title: 'Several blanks between words',
	why: 'Between words one blank means the same. Indentation, comments, quoted text and here-documents are left alone. See [no-multi-spaces](https://eslint.style/rules/no-multi-spaces).',
	defaultBecause: 'The image is the same, and some align their lines on purpose.',
	examples: [{ bad: 'FROM  debian:12\nUSER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		let quote = '';
		let instruction: Instruction | undefined;
		for (const { start, end, kind } of linesOf(doc)) {
			if (kind !== 'code') continue;
			const around = doc.instructionEndingAfter(start);
			if (around !== instruction) quote = '';
			instruction = around;
			for (let at = start; at < end; at++) {
				const character = doc.text[at] as string;
				if (character === ' ' && quote === '' && doc.text[at + 1] === ' ') {
					const span = { start: at, end: at + (/^ +/.exec(doc.text.slice(at, end))?.[0].length ?? 0) };
					at = span.end - 1;
					const isInside = instruction && /\S/.test(doc.text[span.start - 1] ?? '') && span.start > start && span.end < end;
					if (isInside && !isValue(instruction as Instruction, span.start))
						yield { span, message: `${span.end - span.start} blanks where one would do.`, actions: [oneBlank(span)] };
				} else if (character === '\\' && quote !== "'") at++;
				else if (quote === '' && /["'`]/.test(character)) quote = character;
				else if (character === quote) quote = '';
			}
		}
	},
};

function oneBlank(span: Span): Action {
	return { id: 'one-blank', title: 'Use one blank', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [replace(span, ' ')] }) };
}

/** Blanks of a value that goes to the end of the line. */
function isValue(instruction: Instruction, at: number): boolean {
	const { keyword, pairs } = instruction.trigger ?? instruction;
	return keyword === 'MAINTAINER' || pairs.some(({ delimiter, value }) => delimiter === ' ' && value !== undefined && at >= value.span.start);
}
