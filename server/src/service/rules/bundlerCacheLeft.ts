import { hasMountOver, shippedStages } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { bundleInstalls, isRubyStage } from '../ruby.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

const cache = /\/cache\b|\.bundle\b|\/usr\/local\/bundle|bundle/;

export const bundlerCacheLeft: Rule = {
	id: 'bundler-cache-left',
	aliases: ['ruby/leftover-bundler-cache'],
	category: 'cache',
	severity: 'hint',
	title: 'Packed gems left in the layer',
	why: 'Bundler keeps each gem as it was downloaded beside the unpacked one, and the whole history of gems from git: in large applications 50 to 200 MB. The [Dockerfile that Rails generates](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt) deletes them in the same RUN: `rm -rf ~/.bundle/ "${BUNDLE_PATH}"/ruby/*/cache "${BUNDLE_PATH}"/ruby/*/bundler/gems/*/.git`.',
	defaultBecause: 'It costs size only, and few people do it.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nRUN bundle install\nUSER 65532',
			good: 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nRUN bundle install && rm -rf ~/.bundle/ /usr/local/bundle/cache\nUSER 65532',
		},
	],
	*check({ doc }) {
		const cleaned = new Map<Stage, number>();
		for (const { run, command, stage } of bundleInstalls(doc)) {
			if (!shippedStages(doc).has(stage) || !isRubyStage(stage) || doc.isWindows(run) || hasMountOver(run, cache)) continue;
			const last = cleaned.get(stage) ?? lastCleaning(doc, stage);
			cleaned.set(stage, last);
			if (last > command.span.start || command.words.some(({ unquoted }) => unquoted === '--no-cache')) continue;
			yield { span: command.span, message: 'bundle install leaves the packed gems in the image.' };
		}
	},
};

/** Where the stage deletes packed gems for the last time; -1 if it never does. */
function lastCleaning(doc: DockerfileDocument, stage: Stage): number {
	const commands = stage.instructions.flatMap(instruction => (instruction.keyword === 'RUN' ? doc.commands(instruction) : []));
	return (
		commands.findLast(
			({ name, words }) =>
				name === 'find' ||
				(name === 'rm' && words.some(({ unquoted }) => cache.test(unquoted))) ||
				(name === 'bundle' && words.some(({ unquoted }) => unquoted === 'clean')),
		)?.span.start ?? -1
	);
}
