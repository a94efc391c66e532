import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'repeated-label';

suite(id, () => {
	test('the earlier ones', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL a=1 b=2
      ^^^ The label a is set again in line 4: this value is lost.
LABEL "a"=2
      ^^^^^ The label a is set again in line 4: this value is lost.
LABEL a=3`,
		);
	});

	test('silent: another stage, another key, keys of variables, the old form', () => {
		checkSilent(id, 'FROM debian:12 AS a\nLABEL a=1\nFROM a\nLABEL a=2 A=3');
		checkSilent(id, 'FROM debian:12\nARG K=x\nLABEL $K=1\nLABEL $K=2\nLABEL a 1\nLABEL a 2\nONBUILD LABEL b=1\nLABEL b=2');
	});

	test('the fix takes the pair, or the whole instruction', () => {
		checkFix(id, 'FROM debian:12\r\nLABEL a=1 \\\r\n  b=2\r\nLABEL a=2\r\n', 'FROM debian:12\r\nLABEL b=2\r\nLABEL a=2\r\n');
		checkFix(id, 'FROM debian:12\n# who\nLABEL a=1\nLABEL a=2 a=3', 'FROM debian:12\n# who\nLABEL a=3');
	});
});
