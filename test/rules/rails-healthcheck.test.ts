import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'rails-healthcheck';

suite(id, () => {
	test('none, or one by curl', () => {
		checkMarks(id, 'FROM ruby:3.4\n     ^^^^^^^^ No HEALTHCHECK is set: Ruby can ask /up, which Rails answers.\nCMD bin/rails server');
		checkMarks(
			id,
			'FROM ruby:3.4\nHEALTHCHECK CMD curl -f http://localhost/up\n            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ruby can ask /up itself: the image needs no curl or wget for that.\nCMD ["puma"]',
		);
	});
	test('silent', () => {
		for (const text of [
			'FROM ruby\nHEALTHCHECK NONE\nCMD ["puma"]',
			'FROM ruby\nCMD ["sidekiq"]',
			'FROM node\nCMD ["thin"]',
			'FROM ruby\nHEALTHCHECK CMD ["ruby", "-e", "1"]\nCMD ["puma"]',
		])
			checkSilent(id, text);
	});
});
