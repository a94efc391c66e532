import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('none', () =>
	checkMarks(
		'missing-user',
		`
FROM debian:12 AS build
USER 1
FROM debian:12
     ^^^^^^^^^ No USER is set in the shipped stage: the container runs as root.
CMD a`,
	));

test('set here, in the base stage, or by a base image that is known', () => {
	checkSilent('missing-user', 'FROM debian:12\nUSER 1');
	checkSilent('missing-user', 'FROM debian:12 AS a\nUSER 1\nFROM a\nRUN b');
	checkSilent('missing-user', 'FROM gcr.io/distroless/static-debian12:nonroot');
	checkSilent('missing-user', 'FROM nginxinc/nginx-unprivileged:1');
	checkSilent('missing-user', 'ARG BASE\nFROM $BASE');
	checkSilent('missing-user', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022');
	checkSilent('missing-user', '# only a comment');
});

test('before the command and its comment', () =>
	checkFix('missing-user', 'FROM debian:12\r\nRUN a\r\n# start\r\nCMD ["b"]\r\n', 'FROM debian:12\r\nRUN a\r\nUSER 65532:65532\r\n# start\r\nCMD ["b"]\r\n'));

test('at the end where something follows the command', () =>
	checkFix('missing-user', 'FROM debian:12\nCMD ["b"]\nRUN a', 'FROM debian:12\nCMD ["b"]\nRUN a\nUSER 65532:65532'));
