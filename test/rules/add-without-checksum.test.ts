import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'add-without-checksum';

test('words and JSON', () =>
	checkMarks(
		id,
		`
FROM debian:12
ADD --chown=1 https://a.org/a$V a /x/
              ^^^^^^^^^^^^^^^^^ ADD takes whatever a.org sends: give it --checksum=sha256:...
ADD ["http://a.org/a", "/x"]
      ^^^^^^^^^^^^^^`,
	));

test('git, keys, unknown hosts, local files, COPY', () =>
	checkSilent(
		id,
		`
FROM debian:12
ADD https://github.com/o/r.git#v1 git@github.com:o/r.git https://a.org/key.asc https://$H/a $URL a.tgz /x/
ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://a.org/a /a
COPY https://a.org/a /a`,
	));
