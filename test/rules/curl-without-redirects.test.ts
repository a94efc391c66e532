import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'curl-without-redirects';

test('surely, or perhaps', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN curl -fO https://github.com/o/r/archive/v1.tar.gz
    ^^^^ github.com redirects this, and without -L curl does not follow.
RUN curl -fO https://a.org/a
    ^^^^ Without -L, curl does not follow if the server redirects.`,
	));

test('it follows, or only asks', () =>
	checkSilent(
		id,
		'FROM a\nRUN curl -fsSLO https://a.org && curl --location https://a.org && curl -I https://a.org && curl $O https://a.org && curl http://localhost/',
	));

test('inserted behind the program', () => checkFix(id, 'FROM a\nRUN curl   -f https://a.org', 'FROM a\nRUN curl -L   -f https://a.org'));
