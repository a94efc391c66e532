import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unchecked-certificates-in-env';

test('ENV, ARG, in front of a command, export', () =>
	checkMarks(
		id,
		`
FROM debian:12
ENV A=1 PYTHONHTTPSVERIFY=0
        ^^^^^^^^^^^^^^^^^^^ PYTHONHTTPSVERIFY makes programs trust any server, also one that poses as the right one.
ARG NPM_CONFIG_STRICT_SSL=false
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN GIT_SSL_NO_VERIFY=1 git clone https://a.org/a
    ^^^^^^^^^^^^^^^^^^^ GIT_SSL_NO_VERIFY makes git trust any server, also one that poses as the right one.
RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm ci
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('switched on, or unknown', () =>
	checkSilent(
		id,
		`
FROM debian:12
ARG X
ENV PYTHONHTTPSVERIFY=1 NODE_TLS_REJECT_UNAUTHORIZED=$X GIT_SSL_NO_VERIFY=false PIP_TRUSTED_HOST=""
RUN NODE_TLS_REJECT_UNAUTHORIZED=1 a`,
	));

test('the pair goes, or the instruction', () =>
	checkFix(id, 'FROM a\nENV A=1 \\\n    GIT_SSL_NO_VERIFY=1 \\\n    B=2\nENV PYTHONHTTPSVERIFY 0\nRUN b', 'FROM a\nENV A=1 \\\n    B=2\nRUN b'));
