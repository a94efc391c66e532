import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundler-already-there';

suite(id, () => {
	test('on the official image, through stages', () =>
		checkMarks(id, 'FROM ruby:3.4 AS a\nFROM a\nRUN gem install bundler && bundle install\n    ^^^^^^^^^^^^^^^^^^^ The official Ruby image has Bundler.'));

	test('silent: a version, others, other images', () =>
		checkSilent(
			id,
			'FROM ruby\nRUN gem install bundler -v 2.5 && gem install bundler foreman && gem install rails && gem update bundler\nFROM debian\nRUN gem install bundler\nFROM jruby\nRUN gem install bundler',
		));

	test('the fix', () => {
		checkFix(id, 'FROM ruby\nRUN gem install bundler\nRUN bundle install', 'FROM ruby\nRUN bundle install');
		checkFix(id, 'FROM ruby\nRUN gem install bundler --no-document && bundle install', 'FROM ruby\nRUN bundle install');
	});
});
