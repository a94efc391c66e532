import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'copied-files-changed-later';

test('the destination, or the file in it', () =>
	checkMarks(
		id,
		`
FROM debian:12
WORKDIR /app
COPY . .
RUN make && chown -R app:app /app
            ^^^^^^^^^^^^^^^^^^^^^ /app was copied above: chown writes it a second time.
COPY bin/start.sh /usr/local/bin/
RUN chmod +x /usr/local/bin/start.sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
COPY x ./
RUN chmod 700 x
    ^^^^^^^^^^^`,
	));

test('other paths and stages, several, flags that are there, conditions, symbolic modes', () =>
	checkSilent(
		id,
		`
FROM debian:12
COPY a /a
FROM debian:12
RUN chmod 755 /a
COPY --chmod=755 --chown=1:1 b /b
RUN chmod 755 /b && chown 1:1 /b
COPY c /c
RUN if x; then chmod 755 /c; fi
RUN chmod 755 /c /d && chmod go-w /c && chmod 755 $C && chown app /c && chmod 755 /c/* && chmod 755 /c/x
RUN chmod 755 /e
COPY e /e`,
	));

test('the flag comes, the RUN goes', () => {
	checkFix(id, 'FROM debian:12\nCOPY a /a\n# why\nRUN chmod +x /a\nCMD ["/a"]\n', 'FROM debian:12\nCOPY --chmod=755 a /a\n# why\nCMD ["/a"]\n');
	checkFix(id, 'FROM debian:12\r\nCOPY . /app\r\nRUN x\r\nRUN chown -R 1:2 /app\r\n', 'FROM debian:12\r\nCOPY --chown=1:2 . /app\r\nRUN x\r\n');
});

for (const text of [
	'FROM debian:12\nCOPY a /a\nRUN chmod +x /a && /a',
	'FROM debian:12\nCOPY a /a\nRUN useradd app\nRUN chown app:app /a',
	'FROM debian:12\nCOPY a /a\nRUN ["chmod", "755", "/a"]',
]) {
	test(`left alone: ${JSON.stringify(text.slice(15))}`, () => checkFix(id, text, text));
}
