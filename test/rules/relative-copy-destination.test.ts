import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'relative-copy-destination';

test('without WORKDIR', () =>
	checkMarks(
		id,
		`
FROM debian:12
COPY . .
       ^ . is relative to the working directory of the base image.
ADD --chown=1 ["a", "b c/"]
                     ^^^^`,
	));

test('after WORKDIR, also of the base stage or a relative or unknown one; absolute, unknown, scratch, Windows', () =>
	checkSilent(
		id,
		`
FROM debian:12 AS a
WORKDIR /a
COPY . .
FROM a
COPY . .
FROM node:22
COPY a /b
COPY a $B
COPY a C:/b
WORKDIR $C
COPY . .
FROM scratch
COPY a .
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY . .`,
	));

test('a slash in front', () =>
	checkFix(
		id,
		'FROM debian:12\nCOPY a b/\nCOPY a ./c\nCOPY ["a", "d"]\nCOPY a ./\nCOPY a "e"\n',
		'FROM debian:12\nCOPY a /b/\nCOPY a /c\nCOPY ["a", "/d"]\nCOPY a ./\nCOPY a "e"\n',
	));
