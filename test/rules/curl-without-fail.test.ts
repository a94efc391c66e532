import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'curl-without-fail';

test('into a file, a pipe', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN curl -sSL https://a.org/a | tar xz && /usr/bin/curl -O https://a.org/a
    ^^^^ Without -f, curl takes the page that reports an error for the file.
                                          ^^^^^^^^^^^^^`,
	));

test('it fails, or only asks', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl -fsSL https://a.org && curl --fail https://a.org && curl -sSfL https://a.org && curl -I https://a.org && curl -d x https://a.org
RUN curl -s -o /dev/null -w '%{http_code}' https://a.org && curl $OPTIONS https://a.org && curl http://localhost:8080/ && curl --version
HEALTHCHECK CMD curl http://a.org`,
	));

test('inserted behind the program', () =>
	checkFix(
		id,
		'FROM a\nRUN curl \\\n  -O https://a.org/a\nRUN ["curl", "https://a.org"]',
		'FROM a\nRUN curl -f \\\n  -O https://a.org/a\nRUN ["curl", "https://a.org"]',
	));
