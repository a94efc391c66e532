import { rootImage } from '../baseImages.ts';
import type { FoundInstallation } from '../caches.ts';
import { installationsBy } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import type { InstalledPackage } from '../packages.ts';
import { removeInstruction } from '../removeInstruction.ts';
import { isOfficialRuby } from '../rubyImages.ts';
import { removeFromChain, removeWord } from '../shellEdits.ts';
import type { Action, Rule } from '../types.ts';

export const bundlerInstalledAgain: Rule = {
	id: 'bundler-installed-again',
	aliases: ['ruby/redundant-bundler-install'],
	category: 'packages',
	severity: 'info',
	title: 'Bundler installed on the image of Ruby, which has it',
	why: 'Ruby comes with Bundler since 2.6. `gem install bundler` without a version puts the newest one beside it, another one with each build. Bundler itself switches to the version that `Gemfile.lock` names under `BUNDLED WITH`. See [Bundler and Ruby](https://bundler.io/guides/using_bundler_in_applications.html) and [BUNDLED WITH](https://bundler.io/blog/2022/01/23/bundler-v2-3.html). Silent where a version is named, and on other images.',
	defaultBecause: 'It makes builds differ and gains nothing.',
	examples: [
		{
			bad: 'FROM ruby:3.4-slim\nRUN gem install bundler\nRUN bundle install\nUSER 65532',
			good: 'FROM ruby:3.4-slim\nRUN bundle install\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of installationsBy(doc, 'gem')) {
			const stage = doc.stageOf(found.run);
			const image = stage && rootImage(stage);
			const gem = found.installation.packages.find(({ name, version }) => name === 'bundler' && version === undefined);
			// before 2.6 it was no part of Ruby
			if (!gem || !image || !isOfficialRuby(image) || /^(?:1|2\.[0-5])(?:\D|$)/.test(image.tag ?? '')) continue;
			// `gem update --system` brings another Bundler, and the installation may repair that
			if (doc.commands(found.run).some(({ name, words }) => name === 'gem' && words.some(({ value }) => value === '--system'))) continue;
			yield { span: gem.span, message: 'The image of Ruby has Bundler already.', actions: leaveOut(doc, found, gem) };
		}
	},
};

function leaveOut(doc: DockerfileDocument, { run, script, command, installation }: FoundInstallation, gem: InstalledPackage): Action[] {
	const isOnly = installation.packages.length === 1 && !installation.hasUnknown;
	const isWholeRun =
		isOnly && run.keyword === 'RUN' && doc.scripts(run).length === 1 && script.topLevel.length === 1 && script.topLevel[0]?.command === command;
	const edit = isWholeRun ? removeInstruction(doc, run) : isOnly ? removeFromChain(doc, script, command) : removeWord(doc, script, gem.word);
	if (!edit || command.conditional) return [];
	return [
		{
			id: 'leave-bundler-out',
			title: 'Take the Bundler of the image',
			kind: 'quickfix',
			safety: 'review',
			why: 'It is older than the newest one.',
			preferred: true,
			edits: () => ({ edits: [edit] }),
		},
	];
}
