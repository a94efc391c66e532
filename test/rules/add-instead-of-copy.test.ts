import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('a folder, files, JSON form', () =>
	checkMarks(
		'add-instead-of-copy',
		`
FROM debian:12
ADD src /src
^^^ ADD is used for local files: COPY says what happens.
add ["a b.txt", "/x/"]
^^^
ONBUILD ADD . /app
        ^^^`,
	));

test('what ADD is for', () =>
	checkSilent(
		'add-instead-of-copy',
		`
FROM debian:12
ADD a.tar.gz /
ADD rootfs.tar.xz /
ADD https://example.com/a /a
ADD git@github.com:a/b.git /b
ADD --checksum=sha256:1 x /x
ADD $FILE /x
COPY a /a`,
	));

test('only the word', () =>
	checkFix('add-instead-of-copy', 'FROM debian:12\nADD  --chown=1:1 a \\\n # c\n b.txt /x/', 'FROM debian:12\nCOPY  --chown=1:1 a \\\n # c\n b.txt /x/'));
