import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'ungraceful-stop-signal';

test('in every spelling, also in the stage below and through a variable', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS a
STOPSIGNAL kill
           ^^^^ No program can react to kill: it ends without finishing anything.
FROM a
ARG S=SIGSTOP
STOPSIGNAL $S
           ^^
STOPSIGNAL "9"
           ^^^`,
	));

test('other signals, builders, unknown ones', () =>
	checkSilent(id, 'FROM debian:12\nSTOPSIGNAL 9\nFROM debian:12\nARG S\nSTOPSIGNAL SIGINT\nSTOPSIGNAL $S\nSTOPSIGNAL 15\nSTOPSIGNAL SIGQUIT'));

test('SIGTERM', () => checkFix(id, 'FROM debian:12\nSTOPSIGNAL  9 \nUSER 1', 'FROM debian:12\nSTOPSIGNAL  SIGTERM \nUSER 1'));
