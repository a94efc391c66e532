import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'stage-indentation';

suite(id, () => {
	test('with one stage none, with several a tab', () => {
		checkMarks(
			id,
			`
 ARG A
^ Nothing is to be set apart here: no indentation is expected.
FROM a
  RUN x
^^ Nothing is to be set apart here: no indentation is expected.`,
		);
		checkMarks(
			id,
			`
FROM a AS b
RUN x
^^^ A tab in front shows that this belongs to the stage above.
FROM b
  USER 1
^^`,
		);
	});

	test('silent', () => {
		checkSilent(id, 'ARG A\nFROM a\nRUN x \\\n  y');
		checkSilent(id, 'FROM a AS b\n\tRUN <<EOF\nx\nEOF\n\nFROM b\n\tUSER 1');
	});

	test('the fix leaves further lines alone', () => {
		checkFix(id, '\uFEFF  FROM a\r\n\t RUN x \\\r\n\t y\r\n', '\uFEFFFROM a\r\nRUN x \\\r\n\t y\r\n');
		checkFix(id, 'FROM a AS b\n  RUN <<EOF\nx\nEOF\n# c\nFROM b\nUSER 1\n', 'FROM a AS b\n\tRUN <<EOF\nx\nEOF\n# c\nFROM b\n\tUSER 1\n');
	});
});
