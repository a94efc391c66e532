import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('with and without a guess', () =>
	checkMarks(
		'unknown-instruction',
		`
FROM debian:12
CPOY a /a
^^^^ Unknown instruction CPOY: did you mean COPY?
ONBUILD RUNN x
        ^^^^ Unknown instruction RUNN: did you mean RUN?
&& apt-get install
^^ Unknown instruction &&.`,
	));

test('one unknown word hides nothing else', () =>
	checkMarks(
		'missing-user',
		`
FROM debian:12
     ^^^^^^^^^
FOO bar`,
	));

test('the guess', () => checkFix('unknown-instruction', 'FROM debian:12\nEXPOES 80', 'FROM debian:12\nEXPOSE 80'));
test('any case is known', () => checkSilent('unknown-instruction', 'from debian:12\nRun a\nONBUILD copy a /a'));
