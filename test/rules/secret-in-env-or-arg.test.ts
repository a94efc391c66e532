import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

test('by name', () =>
	checkMarks(
		'secret-in-env-or-arg',
		`
FROM scratch
ENV API_KEY=\${API_KEY}
    ^^^^^^^ API_KEY looks like a secret: its value is written into the image.
ARG NPM_TOKEN
    ^^^^^^^^^ NPM_TOKEN looks like a secret: its value stays in the image's history.
ENV A=1 dbPassword=hunter2
        ^^^^^^^^^^`,
	));

test("names of Ruby's tools, with the ids of those who know them", () => {
	checkMarks(
		'secret-in-env-or-arg',
		`
FROM ruby:3
ARG BUNDLE_GEMS__ACME__COM
    ^^^^^^^^^^^^^^^^^^^^^^ BUNDLE_GEMS__ACME__COM looks like a secret: its value stays in the image's history.
ENV DEVISE_PEPPER=x
    ^^^^^^^^^^^^^
ENV BUNDLE_PATH__SYSTEM=1 BUNDLE_BUILD__NOKOGIRI=--a BUNDLE_DEPLOYMENT=1 SECRET_KEY_BASE_DUMMY=1`,
	);
	const aliases = (text: string) => findingsOf('secret-in-env-or-arg', text).map(finding => finding.aliases.filter(alias => alias.startsWith('ruby/')).join());
	assert.deepEqual(aliases('FROM ruby\nARG RAILS_MASTER_KEY\nARG NPM_TOKEN\nARG BUNDLE_GITHUB__COM\nARG API_KEY'), [
		'ruby/secrets-in-arg-or-env',
		'ruby/prefer-secret-mounts-for-build-credentials',
		'ruby/prefer-secret-mounts-for-build-credentials',
		'',
	]);
	assert.deepEqual(aliases('FROM node\nARG NPM_TOKEN'), ['']);
});

test('by value', () =>
	checkMarks(
		'secret-in-env-or-arg',
		`
FROM scratch
ENV REPO="https://bob:s3cret@example.com/r"
    ^^^^ The value of REPO looks like a URL with a password: it is written into the image.`,
	));

test('names that only sound like it', () =>
	checkSilent(
		'secret-in-env-or-arg',
		`
FROM scratch
ARG PUBLIC_KEY
ENV PASSWORD_FILE=/run/secrets/p TOKEN_VERSION=2 SECRET_PATH=/x KEYCLOAK_URL=http://a PASSWORD=""
ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D API_KEY_ID=a ENABLE_TOKEN=1 MONKEY=1 AUTH_ENABLED=true
ENV SSH_AUTH_SOCK=/a COMPASS=b AUTHOR=c NODE_OPTIONS=x`,
	));

test('a mount for the RUN that needs it, the declaration goes', () =>
	checkFix(
		'secret-in-env-or-arg',
		'FROM scratch\nARG NPM_TOKEN\n# why\nRUN a \\\n  $NPM_TOKEN\nRUN b\n',
		'# syntax=docker/dockerfile:1\nFROM scratch\n# why\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=true a \\\n  $NPM_TOKEN\nRUN b\n',
	));

test('one pair of several', () => checkFix('secret-in-env-or-arg', 'FROM scratch\nENV A=1 API_KEY=x \\\n    B=2\n', 'FROM scratch\nENV A=1 B=2\n'));

test('nothing is offered where another instruction reads it', () => {
	const text = 'ARG NPM_TOKEN\nFROM scratch\nARG NPM_TOKEN\nLABEL a=$NPM_TOKEN\nRUN $NPM_TOKEN\n';
	checkFix('secret-in-env-or-arg', text, text);
});
