import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'stage-name-casing';

test('capitals', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS BuilderBase
                  ^^^^^^^^^^^ The stage name BuilderBase is not in lower case.`,
	));

test('lower case, uses in capitals', () => checkSilent(id, 'FROM a AS b-c_1\nFROM B-C_1'));

test('with its uses', () =>
	checkFix(
		id,
		'FROM a AS Base\nFROM Base  AS b\nCOPY --from=BASE /a /b\nRUN --mount=from=Base,target=/x c\nCOPY --from=base /a /b',
		'FROM a AS base\nFROM base  AS b\nCOPY --from=base /a /b\nRUN --mount=from=base,target=/x c\nCOPY --from=base /a /b',
	));
