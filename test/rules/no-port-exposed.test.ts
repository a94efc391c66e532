import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('none in the shipped stage', () =>
	checkMarks(
		'no-port-exposed',
		`
FROM debian:12 AS build
EXPOSE 80
FROM debian:12
     ^^^^^^^^^ The shipped stage names no port.
USER 1`,
	));

test('there, or in the stage below', () => {
	checkSilent('no-port-exposed', 'FROM debian:12\nEXPOSE 80');
	checkSilent('no-port-exposed', 'FROM debian:12 AS a\nEXPOSE 80\nFROM a\nUSER 1');
	checkSilent('no-port-exposed', '# nothing');
});
