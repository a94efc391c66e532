import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'yjit-off';

suite(id, () => {
	test('a server on Ruby 3.3 or newer', () =>
		checkMarks(id, 'FROM ruby:3.3-slim\n     ^^^^^^^^^^^^^ The server runs without YJIT: RUBY_YJIT_ENABLE=1 switches it on.\nCMD ["bundle", "exec", "puma"]'));
	test('silent', () => {
		for (const text of [
			'FROM ruby:3.2\nCMD ["puma"]',
			'FROM ruby:3.4\nCMD ["ruby", "x.rb"]',
			'FROM ruby:3.4\nENV RUBYOPT=--yjit\nCMD ["puma"]',
			'FROM ruby:3.4 AS dev\nCMD ["puma"]',
			'FROM ruby\nCMD ["puma"]',
		])
			checkSilent(id, text);
	});
	test('the fix', () => checkFix(id, 'FROM ruby:3.4\nCMD ["puma"]', 'FROM ruby:3.4\nENV RUBY_YJIT_ENABLE=1\nCMD ["puma"]'));
});
