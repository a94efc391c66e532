import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const facts = {
	imageDigest: { 'docker.io/library/nginx:alpine': { digest, source: 'docker.io' }, 'localhost:5000/a/b:1': { digest, source: 'localhost:5000' } },
};

test('a tag alone', () =>
	checkMarks(
		'base-without-digest',
		`
FROM nginx:alpine
     ^^^^^^^^^^^^ The image nginx:alpine has no digest: its tag may be moved.`,
	));

test('COPY --from and mounts', () =>
	checkMarks(
		'base-without-digest',
		`
FROM scratch
COPY --from=composer:2 /a /a
            ^^^^^^^^^^
RUN --mount=type=bind,from=busybox:1,target=/b true
                           ^^^^^^^^^`,
	));

test('one defect, one finding', () => checkSilent('base-without-digest', `FROM alpine\nFROM alpine:latest\nFROM alpine:3@${digest}`));

test('the digest is put behind the tag', () =>
	checkFix('base-without-digest', 'from nginx:alpine  as x\r\nRUN a', `from nginx:alpine@${digest}  as x\r\nRUN a`, { facts }));

test('a registry with a port', () => checkFix('base-without-digest', 'FROM localhost:5000/a/b:1', `FROM localhost:5000/a/b:1@${digest}`, { facts }));

test('a variable that is only a part is left alone', () =>
	checkFix('base-without-digest', 'ARG V=alpine\nFROM nginx:$V', 'ARG V=alpine\nFROM nginx:$V', { facts }));
