import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'download-without-retry';

suite(id, () => {
	test('once for each stage and program', () => {
		const text = `
FROM a
RUN curl -fsSL https://example.com/a | x && curl https://example.com/b -o b
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ curl gives up at the first failure.
RUN wget https://example.com/a
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ wget gives up at the first failure.
FROM b
RUN curl https://example.com/b -o b
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`;
		checkMarks(id, text);
		assert.deepEqual(
			findingsOf(id, text.replace(/\n *\^.*/g, '')).map(({ aliases }) => aliases.join()),
			['prefer-curl-config', 'prefer-wget-config', 'prefer-curl-config'],
		);
	});
	test('silent', () => {
		checkSilent(id, 'FROM a\nRUN curl --retry 5 https://example.com/a -o a && wget --tries=5 https://example.com/a');
		checkSilent(id, 'FROM a\nENV CURL_HOME=/etc/curl\nRUN curl https://example.com/a -o a');
	});
});
