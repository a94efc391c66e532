import { buildCommands } from '../buildCommands.ts';
import { insert } from '../edit.ts';
import type { Rule } from '../types.ts';

export const gpgWithoutBatch: Rule = {
	id: 'gpg-without-batch',
	aliases: ['gpgUseBatchFlag'],
	category: 'packages',
	severity: 'off',
	title: 'Gpg that may ask',
	why: 'GnuPG speaks to people unless `--batch` says that nobody is there; without it, what it does is not promised to stay the same. See [official images](https://github.com/docker-library/official-images#security) and [unattended usage](https://www.gnupg.org/documentation/manuals/gnupg/Unattended-Usage-of-GPG.html).',
	defaultBecause: 'It works mostly.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN gpg --verify a.asc a\nUSER 65532',
			good: 'FROM debian:12\nRUN gpg --batch --verify a.asc a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { script, command } of buildCommands(doc, 'gpg', 'gpg2')) {
			const words = command.words.map(({ unquoted }) => unquoted);
			const program = command.words[0];
			const asks = words.some(word => /^--(?:verify|import|recv-keys?|keyserver|gen(?:erate)?-key|dearmor|export|decrypt|edit-key)\b/.test(word));
			if (!program || !asks || words.some(word => /^--(?:batch|no-tty|version)$/.test(word))) continue;
			yield {
				span: command.span,
				message: 'gpg may ask somebody: --batch says that nobody is there.',
				actions:
					script.form === 'shell'
						? [
								{
									id: 'add-batch',
									title: 'Add --batch',
									kind: 'quickfix',
									safety: 'safe',
									preferred: true,
									edits: () => ({ edits: [insert(program.span.end, ' --batch')] }),
								},
							]
						: [],
			};
		}
	},
};
