import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('none in the shipped stage', () =>
	checkMarks(
		'missing-command',
		`
FROM debian:12 AS build
ENTRYPOINT ["a"]
FROM debian:12
     ^^^^^^^^^ The shipped stage says no command: the container runs what the base image says.
USER 1`,
	));

test('there, or in the stage below', () => {
	checkSilent('missing-command', 'FROM debian:12\nENTRYPOINT ["a"]');
	checkSilent('missing-command', 'FROM debian:12 AS a\nENTRYPOINT ["a"]\nFROM a\nUSER 1');
	checkSilent('missing-command', '# nothing');
});
