import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('the three', () =>
	checkMarks(
		'disallowed-onbuild-trigger',
		`
FROM debian:12
ONBUILD ONBUILD RUN a
        ^^^^^^^ ONBUILD cannot be chained.
ONBUILD from a
        ^^^^ FROM may not be a trigger of ONBUILD.
ONBUILD MAINTAINER a
        ^^^^^^^^^^ MAINTAINER may not be a trigger of ONBUILD.`,
	));

test('all others', () => checkSilent('disallowed-onbuild-trigger', 'FROM a\nONBUILD RUN a\nONBUILD COPY . .\nONBUILD'));
test('one ONBUILD is enough', () => checkFix('disallowed-onbuild-trigger', 'FROM a\nONBUILD  ONBUILD \\\n  RUN a', 'FROM a\nONBUILD  RUN a'));
