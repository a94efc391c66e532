import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'stop-signal-spelling';

test('numbers, lower case, without SIG, quotes', () =>
	checkMarks(
		id,
		`
FROM debian:12
STOPSIGNAL 15
           ^^ The usual spelling is SIGTERM.
STOPSIGNAL term
           ^^^^
STOPSIGNAL "SIGINT"
           ^^^^^^^^ The usual spelling is SIGINT.
STOPSIGNAL RTMIN+3
           ^^^^^^^`,
	));

test('the usual one, numbers that differ between machines, variables, no signals', () =>
	checkSilent(id, 'FROM debian:12\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL 10\nSTOPSIGNAL $S\nSTOPSIGNAL foo\nSTOPSIGNAL'));

test('only the word', () => checkFix(id, 'FROM a\nSTOPSIGNAL  quit \nUSER 1', 'FROM a\nSTOPSIGNAL  SIGQUIT \nUSER 1'));
