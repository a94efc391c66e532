import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'removed-bundler-option';

suite(id, () => {
	test('each option', () =>
		checkMarks(
			id,
			`
FROM ruby
RUN bundle install --deployment --without development test --path=vendor -j 4
                   ^^^^^^^^^^^^ Bundler gives up --deployment: set BUNDLE_DEPLOYMENT in the environment.
                                ^^^^^^^^^ Bundler gives up --without: set BUNDLE_WITHOUT in the environment.
                                                           ^^^^^^^^^^^^^ Bundler gives up --path: set BUNDLE_PATH in the environment.`,
		));
	test('silent', () => checkSilent(id, 'FROM ruby\nRUN bundle install -j 4 --retry 3 && bundle config set without test && bundle exec x --path y'));
});
