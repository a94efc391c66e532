import { hasMountOver, shippedStages } from '../caches.ts';
import { bundleInstalls, isRubyStage } from '../ruby.ts';
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
		for (const { run, command, stage } of bundleInstalls(doc)) {
			if (!shippedStages(doc).has(stage) || !isRubyStage(stage) || doc.isWindows(run) || hasMountOver(run, cache)) continue;
			const later = stage.instructions
				.filter(({ span }) => span.start >= run.span.start)
				.flatMap(instruction => (instruction.keyword === 'RUN' ? doc.commands(instruction) : []));
			const isCleaned = later.some(
				({ name, words, span }) =>
					span.start > command.span.start &&
					((name === 'rm' && words.some(({ unquoted }) => cache.test(unquoted))) ||
						(name === 'bundle' && words.some(({ unquoted }) => unquoted === 'clean')) ||
						name === 'find'),
			);
			if (isCleaned || command.words.some(({ unquoted }) => /^--no-cache$/.test(unquoted))) continue;
			yield { span: command.span, message: 'bundle install leaves the packed gems in the image.' };
		}
	},
};
