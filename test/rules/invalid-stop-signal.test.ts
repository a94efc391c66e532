import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('names, numbers, other forms', () =>
	checkMarks(
		'invalid-stop-signal',
		`
FROM debian:12
STOPSIGNAL SIGTREM
           ^^^^^^^ SIGTREM is no signal: did you mean SIGTERM?
STOPSIGNAL 0
           ^ 0 is no signal.
STOPSIGNAL ["SIGINT"]
           ^^^^^^^^^^ [SIGINT] is no signal: did you mean SIGINT?
STOPSIGNAL SIGTERM now
           ^^^^^^^^^^^`,
	));

test('all that BuildKit takes, and what nobody knows', () =>
	checkSilent(
		'invalid-stop-signal',
		['SIGTERM', 'term', 'sigrtmin+3', 'RTMAX-14', '9', '"SIGINT"', '$SIGNAL', '64', '-1', '+9'].map(signal => `FROM a\nSTOPSIGNAL ${signal}`).join('\n'),
	));
test('the signal that was meant', () => checkFix('invalid-stop-signal', 'FROM a\nSTOPSIGNAL SIGQIUT', 'FROM a\nSTOPSIGNAL SIGQUIT'));
