import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('of a repository elsewhere', () =>
	checkMarks(
		'git-clone-in-run',
		`
FROM debian:12
RUN a && git clone --depth=1 https://a.org/r.git && b
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADD can fetch https://a.org/r.git without git in the image.`,
	));

test('local, conditional, unknown', () =>
	checkSilent('git-clone-in-run', 'FROM a\nRUN git clone /src && if a; then git clone https://a.org/r; fi; git clone "$URL"; git pull https://a.org/r'));
