import { buildCommands } from '../buildCommands.ts';
import { replace } from '../edit.ts';
import { callOf, subcommandOf } from '../packages/call.ts';
import type { Rule } from '../types.ts';

/** What the other programs do in the same way; `upgrade` and `list` differ. */
const others: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		['install', 'reinstall', 'update', 'remove', 'purge', 'autoremove', 'autopurge', 'clean', 'autoclean', 'build-dep', 'source', 'download', 'satisfy'].map(
			name => [name, 'apt-get'],
		),
	),
	...Object.fromEntries(['search', 'show', 'policy', 'depends', 'rdepends'].map(name => [name, 'apt-cache'])),
};

export const aptInScript: Rule = {
	id: 'apt-in-script',
	aliases: ['DL3027', 'CKV_DOCKER_9', 'DF059'],
	category: 'files',
	severity: 'info',
	title: 'The program for terminals, apt, in a step of a build',
	why: '[apt](https://manpages.debian.org/apt) is made for people: what it prints and does by default may change between versions, as it says itself at every call. `apt-get` and `apt-cache` keep their ways.',
	defaultBecause: 'It works, but nobody promises that it will.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { command } of buildCommands(doc, 'apt')) {
			const [program] = command.words;
			const call = callOf(command);
			const other = call && others[subcommandOf(call).name];
			if (!program) continue;
			yield {
				span: program.span,
				message: other ? `apt is for terminals: in a script, ${other} does this.` : 'apt is for terminals: what it prints and does may change.',
				actions:
					other && program.text === 'apt'
						? [
								{
									id: 'use-apt-get',
									title: `Use ${other}`,
									kind: 'quickfix',
									safety: 'review',
									why: 'apt deletes the archives that it has fetched; apt-get does so where the image is configured for it, as the official ones are.',
									preferred: true,
									edits: () => ({ edits: [replace(program.span, other)] }),
								},
							]
						: [],
			};
		}
	},
};
