import { protocols } from '../data/protocols.ts';
import { exposedPorts } from '../exposed.ts';
import { didYouMean, useKnown } from '../meant.ts';
import { type PortProblem, problemOfPort } from '../ports.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

const aliases: { readonly [K in PortProblem['kind']]: readonly string[] } = {
	'out-of-range': ['DL3011', 'DS-0008', 'DF040', 'INVALID_PORT'],
	port: ['INVALID_PORT'],
	protocol: ['INVALID_PROTO'],
	ip: [],
};

export const invalidPort: Rule = {
	id: 'invalid-port',
	aliases: ['DL3011', 'DS-0008', 'DF040', 'INVALID_PORT', 'INVALID_PROTO'],
	category: 'syntax',
	severity: 'error',
	title: 'Port that does not exist',
	why: '[EXPOSE](https://docs.docker.com/reference/dockerfile/#expose) takes ports from 0 to 65535, or ranges of them, with `/tcp`, `/udp` or `/sctp`. The builder refuses others. Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nEXPOSE 80800\nUSER 65532', good: 'FROM debian:12\nEXPOSE 8080\nUSER 65532' }],
	*check({ doc }) {
		for (const { spec, word, severity, place, literal } of exposedPorts(doc)) {
			const problem = problemOfPort(spec);
			if (!problem) continue;
			const meant = problem.kind === 'protocol' ? nearest(problem.text, protocols) : undefined;
			const span = problem.text === '' ? word.span : place(problem.at, problem.at + problem.text.length);
			yield {
				span,
				message: `${problem.message}${didYouMean(meant)}`,
				aliases: aliases[problem.kind],
				severity,
				actions: meant && literal ? [useKnown(span, meant)] : [],
			};
		}
	},
};
