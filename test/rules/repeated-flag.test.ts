import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('the second is marked', () =>
	checkMarks(
		'repeated-flag',
		`
FROM debian:12
COPY --chown=1 --link --chown=2 a /a
                      ^^^^^^^^^ --chown stands twice.
HEALTHCHECK --interval=1s --interval=1s CMD a
                          ^^^^^^^^^^^^^`,
	));

test('those that may, and what BuildKit never looks at', () =>
	checkSilent(
		'repeated-flag',
		'FROM a\nRUN --mount=target=/x --mount=target=/y a\nCOPY --exclude=a --exclude=b . /a\nHEALTHCHECK --interval=1s --interval=1s NONE',
	));
test('it goes', () => checkFix('repeated-flag', 'FROM a\nCOPY --link --chown=1 \\\n  --link a /a', 'FROM a\nCOPY --link --chown=1 a /a'));
