import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'noisy-wget';

test('no option about the log', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN wget https://example.org/a && wget -O b https://example.org/b
    ^^^^ wget writes its progress into the log, line after line.
                                  ^^^^`,
	));

test('any option about it', () => {
	for (const options of ['-q', '-qO-', '-nv', '--no-verbose', '--progress=dot:giga', '--quiet', '-o log', '--append-output=log'])
		checkSilent(id, `FROM debian:12\nRUN wget ${options} https://example.org/a`);
	checkSilent(id, 'FROM debian:12\nRUN curl https://example.org/a');
});

test('the option is inserted where wget is GNU, and nowhere else', () => {
	checkFix(id, 'FROM debian:12\nRUN wget \\\n  https://example.org/a', 'FROM debian:12\nRUN wget --progress=dot:giga \\\n  https://example.org/a');
	for (const base of ['alpine:3', 'example.org/x:1'])
		checkFix(id, `FROM ${base}\nRUN wget https://example.org/a`, `FROM ${base}\nRUN wget https://example.org/a`);
});
