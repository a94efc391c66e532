import { buildCommands } from '../buildCommands.ts';
import { removeInstruction } from '../removeInstruction.ts';
import { isForDevelopmentHere, isOfficialRuby } from '../ruby.ts';
import { removeFromChain } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const bundlerAlreadyThere: Rule = {
	id: 'bundler-already-there',
	aliases: ['ruby/redundant-bundler-install'],
	category: 'packages',
	severity: 'info',
	title: 'Bundler installed where it is',
	why: 'The [official Ruby image](https://hub.docker.com/_/ruby) has Bundler. Installing it again fetches whatever is newest on the day of the build; a project that needs a certain version names it in `Gemfile.lock` (`BUNDLED WITH`), and Bundler switches to it itself.',
	defaultBecause: 'The line does nothing good, but nothing breaks.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN gem install bundler --no-document\nUSER 65532',
			good: 'FROM ruby:3.4\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, command } of buildCommands(doc, 'gem')) {
			const stage = doc.stageOf(run);
			if (!stage || !isOfficialRuby(stage) || isForDevelopmentHere(doc, stage)) continue;
			const [subcommand, ...operands] = command.words.slice(1).filter(({ unquoted }) => !unquoted.startsWith('-'));
			if (subcommand?.unquoted !== 'install' || operands[0]?.unquoted !== 'bundler' || operands.length > 1) continue;
			if (command.words.some(({ unquoted }) => /^(?:-v|--version)/.test(unquoted))) continue;
			const isAlone = script.commands.length === 1 && script.form === 'shell' && run.keyword === 'RUN';
			const edit = isAlone ? removeInstruction(doc, run) : removeFromChain(doc, script, command);
			yield {
				span: command.span,
				message: 'The official Ruby image has Bundler.',
				actions: edit
					? [
							{
								id: 'remove-install',
								title: 'Do not install Bundler',
								kind: 'quickfix',
								safety: 'review',
								why: 'The version of Bundler is then that of the image.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
