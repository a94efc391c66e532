import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unused-stage';

test('not reached, with and without a name', () =>
	checkMarks(
		id,
		`
FROM debian:12
     ^^^^^^^^^ Nothing that the last stage needs comes from stage 0.
FROM debian:12 AS b
                  ^ Nothing that the last stage needs comes from b.
FROM debian:12`,
	));

test('base, COPY, mount', () =>
	checkSilent(id, 'FROM a AS a\nFROM a AS b\nFROM x\nFROM x AS d\nFROM d\nCOPY --from=b /a /a\nRUN --mount=from=a,target=/x y\nCOPY --from=2 /a /a'));
