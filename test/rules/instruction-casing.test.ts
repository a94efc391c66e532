import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('the few follow the many', () =>
	checkMarks(
		'instruction-casing',
		`
from a:1
run b
RUN c
^^^ Most instructions of this file are written in lower case.`,
	));

test('a tie goes to upper case', () => checkFix('instruction-casing', 'FROM a:1\nrun b \\\n  RUN c', 'FROM a:1\nRUN b \\\n  RUN c'));
test('one way', () => checkSilent('instruction-casing', 'from a:1\nrun b'));
