import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

test('none in the shipped stage', () =>
	checkMarks(
		'missing-healthcheck',
		`
FROM debian:12 AS build
HEALTHCHECK NONE
FROM debian:12
     ^^^^^^^^^ No HEALTHCHECK is set in the shipped stage.
USER 1`,
	));

test('there, or in the stage below', () => {
	checkSilent('missing-healthcheck', 'FROM debian:12\nHEALTHCHECK NONE');
	checkSilent('missing-healthcheck', 'FROM debian:12 AS a\nHEALTHCHECK NONE\nFROM a\nUSER 1');
	checkSilent('missing-healthcheck', '# nothing');
});

test('servers of Ruby have one more id', () => {
	const aliases = (command: string) =>
		findingsOf('missing-healthcheck', `FROM ruby:3\nCMD ${command}`)[0]?.aliases.includes('ruby/healthcheck-rails-up-endpoint');
	assert.equal(aliases('["bin/rails", "server"]'), true);
	assert.equal(aliases('["sidekiq"]'), false);
});
