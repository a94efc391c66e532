import type { Rule } from '../types.ts';

export const shellOnScratch: Rule = {
	id: 'shell-on-scratch',
	aliases: ['shell-run-in-scratch'],
	category: 'files',
	severity: 'error',
	title: 'RUN in shell form where there is no shell',
	why: '`scratch` is empty: there is no `/bin/sh` that could run the line, and the step fails. Run a program by the exec form (`RUN ["/app", "--init"]`), or do the work in another stage and copy its result. See [FROM scratch](https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch). Silent behind COPY and ADD, which may bring a shell, and where SHELL is set.',
	defaultBecause: 'The step fails.',
	examples: [
		{
			bad: 'FROM scratch\nRUN mkdir /data\nUSER 65532',
			good: 'FROM scratch\nWORKDIR /data\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { base, instructions } of doc.stages) {
			if (!base.scratch) continue;
			for (const instruction of instructions) {
				const { keyword, json, flags, args } = instruction;
				if (keyword === 'COPY' || keyword === 'ADD' || keyword === 'SHELL' || flags.some(({ name }) => name === 'mount')) break;
				if (keyword !== 'RUN' || json || args.text === '') continue;
				yield { span: args.span, message: 'scratch has no shell to run this: the step fails.' };
				break;
			}
		}
	},
};
