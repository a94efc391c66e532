import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'rails-state-owned-by-root';

suite(id, () => {
	test('copied as root, run as another', () =>
		checkMarks(
			id,
			'FROM ruby:3.4\nUSER rails:rails\nCOPY . .\n^^^^ The files are of root, and the program runs as rails:rails: it cannot write tmp, log, storage and db.\nCMD ["bin/rails", "server"]',
		));
	test('silent', () => {
		for (const text of [
			'FROM ruby\nCOPY --chown=rails . .\nUSER rails\nCMD ["bin/rails", "s"]',
			'FROM ruby\nCOPY . .\nRUN chown -R rails tmp\nUSER rails\nCMD ["bin/rails", "s"]',
			'FROM ruby\nCOPY . .\nCMD ["bin/rails", "s"]',
			'FROM ruby\nCOPY . .\nUSER rails\nCMD ["ruby", "x.rb"]',
			'FROM ruby\nCOPY . .\nVOLUME /rails/tmp\nUSER rails\nCMD ["bin/rails", "s"]',
			'FROM node\nCOPY . .\nUSER rails\nCMD ["bin/rails", "s"]',
		])
			checkSilent(id, text);
	});
});
