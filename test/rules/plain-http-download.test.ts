import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'plain-http-download';

test('curl, wget, ADD', () =>
	checkMarks(
		id,
		`
FROM debian:12
ARG V=1
RUN curl -o a "http://www.gnu.org/$V" && wget -q http://www.gnu.org/b https://www.gnu.org/c
               ^^^^^^^^^^^^^^^^^^^^^ www.gnu.org is asked over http: anyone on the way can change what curl gets.
                                                 ^^^^^^^^^^^^^^^^^^^^
ADD http://www.gnu.org/a /a
    ^^^^^^^^^^^^^^^^^^^^ www.gnu.org is asked over http: anyone on the way can change what ADD gets.`,
	));

test('private and unknown hosts, proxies, other words', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl http://localhost:80/ http://10.1.2.3/a http://mirror/a http://a.internal/b "http://$HOST/x" && wget -e http_proxy=http://p.org:80 https://a.org
RUN curl -H 'Referer: http://a.org' -x http://p.org https://a.org && echo http://a.org
ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef http://a.org/a /a`,
	));

test('the scheme is changed', () =>
	checkFix(id, "FROM a\nRUN curl -O 'http://a.org/x'\nADD http://a.org/a /a", "FROM a\nRUN curl -O 'https://a.org/x'\nADD https://a.org/a /a"));
