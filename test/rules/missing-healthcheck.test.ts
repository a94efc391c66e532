import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('none in the shipped stage', () =>
	checkMarks(
		'missing-healthcheck',
		`
FROM debian:12 AS build
HEALTHCHECK NONE
FROM debian:12
     ^^^^^^^^^ No HEALTHCHECK is set in the shipped stage.
USER 1`,
	));

test('there, or in the stage below', () => {
	checkSilent('missing-healthcheck', 'FROM debian:12\nHEALTHCHECK NONE');
	checkSilent('missing-healthcheck', 'FROM debian:12 AS a\nHEALTHCHECK NONE\nFROM a\nUSER 1');
	checkSilent('missing-healthcheck', '# nothing');
});
