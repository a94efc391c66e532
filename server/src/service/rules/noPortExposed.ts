import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const noPortExposed: Rule = {
	id: 'no-port-exposed',
	aliases: ['DF022'],
	category: 'files',
	severity: 'off',
	title: 'No EXPOSE in the shipped stage',
	why: '[EXPOSE](https://docs.docker.com/reference/dockerfile/#expose) tells people and tools (`docker run -P`, reverse proxies, editors) which port a server listens on. It opens nothing.',
	defaultBecause: 'Many images are no servers, and nothing breaks without it.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532\nCMD ["/server"]', good: 'FROM debian:12\nUSER 65532\nEXPOSE 8080\nCMD ["/server"]' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || chain(shipped).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'EXPOSE'))) return;
		yield { span: shipped.base.word.span, message: 'The shipped stage names no port.' };
	},
};
