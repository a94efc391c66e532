import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { linesOf } from '../layout.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

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
		for (const { start, end, kind } of linesOf(doc)) {
			if (kind !== 'code') continue;
			const text = doc.text.slice(start, end);
			for (const { index, 0: blanks } of text.matchAll(/(?<=\S) {2,}(?=\S)/g)) {
				const span = { start: start + index, end: start + index + blanks.length };
				const instruction = doc.instructionAt(span.start);
				if (!instruction || isText(doc, instruction, span.start)) continue;
				yield {
					span,
					message: `${blanks.length} blanks where one would do.`,
					actions: [
						{ id: 'one-blank', title: 'Use one blank', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [replace(span, ' ')] }) },
					],
				};
			}
		}
	},
};

/** Blanks that are part of what is said: in quotes, behind a backslash, in values that go to the end of the line. */
function isText(doc: DockerfileDocument, instruction: Instruction, at: number): boolean {
	const inner = instruction.trigger ?? instruction;
	if (inner.keyword === 'MAINTAINER' || inner.pairs.some(({ delimiter, value }) => delimiter === ' ' && value && at >= value.span.start)) return true;
	let quote = '';
	for (let place = instruction.span.start; place < at; place++) {
		const character = doc.text[place] as string;
		if (quote === '' && (character === '"' || character === "'" || character === '`')) quote = character;
		else if (character === quote) quote = '';
		else if (character === '\\' && quote !== "'") place++;
		if (place >= at) return true;
	}
	return quote !== '';
}
