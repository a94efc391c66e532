import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'repeated-blanks';

suite(id, () => {
	test('between words, on every line of an instruction', () => {
		checkMarks(
			id,
			`
FROM  a
    ^^ 2 blanks where one would do.
RUN a   b \\
     ^^^ 3 blanks where one would do.
   c  d
    ^^
ENV A="x  y"  B=1
            ^^
CMD ["a",  "b  c"]
         ^^`,
		);
	});

	test('silent: indentation, comments, quotes, escapes, values to the end of the line, here-documents', () => {
		checkSilent(
			id,
			'FROM a\n   RUN x \\\n   # c  d\n      y\nENV A b  c\nLABEL d e  f\nMAINTAINER a  b\nRUN echo "a  b" \'c  d\' `e  f` g\\  h\nRUN <<EOF\na  b\nEOF\nONBUILD ENV A b  c\nRUN echo "a \\\n  b  c"\n',
		);
	});

	test('the fix', () => checkFix(id, 'FROM  a   AS  b\r\nRUN  x   "y  z"  \\\r\n  v\r\n', 'FROM a AS b\r\nRUN x "y  z" \\\r\n  v\r\n'));
});
