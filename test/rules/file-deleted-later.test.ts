import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'file-deleted-later';

test('copied, fetched, in a folder', () =>
	checkMarks(
		id,
		`
FROM a
COPY x/a.deb /tmp/
     ^^^^^^^ /tmp/a.deb stays in this layer, although line 5 deletes it.
RUN curl -fLo /opt/b.tgz https://a.org/b.tgz
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /opt/b.tgz stays in this layer, although line 5 deletes it.
COPY . /src
     ^
RUN rm -rf /tmp/* /opt/b.tgz /src`,
	));

test('same RUN, patterns, conditions, secrets, builders', () => {
	checkSilent(
		id,
		'FROM a\nRUN curl -o /b https://a.org && rm /b\nCOPY c d-* /e/\nRUN rm /e/d-1 && if x; then rm /e/c; fi\nCOPY id_rsa /id_rsa\nRUN rm /id_rsa',
	);
	checkSilent(id, 'FROM a AS b\nCOPY c /c\nRUN rm /c\nFROM a\nCOPY --from=b /x /x\nRUN rm $X ~/c');
});
