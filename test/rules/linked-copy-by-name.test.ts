import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('names', () =>
	checkMarks(
		'linked-copy-by-name',
		`
FROM debian:12
COPY --link --chown=app a /a
                    ^^^ --link knows no names: write app as numbers.
ADD --chown=1:app --link=true a /a
            ^^^^^ --link knows no names: write 1:app as numbers.`,
	));

test('numbers, root, no link, and what nobody knows', () =>
	checkSilent(
		'linked-copy-by-name',
		'FROM a\nCOPY --link --chown=1:2 a /a\nCOPY --link --chown=root: a /a\nCOPY --link=false --chown=app a /a\nCOPY --link --chown=$U a /a',
	));
