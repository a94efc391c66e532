import { linesOf } from '../layout.ts';
import type { Rule } from '../types.ts';

const most = 50;

export const longFile: Rule = {
	id: 'long-file',
	aliases: ['max-lines'],
	category: 'style',
	severity: 'off',
	title: 'Dockerfile of many lines',
	why: `Of Dockerfiles in public, nine of ten have no more than ${most} lines, comments and empty lines not counted. A longer one often builds several things, or installs what a base image of one's own could have. See [create reusable stages](https://docs.docker.com/build/building/best-practices/#create-reusable-stages).`,
	defaultBecause: 'Some images need that many.',
	examples: [
		{
			bad: `FROM debian:12\n${Array.from({ length: most }, (_, n) => `ENV A${n}=1`).join('\n')}`,
			good: `FROM debian:12\n${Array.from({ length: most - 1 }, (_, n) => `ENV A${n}=1`).join('\n')}`,
		},
	],
	*check({ doc }) {
		const counted = linesOf(doc).filter(({ kind }) => kind === 'code' || kind === 'body');
		const line = counted[most];
		if (line) yield { span: { start: line.start, end: line.end }, message: `The file has ${counted.length} lines; ${most} are enough for most.` };
	},
};
