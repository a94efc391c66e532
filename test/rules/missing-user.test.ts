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

test('entry points that step down', () => {
	checkSilent('missing-user', 'FROM debian:12\nRUN apt-get install -y gosu\nENTRYPOINT ["/e.sh"]');
	checkSilent('missing-user', 'FROM alpine:3.22 AS a\nRUN apk add --no-cache su-exec\nENTRYPOINT ["/e.sh"]\nFROM a\nCMD ["b"]');
	checkSilent('missing-user', 'FROM debian:12\nRUN fetch && gosu nobody true\nENTRYPOINT ["/e.sh"]');
	checkSilent('missing-user', 'FROM debian:12\nCOPY --from=tools /gosu /usr/local/bin/\nENTRYPOINT ["/e.sh"]');
	checkMarks('missing-user', '\nFROM debian:12\n     ^^^^^^^^^\nRUN apt-get install -y gosu\nCMD ["b"]');
});

test('files that no command starts', () => {
	checkSilent('missing-user', 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /out /');
	checkMarks('missing-user', '\nFROM scratch\n     ^^^^^^^\nCOPY a /\nENTRYPOINT ["/a"]');
});

test('a comment of its own stays where it is', () =>
	checkFix(
		'missing-user',
		'FROM debian:12\nRUN a\n# more\n\n# start\n# it\nCMD ["b"]',
		'FROM debian:12\nRUN a\n# more\n\nUSER 65532:65532\n# start\n# it\nCMD ["b"]',
	));

test('official images of databases become another user themselves, unless their entry point is replaced', () => {
	checkSilent('missing-user', 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/');
	checkMarks('missing-user', 'FROM postgres:17\n     ^^^^^^^^^^^\nENTRYPOINT ["/run.sh"]');
	checkMarks('missing-user', 'FROM example.com/postgres:17\n     ^^^^^^^^^^^^^^^^^^^^^^^\nCMD ["x"]');
});
