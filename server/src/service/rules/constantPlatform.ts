import { platformFlag, removeFlagAction } from '../platformFlag.ts';
import type { Rule } from '../types.ts';

export const constantPlatform: Rule = {
	id: 'constant-platform',
	aliases: ['FromPlatformFlagConstDisallowed', 'DL3029', 'DF061'],
	category: 'stages',
	severity: 'info',
	title: 'FROM for one platform only',
	why: 'Whatever platform is asked for, the stage is of the one written here: on other machines it runs emulated, or not at all. Leave the flag out, or write `$BUILDPLATFORM` for a stage that only builds. See [FromPlatformFlagConstDisallowed](https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/). Silent with variables, and where the name of the stage says the platform.',
	defaultBecause: 'Some programs exist for one platform only; then say so in a comment.',
	examples: [
		{
			bad: 'FROM --platform=linux/amd64 debian:12\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { from, name = '' } of doc.stages) {
			const flag = platformFlag(from);
			const platform = flag?.value ?? '';
			if (!flag || platform.includes('$')) continue;
			const [os = '', architecture] = platform.toLowerCase().split('/');
			if (name.includes(os) || (architecture && name.includes(architecture))) continue;
			yield {
				span: flag.span,
				message: `The stage is for ${platform}, whatever platform the build is for.`,
				actions: removeFlagAction(doc, flag, { safety: 'review', why: 'The image of another platform is taken then.' }),
			};
		}
	},
};
