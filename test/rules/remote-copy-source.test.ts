import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('URLs and repositories', () =>
	checkMarks(
		'remote-copy-source',
		`
FROM debian:12
COPY a https://example.com/b /a/
       ^^^^^^^^^^^^^^^^^^^^^ COPY cannot fetch https://example.com/b: ADD can.
COPY ["git@github.com:a/b.git", "/a"]
       ^^^^^^^^^^^^^^^^^^^^^^ COPY cannot fetch git@github.com:a/b.git: ADD can.`,
	));

test('ADD, and files', () => checkSilent('remote-copy-source', 'FROM a\nADD https://example.com/b /a\nCOPY http /a\nCOPY $URL /a'));
test('ADD instead', () => checkFix('remote-copy-source', 'FROM a\ncopy --chown=1 https://example.com/b /a', 'FROM a\nADD --chown=1 https://example.com/b /a'));
