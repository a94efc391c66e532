import { bundleInstalls } from '../ruby.ts';
import type { Rule } from '../types.ts';

const instead: Readonly<Record<string, string>> = {
	'--without': 'BUNDLE_WITHOUT',
	'--with': 'BUNDLE_WITH',
	'--deployment': 'BUNDLE_DEPLOYMENT',
	'--path': 'BUNDLE_PATH',
	'--frozen': 'BUNDLE_FROZEN',
	'--system': 'BUNDLE_PATH__SYSTEM',
};

export const removedBundlerOption: Rule = {
	id: 'removed-bundler-option',
	aliases: ['ruby/deprecated-bundler-install-flags'],
	category: 'packages',
	severity: 'warning',
	title: 'Option that Bundler gives up',
	why: 'Options of `bundle install` that it remembered for later calls are deprecated since Bundler 2.1 and [gone in Bundler 4](https://bundler.io/guides/upgrading.html). Environment variables (`ENV BUNDLE_WITHOUT="development test"`) and `bundle config set` say the same.',
	defaultBecause: 'It fails with the next Bundler, and warns until then.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nRUN bundle install --without test\nUSER 65532',
			good: 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nENV BUNDLE_WITHOUT=test\nRUN bundle install\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { command } of bundleInstalls(doc)) {
			for (const word of command.words) {
				const option = word.unquoted.replace(/=.*$/s, '');
				if (!Object.hasOwn(instead, option)) continue;
				yield { span: word.span, message: `Bundler gives up ${option}: set ${instead[option]} in the environment.` };
			}
		}
	},
};
