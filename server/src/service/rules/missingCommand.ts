import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const missingCommand: Rule = {
	id: 'missing-command',
	aliases: ['DF036'],
	category: 'files',
	severity: 'off',
	title: 'Neither CMD nor ENTRYPOINT in the shipped stage',
	why: 'The container then runs what the base image says, mostly a shell that ends at once. [CMD or ENTRYPOINT](https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact) says what the image is for.',
	defaultBecause: 'Base images have a command of their own, and images to build on need none.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532', good: 'FROM debian:12\nUSER 65532\nCMD ["/app"]' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || chain(shipped).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT'))) return;
		yield { span: shipped.base.word.span, message: 'The shipped stage says no command: the container runs what the base image says.' };
	},
};
