import { copied } from '../copied.ts';
import { replace } from '../edit.ts';
import { expanded, refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

/** A URL, or a git repository as ssh names it. */
const remote = /^(?:https?|git|ssh):\/\/|^[\w-]+@[\w.-]+:/;

export const remoteCopySource: Rule = {
	id: 'remote-copy-source',
	aliases: [],
	category: 'files',
	severity: 'error',
	title: 'COPY from the network',
	why: '[COPY](https://docs.docker.com/reference/dockerfile/#copy) takes files of the build context, of stages and of images; the builder refuses a URL or a git repository. ADD fetches them: give it `--checksum`.',
	defaultBecause: 'The file does not build.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY https://example.com/a /a\nUSER 65532',
			good: 'FROM debian:12\nADD --checksum=sha256:0 https://example.com/a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['COPY'])) {
			const found = copied(instruction)?.sources.find(({ text }) => remote.test(expanded(doc, text, lookup) ?? ''));
			if (!found) continue;
			const addTakesAll = instruction.flags.every(({ name }) => name !== 'from' && name !== 'parents');
			yield {
				span: found.span,
				message: `COPY cannot fetch ${found.text}: ADD can.`,
				severity,
				actions: addTakesAll
					? [
							{
								id: 'use-add',
								title: 'Use ADD',
								kind: 'quickfix',
								safety: 'review',
								why: 'What is fetched should have a checksum.',
								preferred: true,
								edits: () => ({ edits: [replace(instruction.keywordSpan, 'ADD')] }),
							},
						]
					: [],
			};
		}
	},
};
