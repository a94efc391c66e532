import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('everywhere an image is named', () =>
	checkMarks(
		'invalid-image-reference',
		`
ARG TAG=Ä
FROM https://ghcr.io/a/b:1 AS Build
     ^^^^^^^^^^^^^^^^^^^^^ https://ghcr.io/a/b:1 is no image: a reference begins with the registry, not with a scheme.
FROM node:
     ^^^^^ node: has no tag behind the colon.
FROM node:22@sha256:12
     ^^^^^^^^^^^^^^^^^ sha256:12 is no digest: it is sha256: with 64 hexadecimal digits in lower case.
FROM node:$TAG
     ^^^^^^^^^ node:Ä is no image reference.
FROM Build
     ^^^^^ Build is no image: the path of an image is in lower case.
COPY --from=Node:22 /a /a
            ^^^^^^^ Node:22 is no image: the path of an image is in lower case.
RUN --mount=from=a::b,target=/x c
                 ^^^^ a::b is no image reference.`,
	));

test('stages, variables, numbers', () =>
	checkSilent(
		'invalid-image-reference',
		'ARG TAG\nFROM node:$TAG AS Build\nFROM scratch\nCOPY --from=Build /a /a\nCOPY --from=0 /a /a\nRUN --mount=from=Build,target=/x c',
	));
test('lower case, no scheme', () => checkFix('invalid-image-reference', 'FROM Node:22\nFROM docker://a/b:1', 'FROM node:22\nFROM a/b:1'));
