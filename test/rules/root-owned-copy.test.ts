import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('below another user than root', () =>
	checkMarks(
		'root-owned-copy',
		`
FROM debian:12
USER app
COPY a /a
^^^^ The files belong to root, not to app.
ADD b /b
^^^`,
	));

test('with an owner, as root, before USER, unknown users', () =>
	checkSilent(
		'root-owned-copy',
		'FROM debian:12\nCOPY a /a\nUSER root\nCOPY b /b\nUSER app\nCOPY --chown=app c /c\nARG U\nUSER $U\nCOPY d /d\nFROM gcr.io/distroless/static:nonroot\nCOPY e /e',
	));

test('the owner is said', () => checkFix('root-owned-copy', 'FROM debian:12\nUSER 1:2\ncopy a /a\n', 'FROM debian:12\nUSER 1:2\ncopy --chown=1:2 a /a\n'));
