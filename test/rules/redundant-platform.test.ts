import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'redundant-platform';

test('both spellings', () =>
	checkMarks(
		id,
		`
FROM --platform=$TARGETPLATFORM debian:12
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ FROM takes the target platform without being told.
FROM --platform=\${TARGETPLATFORM} debian:12
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('other platforms, a default of its own', () => {
	checkSilent(id, 'FROM --platform=$BUILDPLATFORM a\nFROM --platform=${TARGETPLATFORM:-linux/amd64} a\nFROM a');
	checkSilent(id, 'ARG TARGETPLATFORM=linux/amd64\nFROM --platform=$TARGETPLATFORM a');
});

test('the flag goes', () => checkFix(id, 'FROM --platform=$TARGETPLATFORM  a AS b', 'FROM  a AS b'));
