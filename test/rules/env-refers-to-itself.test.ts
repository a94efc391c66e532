import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'env-refers-to-itself';

test('a variable of a pair in front', () =>
	checkMarks(
		id,
		`
FROM debian:12
ENV a=1 b=$a c="x/\${a}/y"
          ^^ a has its old value here: this instruction sets it only when all of it is read.
               ^^^^^^^^^^`,
	));

test('set before, inherited, itself, later, or quoted away', () => {
	for (const text of [
		'ENV a=0\nENV a=1 b=$a',
		'ARG a\nENV a=1 b=$a',
		'ENV PATH=/x:$PATH b=$PATH',
		'ENV a=$a',
		'ENV b=$a a=1',
		'ENV a=1 b=\\$a',
		'ENV a 1 b=$a',
	])
		checkSilent(id, `FROM debian:12\n${text}`);
});

test('another ENV begins there', () => {
	checkFix(id, 'FROM debian:12\nenv a=1 b=$a c=2\n', 'FROM debian:12\nenv a=1\nenv b=$a c=2\n');
	checkFix(id, 'FROM debian:12\r\nENV a=1 \\\r\n    b=$a \\\r\n    c=$b\r\n', 'FROM debian:12\r\nENV a=1\r\nENV b=$a\r\nENV c=$b\r\n');
	checkFix(id, 'FROM debian:12\nENV a=1 \\\n# c\n b=$a', 'FROM debian:12\nENV a=1 \\\n# c\n b=$a');
});
