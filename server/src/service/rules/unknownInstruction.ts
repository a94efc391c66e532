import { instructionData } from '../data/instructions.ts';
import { replace } from '../edit.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

export const unknownInstruction: Rule = {
	id: 'unknown-instruction',
	aliases: ['UNKNOWN_INSTRUCTION'],
	category: 'syntax',
	severity: 'error',
	title: 'Unknown instruction',
	why: 'The builder stops here. Often a word is misspelt, or the line before lacks a continuation character. The instructions are those of the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/).',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCPOY a /a\nUSER 65532', good: 'FROM debian:12\nCOPY a /a\nUSER 65532' }],
	*check({ doc }) {
		for (const outer of doc.instructions) {
			const instruction = outer.trigger ?? outer;
			if (instruction.keyword in instructionData) continue;
			const written = doc.text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
			const meant = nearest(instruction.keyword, Object.keys(instructionData));
			yield {
				span: instruction.keywordSpan,
				// the next build stops, not this one
				severity: outer.trigger ? 'warning' : 'error',
				message: meant ? `Unknown instruction ${written}: did you mean ${meant}?` : `Unknown instruction ${written}.`,
				actions: meant
					? [
							{
								id: 'use-known',
								title: `Change to ${meant}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'Only you know what was meant.',
								preferred: true,
								edits: () => ({ edits: [replace(instruction.keywordSpan, meant)] }),
							},
						]
					: [],
			};
		}
	},
};
