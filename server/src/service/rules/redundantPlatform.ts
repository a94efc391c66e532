import { platformFlag, removeFlagAction } from '../platformFlag.ts';
import type { Rule } from '../types.ts';

export const redundantPlatform: Rule = {
	id: 'redundant-platform',
	aliases: ['RedundantTargetPlatform', 'DL3065'],
	category: 'style',
	severity: 'hint',
	title: 'FROM with the platform that it has anyway',
	why: '`--platform=$TARGETPLATFORM` is what FROM does without the flag. See [RedundantTargetPlatform](https://docs.docker.com/reference/build-checks/redundant-target-platform/).',
	defaultBecause: 'It changes nothing; it only makes readers think.',
	examples: [
		{
			bad: 'FROM --platform=$TARGETPLATFORM debian:12\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (doc.globalArgs.some(({ pairs }) => pairs.some(({ key, value }) => key.text === 'TARGETPLATFORM' && value))) return;
		for (const { from } of doc.stages) {
			const flag = platformFlag(from);
			if (!flag || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value ?? '')) continue;
			yield {
				span: flag.span,
				message: 'FROM takes the target platform without being told.',
				tags: ['unnecessary'],
				actions: removeFlagAction(doc, flag, { safety: 'safe' }),
			};
		}
	},
};
