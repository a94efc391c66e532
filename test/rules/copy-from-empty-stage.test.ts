import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'copy-from-empty-stage';

test('nothing in scratch', () =>
	checkMarks(
		id,
		`
FROM scratch AS a
LABEL b=c
FROM debian:12
COPY --from=a /a /a
            ^ The stage a holds no files.
COPY --from=0 /a /a
            ^`,
	));

test('filled, or built on something', () =>
	checkSilent(id, 'FROM scratch AS a\nCOPY a /\nFROM a AS b\nFROM debian AS c\nFROM x\nCOPY --from=a /a /a\nCOPY --from=b /a /a\nCOPY --from=c /a /a'));
