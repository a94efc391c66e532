import { insert } from '../edit.ts';
import { bundleInstalls, isRubyStage } from '../ruby.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const bundleWithoutDeployment: Rule = {
	id: 'bundle-without-deployment',
	aliases: ['ruby/missing-bundle-deployment'],
	category: 'pinning',
	severity: 'info',
	title: 'Gems installed without regard to the lock file',
	why: 'In deployment mode Bundler installs what `Gemfile.lock` says, or fails; without it, it resolves anew where the lock file does not fit, and every build may get other gems. See [deployment mode](https://bundler.io/man/bundle-install.1.html#DEPLOYMENT-MODE). Set `BUNDLE_DEPLOYMENT=1`, as the Dockerfile that Rails generates does. Silent in stages for development and tests.',
	defaultBecause: 'Who commits a lock file wants it to count.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 65532',
			good: 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 65532',
		},
	],
	*check({ doc }) {
		const configured = doc.text.search(/bundle\s+config\b[^&;\n]*\b(?:deployment|frozen)\b|BUNDLE_(?:DEPLOYMENT|FROZEN)/);
		for (const { command, stage } of bundleInstalls(doc)) {
			if (!isRubyStage(stage)) continue;
			const words = command.words.map(({ unquoted }) => unquoted);
			// what is said further up counts, wherever it is said
			const isSet = (configured >= 0 && configured < command.span.start) || words.some(word => /^--(?:deployment|frozen)$/.test(word));
			if (isSet) continue;
			yield {
				span: command.span,
				message: 'Without BUNDLE_DEPLOYMENT=1, Bundler may install other gems than Gemfile.lock says.',
				actions: [
					{
						id: 'set-deployment',
						title: 'Set BUNDLE_DEPLOYMENT=1',
						kind: 'quickfix',
						safety: 'review',
						why: 'Gemfile.lock must be there, and gems go into vendor/bundle unless BUNDLE_PATH says otherwise.',
						preferred: true,
						edits: () => ({ edits: [insert(stage.from.span.end, `${lineEndOf(doc)}ENV BUNDLE_DEPLOYMENT=1`)] }),
					},
				],
			};
		}
	},
};
