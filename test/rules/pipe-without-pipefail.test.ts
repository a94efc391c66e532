import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'pipe-without-pipefail';

test('the first pipe of each step', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN curl a | tar x && b | c
    ^^^^^^^^^^^^^^ Where a command in front of the last one fails, this step goes on.
RUN echo a && \\
    echo b | sort | grep c
    ^^^^^^^^^^^^^^^^^^^^^^
ONBUILD RUN a | b
            ^^^^^`,
	));

test('pipefail is set, one way or another', () => {
	for (const text of [
		'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b',
		'SHELL ["/bin/ash", "-euo", "pipefail", "-c"]\nRUN a | b',
		'RUN set -eo pipefail; a | b',
		'RUN bash -o pipefail -c "a | b"',
		'RUN <<EOF\nset -o pipefail\na | b\nEOF',
	])
		checkSilent(id, `FROM debian:12\n${text}`);
});

test('no pipe, one that cannot fail in front, or no POSIX shell', () => {
	for (const text of [
		'RUN a || b',
		'RUN echo "1  a" | sha256sum -c -',
		'RUN yes | a',
		"RUN printf '%s' a | b",
		'SHELL ["pwsh", "-c"]\nRUN a | b',
		'RUN ["a", "|", "b"]',
		'CMD a | b',
	])
		checkSilent(id, `FROM debian:12\n${text}`);
});

test('one SHELL in front of the first such step', () => {
	checkFix(
		id,
		'FROM python:3.13\r\nRUN a\r\n# why\r\nRUN a | b\r\nRUN c | d\r\n',
		'FROM python:3.13\r\nRUN a\r\n# why\r\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\r\nRUN a | b\r\nRUN c | d\r\n',
	);
	checkFix(id, 'FROM node:22-alpine\nRUN a | b', 'FROM node:22-alpine\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN a | b');
});

test('nothing is changed where the shell of the image is not known, or somebody chose one', () => {
	for (const text of ['FROM example.org/x:1\nRUN a | b', 'FROM debian:12\nSHELL ["/bin/dash", "-c"]\nRUN a | b', 'FROM debian:12\nRUN <<EOF\na | b\nEOF'])
		checkFix(id, text, text);
});
