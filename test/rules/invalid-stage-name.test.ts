import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('characters and reserved words', () =>
	checkMarks(
		'invalid-stage-name',
		`
FROM debian:12 AS 1st
                  ^^^ 1st is no valid stage name: it begins with a letter and has only letters, digits, "-", "_" and ".".
FROM debian:12 AS Scratch
                  ^^^^^^^ The name Scratch is reserved.`,
	));

test('all that is allowed', () => checkSilent('invalid-stage-name', 'FROM debian:12 AS Build-1_a.b'));
test('renamed with its uses', () =>
	checkFix('invalid-stage-name', 'FROM a:1 AS a/b\nFROM b:1\nCOPY --from=a/b /a /a', 'FROM a:1 AS stage-a-b\nFROM b:1\nCOPY --from=stage-a-b /a /a'));
