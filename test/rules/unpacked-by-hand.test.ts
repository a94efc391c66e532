import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unpacked-by-hand';

suite(id, () => {
	test('through a pipe, and through a file', () =>
		checkMarks(
			id,
			`
FROM a
RUN curl -fsSL https://example.com/a.tar.gz | tar -xz
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADD --unpack fetches and unpacks this without curl and tar.
RUN wget -O /a.tgz https://example.com/a.tgz?x=1 && tar xf /a.tgz
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM a\nRUN curl https://example.com/a.zip -o a.zip && unzip a.zip\nRUN curl https://example.com/a.tar.gz -o a.tar.gz\nRUN curl https://example.com/a | tar xz',
		));
});
