import { fullCommit, gitClones } from '../gitClones.ts';
import type { Rule } from '../types.ts';

export const movingGitSource: Rule = {
	id: 'moving-git-source',
	aliases: [],
	category: 'pinning',
	severity: 'info',
	strict: 'warning',
	title: 'Git source without a fixed commit',
	why: 'A branch is another commit tomorrow, and the cache keeps the old one for as long as it likes. Name the commit: `ADD https://host/repo.git#<commit> /src`, or `git checkout <commit>` in the same RUN. See [adding git repositories](https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository). Tags of versions are only a hint; silent where a variable says what is fetched.',
	defaultBecause: 'The meaning of the file changes without the file.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN git clone https://github.com/o/r /src\nUSER 65532',
			good: 'FROM debian:12\nADD https://github.com/o/r.git#0123456789abcdef0123456789abcdef01234567 /src\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { ref, isFixedLater, source } of gitClones(doc)) {
			if (isFixedLater || ref?.isKnown === false || fullCommit.test(ref?.text ?? '')) continue;
			const isVersion = ref !== undefined && version.test(ref.text);
			const what = ref ? `${isVersion ? 'the tag' : 'the branch'} ${ref.text}` : 'the default branch';
			const message = `${source.unquoted} is taken as ${what} is at the time of the build: check out a commit.`;
			yield { span: source.span, message, ...(isVersion ? { severity: 'hint' } : {}) };
		}
		for (const add of doc.all('ADD')) {
			if (add.json) continue;
			for (const { text, span } of add.words.slice(0, -1)) {
				const [, repository, fragment] = gitSource.exec(text) ?? [];
				const ref = fragment?.split(':', 1)[0] ?? '';
				if (!repository || fullCommit.test(ref) || text.includes('$') || /[?&](?:commit|checksum)=/.test(text)) continue;
				const isVersion = version.test(ref);
				const message = `${repository} is taken as ${ref || 'its default branch'} is at the time of the build: name a commit behind "#".`;
				yield { span, message, ...(isVersion ? { severity: 'hint' } : {}) };
			}
		}
	},
};

const version = /^(?:refs\/tags\/|tags\/|(?:[\w.]+[-_])?v?\d+[._]\d)/;
const gitSource = /^((?:https?:\/\/[^#?]+\.git|git:\/\/[^#]+|git@[^#]+|ssh:\/\/[^#]+?\.git)(?:\?[^#]*)?)(?:#(.*))?$/;
