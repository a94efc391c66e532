import { instructionData } from '../data/instructions.ts';
import type { Rule } from '../types.ts';

export const noSourceImage: Rule = {
	id: 'no-source-image',
	aliases: ['DL3061', 'DF037', 'NO_SOURCE_IMAGE', 'require-stages'],
	category: 'syntax',
	severity: 'error',
	title: 'No FROM before the first instruction',
	why: 'A build stage begins with [FROM](https://docs.docker.com/reference/dockerfile/#from); only ARG, comments and directives may stand before the first. The builder refuses the file.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'RUN a\nFROM debian:12\nUSER 65532', good: 'FROM debian:12\nRUN a\nUSER 65532' }],
	*check({ doc }) {
		const { stray, globalArgs } = doc.graph;
		const [first] = stray;
		if (first) {
			// a misspelt FROM is what is to be said; the rest follows from it
			if (!(first.keyword in instructionData)) return;
			yield { span: first.keywordSpan, message: `${first.keyword} stands before the first FROM: only ARG may.` };
		} else if (doc.stages.length === 0 && globalArgs.length > 0) {
			yield { span: globalArgs[0]?.keywordSpan ?? { start: 0, end: 0 }, message: 'The file has no FROM: there is nothing to build.' };
		}
	},
};
