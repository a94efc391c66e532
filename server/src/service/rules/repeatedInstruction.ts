import { removeInstruction } from '../removeInstruction.ts';
import type { Rule } from '../types.ts';

const aliases: Readonly<Record<string, readonly string[]>> = {
	CMD: ['MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS', 'DL4003', 'DS-0016', 'DF038'],
	ENTRYPOINT: ['MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS', 'DL4004', 'DS-0007', 'DF039'],
	HEALTHCHECK: ['MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS', 'DL3012', 'DS-0023', 'DF041'],
};

export const repeatedInstruction: Rule = {
	id: 'repeated-instruction',
	aliases: [...new Set(Object.values(aliases).flat())],
	category: 'files',
	severity: 'warning',
	title: 'CMD, ENTRYPOINT or HEALTHCHECK that a later one replaces',
	why: 'Of each of them, only the last in a stage counts. See [MultipleInstructionsDisallowed](https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/). Several programs need a script that starts them, or a container each. As BuildKit does, the finding stands on what is ignored; other tools put theirs on what comes later.',
	defaultBecause: 'The line does nothing, and somebody thinks that it does.',
	examples: [
		{
			bad: 'FROM debian:12\nUSER 65532\nCMD ["/a"]\nCMD ["/b"]',
			good: 'FROM debian:12\nUSER 65532\nCMD ["/b"]',
		},
	],
	*check({ doc }) {
		for (const { instructions } of doc.stages) {
			for (const keyword of Object.keys(aliases)) {
				const all = instructions.filter(instruction => instruction.keyword === keyword);
				const last = all.at(-1);
				for (const instruction of all.slice(0, -1)) {
					yield {
						span: instruction.span,
						message: `This ${keyword} is ignored: the one in line ${(last?.line ?? 0) + 1} replaces it.`,
						aliases: aliases[keyword] ?? [],
						tags: ['unnecessary'],
						related: last ? [{ span: last.keywordSpan, message: 'This one counts.' }] : [],
						actions: [
							{
								id: 'remove-ignored',
								title: `Remove this ${keyword}`,
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({ edits: [removeInstruction(doc, instruction)] }),
							},
						],
					};
				}
			}
		}
	},
};
