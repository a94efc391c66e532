import { suppressionsOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const inlineIgnore: Rule = {
	id: 'inline-ignore',
	aliases: ['DL1001'],
	category: 'style',
	severity: 'off',
	title: 'Comment that silences findings',
	why: 'In some projects only the configuration may switch rules off, where it is reviewed. See [hadolint DL1001](https://github.com/hadolint/hadolint/wiki/DL1001). To have such comments without effect, use `--no-inline-ignores` or `disable-ignore-pragma` in `.hadolint.yaml`.',
	defaultBecause: 'A comment beside the line, with a reason, is the best place for most exceptions.',
	examples: [
		{
			bad: '# drydock ignore=missing-user it is a debugging image\nFROM debian:12\nCMD ["id"]',
			good: 'FROM debian:12\nUSER 65532\nCMD ["id"]',
		},
	],
	*check({ doc }) {
		for (const { span, ids } of suppressionsOf(doc)) {
			yield { span, message: `This silences ${ids.has('all') ? 'every finding' : [...ids].join(', ')}.` };
		}
	},
};
