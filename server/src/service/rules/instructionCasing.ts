import { replace } from '../edit.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

export const instructionCasing: Rule = {
	id: 'instruction-casing',
	aliases: ['ConsistentInstructionCasing', 'CASING_INSTRUCTION'],
	category: 'style',
	severity: 'hint',
	title: 'Instructions in different case',
	why: 'Keywords are written in upper case or in lower case, but one file should do it in one way: the one most of its instructions have; a tie goes to upper case. See [ConsistentInstructionCasing](https://docs.docker.com/reference/build-checks/consistent-instruction-casing/).',
	defaultBecause: 'It is taste, but BuildKit warns about it.',
	examples: [{ bad: 'FROM debian:12\nrun id\nUSER 65532', good: 'FROM debian:12\nRUN id\nUSER 65532' }],
	*check({ doc }) {
		const written = (instruction: Instruction) => doc.text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
		const global = new Set(doc.globalArgs);
		// as BuildKit, which does not look at what stands before the first FROM
		const counted = doc.instructions.filter(instruction => !global.has(instruction));
		const lower = counted.filter(instruction => written(instruction) === written(instruction).toLowerCase()).length;
		const upper = counted.filter(instruction => written(instruction) === instruction.keyword).length;
		for (const instruction of doc.instructions) {
			const text = written(instruction);
			const wanted = lower > upper ? text.toLowerCase() : text.toUpperCase();
			if (text === wanted) continue;
			yield {
				span: instruction.keywordSpan,
				aliases: [
					...(global.has(instruction) ? [] : ['ConsistentInstructionCasing']),
					// dockerfile-utils knows upper case only
					...(text === text.toUpperCase() ? [] : ['CASING_INSTRUCTION']),
				],
				message: `Most instructions of this file are written in ${lower > upper ? 'lower' : 'upper'} case.`,
				actions: [
					{
						id: 'match-case',
						title: `Write ${wanted}`,
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [replace(instruction.keywordSpan, wanted)] }),
					},
				],
			};
		}
	},
};
