import { shippedStages } from '../caches.ts';
import type { Rule } from '../types.ts';

export const consecutiveRuns: Rule = {
	id: 'consecutive-runs',
	aliases: ['DL3059', 'DF003', 'ruleMoreThanOneInstall'],
	category: 'cache',
	severity: 'off',
	title: 'RUN right behind a RUN',
	why: 'Each RUN makes a layer; what one writes and the next deletes stays in the image. Two that belong together can be one. See [RUN](https://docs.docker.com/build/building/best-practices/#run). Silent in stages that are not shipped, and where mounts or other flags differ.',
	defaultBecause: 'A layer costs next to nothing, and steps of their own are cached on their own.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN mkdir /a\nRUN touch /a/b\nUSER 65532',
			good: 'FROM debian:12\nRUN mkdir /a && touch /a/b\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of shippedStages(doc)) {
			for (const [index, run] of stage.instructions.entries()) {
				const before = stage.instructions[index - 1];
				if (run.keyword !== 'RUN' || before?.keyword !== 'RUN' || run.json || before.json) continue;
				const flags = ({ flags }: typeof run) => flags.map(({ name, value }) => `${name}=${value}`).join(' ');
				if (flags(run) === flags(before)) yield { span: run.keywordSpan, message: `This could be part of the RUN in line ${before.line + 1}.` };
			}
		}
	},
};
