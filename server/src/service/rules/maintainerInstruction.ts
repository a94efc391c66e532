import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';
import { unquoted } from '../values.ts';

export const maintainerInstruction: Rule = {
	id: 'maintainer-instruction',
	aliases: ['MaintainerDeprecated', 'DL4000', 'DS-0022', 'CKV_DOCKER_6', 'DF019', 'DEPRECATED_MAINTAINER'],
	category: 'metadata',
	severity: 'warning',
	title: 'MAINTAINER is deprecated',
	why: 'The instruction has been deprecated since Docker 1.13. The label `org.opencontainers.image.authors` says the same in a way that tools read. See [MaintainerDeprecated](https://docs.docker.com/reference/build-checks/maintainer-deprecated/).',
	defaultBecause: 'BuildKit warns about it.',
	examples: [
		{
			bad: 'FROM debian:12\nMAINTAINER Jo <jo@example.com>\nUSER 65532',
			good: 'FROM debian:12\nLABEL org.opencontainers.image.authors="Jo <jo@example.com>"\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('MAINTAINER')) {
			const name = unquoted(instruction.args.text);
			const keyword = doc.text[instruction.keywordSpan.start] === 'm' ? 'label' : 'LABEL';
			const value = `"${name.replace(/["\\$]/g, '\\$&')}"`;
			// comments and continuations inside would be lost: leave such a one to a person
			const plain = instruction.line === instruction.endLine && name !== '' && doc.syntax.escape === '\\';
			yield {
				span: instruction.keywordSpan,
				message: 'MAINTAINER is deprecated: use the label org.opencontainers.image.authors.',
				tags: ['deprecated'],
				actions: plain
					? [
							{
								id: 'use-label',
								title: 'Use the label org.opencontainers.image.authors',
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({
									edits: [
										replace({ start: instruction.keywordSpan.start, end: instruction.args.span.end }, `${keyword} org.opencontainers.image.authors=${value}`),
									],
								}),
							},
						]
					: [],
			};
		}
	},
};
