import { gitClones } from '../gitClones.ts';
import type { Rule } from '../types.ts';

export const gitCloneInRun: Rule = {
	id: 'git-clone-in-run',
	aliases: ['prefer-add-git'],
	category: 'files',
	severity: 'off',
	title: 'Clone by git where ADD would do',
	why: 'ADD fetches a repository by itself: no git in the image, no history in the layer, and the builder sees when the commit changes. See [adding git repositories](https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository).',
	defaultBecause: 'It is a choice: ADD needs BuildKit, and fetches without the settings that git has.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN git clone https://github.com/o/r.git /src\nUSER 65532',
			good: 'FROM debian:12\nADD https://github.com/o/r.git#0123456789abcdef0123456789abcdef01234567 /src\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { command, source } of gitClones(doc)) {
			if (command.conditional || source.value === undefined) continue;
			yield { span: command.span, message: `ADD can fetch ${source.value} without git in the image.` };
		}
	},
};
