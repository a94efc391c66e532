import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('as below FROM, AS below from', () =>
	checkMarks(
		'from-as-casing',
		`
FROM a:1 as x
         ^^ "as" and "FROM" are written in different case.
from a:1 AS y
         ^^ "AS" and "from" are written in different case.
FROM a:1 As z
         ^^`,
	));

test('only the word changes', () => checkFix('from-as-casing', 'FROM a:1 as  b\r\n', 'FROM a:1 AS  b\r\n'));
test('equal, and a FROM of neither case', () => checkSilent('from-as-casing', 'FROM a:1 AS b\nfrom a:1 as c\nFrom a:1 as d'));
