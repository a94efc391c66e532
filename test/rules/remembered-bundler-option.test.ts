import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'remembered-bundler-option';

test('each option by itself', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4
RUN bundle install --jobs 4 --without development test --path=vendor
                            ^^^^^^^^^ Bundler 4 refuses --without: set BUNDLE_WITHOUT.
                                                       ^^^^^^ Bundler 4 refuses --path: set BUNDLE_PATH.
RUN a && \\
  bundle _2.5.6_ install \\
    --deployment
    ^^^^^^^^^^^^ Bundler 4 refuses --deployment: set BUNDLE_DEPLOYMENT.
RUN bundle --frozen
           ^^^^^^^^ Bundler 4 refuses --frozen: set BUNDLE_FROZEN.`,
	));

test('variables, configuration, other commands, comments', () => {
	checkSilent(id, 'FROM ruby\nENV BUNDLE_WITHOUT=test\nRUN bundle config set without test && bundle install -j4 --retry 3 --local');
	checkSilent(id, 'FROM ruby\nRUN bundle config set --local path vendor\nRUN bundle package --path x\nRUN bundle exec rake --without x');
	checkSilent(id, 'FROM ruby\n# bundle install --path x\nRUN echo bundle install --path x');
	checkSilent(id, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN bundle install --path x');
});

test('the words go, the rest stays', () => {
	checkFix(
		id,
		'FROM ruby\n  # gems\n  RUN a \\\n    && bundle install --without development test --jobs 4\n',
		'FROM ruby\n  ENV BUNDLE_WITHOUT=development:test\n  # gems\n  RUN a \\\n    && bundle install --jobs 4\n',
	);
	checkFix(
		id,
		'FROM ruby\r\nRUN bundle install \\\r\n  --deployment \\\r\n  --path "/gems"\r\n',
		'FROM ruby\r\nENV BUNDLE_DEPLOYMENT=1\r\nENV BUNDLE_PATH=/gems\r\nRUN bundle install\r\n',
	);
});

test('not where a variable or a condition has a say', () => {
	checkFix(id, 'FROM ruby\nRUN bundle install --without $GROUPS', 'FROM ruby\nRUN bundle install --without $GROUPS');
	checkFix(id, 'FROM ruby\nRUN if $A; then bundle install --frozen; fi', 'FROM ruby\nRUN if $A; then bundle install --frozen; fi');
	checkFix(id, 'FROM ruby\nONBUILD RUN bundle install --frozen', 'FROM ruby\nONBUILD RUN bundle install --frozen');
	checkFix(id, 'FROM ruby\nRUN ["bundle", "install", "--frozen"]', 'FROM ruby\nRUN ["bundle", "install", "--frozen"]');
});
