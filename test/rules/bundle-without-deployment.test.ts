import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundle-without-deployment';

suite(id, () => {
	test('in stages of Ruby', () => {
		checkMarks(
			id,
			'FROM ruby:3.4\nRUN gem update && bundle install --jobs 4\n                  ^^^^^^^^^^^^^^^^^^^^^^^ Without BUNDLE_DEPLOYMENT=1, Bundler may install other gems than Gemfile.lock says.\nENV BUNDLE_DEPLOYMENT=1',
		);
		checkMarks(id, 'FROM debian\nENV RAILS_ENV=production\nRUN bundle\n    ^^^^^^');
	});

	test('silent: set by ENV, by the command or by bundle config before it; development; other commands', () => {
		for (const text of [
			'FROM ruby\nENV BUNDLE_DEPLOYMENT=1\nRUN bundle install',
			'FROM ruby AS a\nENV BUNDLE_DEPLOYMENT=1\nFROM a\nRUN bundle install',
			'FROM ruby\nRUN BUNDLE_FROZEN=1 bundle install',
			'FROM ruby\nRUN bundle install --deployment',
			"FROM ruby\nRUN bundle config set --local deployment 'true' && bundle install",
			'FROM ruby\nRUN bundle config --global frozen 1\nRUN bundle install',
			'FROM ruby AS dev\nRUN bundle install',
			'FROM ruby\nENV RAILS_ENV=test\nRUN bundle install',
			'FROM ruby\nRUN bundle exec x && bundle config y && bundle update',
			'FROM debian\nRUN bundle install',
		])
			checkSilent(id, text);
	});

	test('the fix sets it for the stage', () =>
		checkFix(id, 'FROM ruby\r\nRUN bundle install\r\n', 'FROM ruby\r\nENV BUNDLE_DEPLOYMENT=1\r\nRUN bundle install\r\n'));
});
