import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('all forms', () =>
	checkMarks(
		'malformed-from',
		`
FROM
^^^^ FROM needs an image.
FROM a b
       ^ Nothing but AS and a name may stand behind a.
FROM a as
       ^^ AS has no name behind it.
FROM a ASS b
       ^^^ ASS stands where AS must.
FROM a AS b c d
            ^^^ Nothing may stand behind the name b.`,
	));

test('an image, or an image with a name', () => checkSilent('malformed-from', 'FROM a\nFROM --platform=linux/amd64 a as b\nFROM a \\\n  AS c'));
test('AS for what is nearly AS', () => checkFix('malformed-from', 'FROM a SA b', 'FROM a AS b'));
test('a name alone gets AS', () => checkFix('malformed-from', 'FROM a  base', 'FROM a  AS base'));
test('too many words go', () => checkFix('malformed-from', 'FROM a AS b # c\nRUN d', 'FROM a AS b\nRUN d'));
