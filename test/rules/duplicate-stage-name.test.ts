import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('without regard to case', () =>
	checkMarks(
		'duplicate-stage-name',
		`
FROM debian:12 AS a
FROM debian:12 AS A
                  ^ A stage named a exists already.`,
	));

test('renamed with the uses that mean it', () =>
	checkFix(
		'duplicate-stage-name',
		'FROM x:1 AS a\nFROM x:1 AS a\nFROM a AS c\nCOPY --from=a /x /x\nRUN --mount=type=bind,from=a,target=/t true',
		'FROM x:1 AS a\nFROM x:1 AS a-2\nFROM a-2 AS c\nCOPY --from=a-2 /x /x\nRUN --mount=type=bind,from=a-2,target=/t true',
	));

test('different names', () => checkSilent('duplicate-stage-name', 'FROM x:1 AS a\nFROM x:1 AS b\nFROM x:1'));
