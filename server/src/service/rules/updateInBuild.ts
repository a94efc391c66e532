import { buildCommands } from '../buildCommands.ts';
import { updaters } from '../data/updaters.ts';
import { removeFromChain } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const updateInBuild: Rule = {
	id: 'update-in-build',
	aliases: [],
	category: 'pinning',
	severity: 'info',
	strict: 'warning',
	title: 'Program that replaces itself or its packages by the newest',
	why: 'What the base image or the lock file says no longer holds: the version depends on the day of the build, and the layer holds the old files and the new ones. Install the version that is wanted, or take a newer base image. See [rebuilding images](https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often).',
	defaultBecause: 'The meaning of the file changes without the file.',
	examples: [
		{
			bad: 'FROM rust:1.90\nRUN rustup update\nUSER 65532',
			good: 'FROM rust:1.91\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { script, command } of buildCommands(doc, ...Object.keys(updaters))) {
			const operands = command.words.slice(1).filter(({ unquoted }) => !unquoted.startsWith('-'));
			const name = command.name as string;
			// a version that somebody names is no update to the newest
			if (operands.slice(1).some(({ value, unquoted }) => value === undefined || /(?:^|[=@:^~])v?\d+\.\d/.test(unquoted))) continue;
			if (command.words.some(({ unquoted }) => /^--?(?:h|help|version|lock|dry-run|\d.*)$/.test(unquoted))) continue;
			if (!updaters[name]?.test(operands.map(({ unquoted }) => unquoted).join(' '))) continue;
			const edit = removeFromChain(doc, script, command);
			yield {
				span: command.span,
				message: `${name} takes whatever is newest at the time of the build.`,
				actions: edit
					? [
							{
								id: 'remove-update',
								title: 'Remove the update',
								kind: 'quickfix',
								safety: 'review',
								why: 'What follows may need the newer versions.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
