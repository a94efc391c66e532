import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('apt and apk', () =>
	checkMarks(
		'update-alone',
		`
FROM debian:12
RUN apt-get -qq update
    ^^^^^^^^^^^^^^^^^^ The package index is fetched in a RUN of its own: the cache keeps old lists.
RUN apk update
    ^^^^^^^^^^`,
	));

test('with something behind it', () => checkSilent('update-alone', 'FROM debian:12\nRUN apt-get update && apt-get install -y a\nRUN update-ca-certificates'));
