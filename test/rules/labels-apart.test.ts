import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'labels-apart';

suite(id, () => {
	test('groups of three labels and more', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL a=1 b=2
^^^^^^^^^^^^^ 2 LABEL instructions follow each other: one is enough.

LABEL c=3
ENV x=1
LABEL d 1
^^^^^^^^^ 3 LABEL instructions follow each other: one is enough.
LABEL e=2
LABEL f=3`,
		);
	});

	test('silent: two labels, one instruction, a comment between, another instruction between', () => {
		checkSilent(id, 'FROM debian:12\nLABEL a=1\nLABEL b=1\nUSER 1\nLABEL c=1 d=2 e=3\nRUN x\nLABEL f=1 g=2\n# other\nLABEL h=3');
	});

	test('the fix joins them, with the escape character and the line ends of the file', () => {
		checkFix(
			id,
			'# escape=`\r\nFROM debian:12\r\nLABEL a=1 `\r\n  b="x y"  \r\n\r\nLABEL c=3\r\nlabel d=$X\r\nUSER 1\r\n',
			'# escape=`\r\nFROM debian:12\r\nLABEL a=1 `\r\n  b="x y" `\r\n      c=3 `\r\n      d=$X\r\nUSER 1\r\n',
		);
	});

	test('the old form is not joined', () => checkFix(id, 'FROM a\nLABEL a 1\nLABEL b=2\nLABEL c=3', 'FROM a\nLABEL a 1\nLABEL b=2\nLABEL c=3'));
});
