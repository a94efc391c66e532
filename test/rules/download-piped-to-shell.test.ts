import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'download-piped-to-shell';

test('a pipe, through other programs too', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN apt-get update && curl -fsSL https://a.org/i.sh | bash -s -- -y
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bash runs whatever a.org sends at the time of the build.
RUN wget -qO- https://a.org/i.sh | tee log | sudo -E sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN curl https://a.org/i.py | python3 -
    ^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('substituted', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN bash -c "$(curl -fsSL https://a.org/i.sh)"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN bash <(curl -s https://a.org/i.sh)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('what is no script', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl https://a.org/a.tgz | tar xz && curl https://a.org/a | python3 -c 'import json' && curl https://a.org/a | python -m json.tool
RUN curl -o i.sh https://a.org/i.sh && sh i.sh && V=$(curl https://a.org/v) && curl https://a.org/a | perl -ne 'print'
RUN curl http://localhost/a | sh
RUN curl https://a.org/a | bash ./filter.sh`,
	));
