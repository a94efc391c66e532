import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unverified-download';

test('to a file, through tar', () =>
	checkMarks(
		id,
		`
FROM debian:12
ARG V=1
RUN curl -fsSL https://a.org/$V/a.tgz | tar xz && wget https://b.org/b
               ^^^^^^^^^^^^^^^^^^^^^^ Nothing compares what a.org sends with a checksum.
                                                       ^^^^^^^^^^^^^^^
RUN curl https://a.org/x > /x
         ^^^^^^^^^^^^^^^`,
	));

test('verified anywhere in the stage', () => {
	checkSilent(id, 'FROM a\nRUN curl -o x https://a.org/x && echo "$S  x" | sha256sum -c -');
	checkSilent(id, 'FROM a\nRUN wget https://a.org/x\nRUN gpg --batch --verify x.asc x');
});

test('keys, answers, tests, private hosts, scripts that run unseen', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl -fsSL https://a.org/gpg | gpg --dearmor -o /usr/share/keyrings/a.gpg && curl -o /etc/apt/keyrings/a.asc https://a.org/x
RUN V=$(curl -s https://a.org/v) && curl -I https://a.org/ && curl -o /dev/null https://a.org && wget -O /a http://intra/a && curl "$URL" -o b
RUN curl https://a.org/i.sh | sh && curl https://a.org/ && wget --spider https://a.org && curl -O https://a.org/SHA256SUMS`,
	));
