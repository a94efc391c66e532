import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'yjit-off';

test('at FROM of the shipped stage', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4-slim AS base
FROM base
     ^^^^ Ruby 3.4 runs without its compiler: nothing switches YJIT on.
CMD ["sidekiq"]`,
	));

test('on, older, short-lived, unknown', () => {
	checkSilent(id, 'FROM ruby:3.4\nENV RUBYOPT=--yjit\nCMD ["puma"]');
	checkSilent(id, 'FROM ruby:3.4\nCMD ["rails", "s", "--yjit"]');
	checkSilent(id, 'FROM ruby:3.2\nCMD ["puma"]');
	checkSilent(id, 'FROM ruby:3.4\nCMD ["ruby", "cli.rb"]');
	checkSilent(id, 'FROM ruby\nCMD ["puma"]');
	checkSilent(id, 'FROM ruby:3.4 AS dev\nCMD ["puma"]');
});

test('below FROM', () => checkFix(id, 'FROM ruby:4.0\nCMD ["puma"]', 'FROM ruby:4.0\nENV RUBY_YJIT_ENABLE=1\nCMD ["puma"]'));
