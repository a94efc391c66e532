import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('no octal digits, too many bits, no symbols', () =>
	checkMarks(
		'invalid-file-mode',
		`
FROM debian:12
COPY --chmod=788 a /a
             ^^^ 788 is no file mode: write octal digits, as in 0755, or u=rwX,go=rX.
ADD --chmod=17777 a /a
            ^^^^^
COPY --chmod=executable a /a
             ^^^^^^^^^^`,
	));

test('octal and symbolic, and what nobody knows', () =>
	checkSilent(
		'invalid-file-mode',
		'FROM a\nCOPY --chmod=0755 a /a\nCOPY --chmod=u=rwX,go=rX a /a\nCOPY --chmod=+x a /a\nCOPY --chmod=$MODE a /a\nCOPY --chmod= a /a',
	));
