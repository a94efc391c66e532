import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unnamed-stage';

test('all but the last', () =>
	checkMarks(
		id,
		`
FROM debian:12
     ^^^^^^^^^ The stage has no name, and is used as number 0.
FROM debian:13
     ^^^^^^^^^ The stage has no name.
FROM debian:12
COPY --from=0 /a /a`,
	));

test('names, and a single stage', () => {
	checkSilent(id, 'FROM a AS b\nFROM b');
	checkSilent(id, 'FROM a');
});

test('name and numbers', () =>
	checkFix(
		id,
		'FROM a:1 # x\nFROM b:1  \nFROM c\nCOPY --from=1 /a /a\nCOPY --chown=1 --from=1 /b /b',
		'FROM a:1 # x\nFROM b:1 AS stage-1  \nFROM c\nCOPY --from=stage-1 /a /a\nCOPY --chown=1 --from=stage-1 /b /b',
	));
