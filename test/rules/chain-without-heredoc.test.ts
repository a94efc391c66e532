import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'chain-without-heredoc';

suite(id, () => {
	test('chains, and RUNs in a row', () =>
		checkMarks(
			id,
			`
FROM a
RUN a && b && c
^^^ A here-document could list these commands.
ENV x=1
RUN a
^^^ 2 RUNs in a row: a here-document could list their commands.
RUN b && c`,
		));
	test('silent: two commands, other flags between, exec form, here-documents', () =>
		checkSilent(id, 'FROM a\nRUN a && b\nENV x=1\nRUN a\nRUN --network=none b && c\nRUN ["a"]\nRUN <<EOF\na\nb\nc\nEOF\nUSER 1\nRUN a\nFROM b\nRUN b && c'));
	test('the fix, where it means the same', () => {
		checkFix(
			id,
			"FROM a\r\nRUN --network=none a && \\\r\n  b 'x  y' && c\r\nUSER 1",
			"FROM a\r\nRUN --network=none <<EOF\r\nset -e\r\na\r\nb 'x  y'\r\nc\r\nEOF\r\nUSER 1",
		);
		for (const text of [
			'FROM a\nRUN a && b || c',
			'FROM a\nRUN a; b; c',
			'FROM a\nRUN a && b && \\\n  # c\n  d',
			'FROM a\nRUN a && if b; then c; fi && d',
			'FROM a\nRUN a && b \\\n  x && c',
		])
			checkFix(id, text, text);
	});
});
