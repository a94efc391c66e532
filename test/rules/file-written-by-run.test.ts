import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'file-written-by-run';

suite(id, () => {
	test('by echo, printf and cat', () =>
		checkMarks(
			id,
			`
FROM a
RUN x && echo "a" > /etc/a && printf 'b\\n' >/etc/b
         ^^^^^^^^^^^^^^^^^ COPY <<EOF /etc/a makes this file without a shell.
                              ^^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM a\nRUN echo a >> /etc/a && echo $X > /etc/b && echo a > b && cat x > /etc/c && echo a > /dev/null && x > /etc/d\nRUN if a; then echo b > /c; fi',
		));
});
