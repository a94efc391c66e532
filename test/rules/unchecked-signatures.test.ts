import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unchecked-signatures';

test('apk, apt-get, dnf, rpm', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN apk add --allow-untrusted a
            ^^^^^^^^^^^^^^^^^ --allow-untrusted lets apk install packages that nobody has signed.
RUN apt-get install -y --allow-unauthenticated a
                       ^^^^^^^^^^^^^^^^^^^^^^^
RUN dnf install -y --nogpgcheck a
                   ^^^^^^^^^^^^
RUN rpm -i --nosignature a.rpm
           ^^^^^^^^^^^^^`,
	));

test('other programs', () => checkSilent(id, 'FROM a\nRUN echo --nogpgcheck && apk add a && apt-get install -y --allow-downgrades a'));

test('gone; --force-yes is -y', () =>
	checkFix(
		id,
		'FROM a\r\nRUN apt-get install --force-yes  a \\\r\n --allow-unauthenticated\r\nRUN apk add "--allow-untrusted" a',
		'FROM a\r\nRUN apt-get install -y  a\r\nRUN apk add a',
	));
