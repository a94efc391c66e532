import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'checksum-line-with-one-space';

test('literal, variable, two words', () =>
	checkMarks(
		id,
		`
FROM alpine:3.22
ARG S
RUN echo "$S a.tgz" | sha256sum -c -
            ^ sha256sum wants two spaces between the digest and the name.
RUN echo "\${S} /a" | sha512sum --check
              ^
RUN echo $S a.tgz | md5sum -c
           ^`,
	));

test('two spaces, binary, other lines', () =>
	checkSilent(
		id,
		`
FROM alpine:3.22
RUN echo "$S  a" | sha256sum -c && echo "$S *a" | sha256sum -c && echo "a b" | sha256sum && echo "see a" | sha256sum -c && echo "$S a" | grep a`,
	));

test('a space is inserted', () => checkFix(id, 'FROM a\nRUN echo "$S a" | sha256sum -c', 'FROM a\nRUN echo "$S  a" | sha256sum -c'));
