import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'copied-archive';

test('unpacked in a later step', () =>
	checkMarks(
		id,
		`
FROM debian:12
COPY a.txt dist/app.tar.gz /tmp/
           ^^^^^^^^^^^^^^^ app.tar.gz stays in the image beside what is unpacked from it in line 3: ADD unpacks by itself.
RUN cd /tmp && tar xzf app.tar.gz
COPY b-$V.tgz /tmp/b.tgz
     ^^^^^^^^
RUN tar -C / -xf /tmp/b.tgz`,
	));

test('other stages, other archives, zip, packing', () =>
	checkSilent(
		id,
		`
FROM debian:12 AS a
COPY a.tar /a.tar
COPY --from=x b.tar /b.tar
COPY c.zip d.tar /
RUN tar xf b.tar && tar cf d.tar /x && unzip c.zip
FROM debian:12
RUN tar xf a.tar`,
	));
