import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('misspelt, further down', () =>
	checkMarks(
		'unknown-copy-source',
		`
FROM debian:12 AS build
FROM debian:12 AS test
COPY --from=biuld /a /a
            ^^^^^ There is no earlier stage biuld: did you mean build?
COPY --from=test /a /a
COPY --from=later /a /a
            ^^^^^ The stage later stands further down: COPY sees earlier stages only.
COPY --from=zzzzzz /a /a
            ^^^^^^ There is no earlier stage zzzzzz; it would be fetched as an image.
COPY --from=7 /a /a
            ^
FROM debian:12 AS later`,
	));

test('stages by name and number, images, variables', () =>
	checkSilent(
		'unknown-copy-source',
		`
FROM debian:12 AS Build
FROM debian:12
COPY --from=BUILD /a /a
COPY --from=0 /a /a
COPY --from=nginx:1 /a /a
COPY --from=ghcr.io/a/b /a /a
COPY --from=$X /a /a`,
	));

test('the guess', () =>
	checkFix('unknown-copy-source', 'FROM a:1 AS build\nFROM b:1\nCOPY --from=buid /a /a', 'FROM a:1 AS build\nFROM b:1\nCOPY --from=build /a /a'));
