import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'repeated-instruction';

test('all but the last of each kind, in each stage', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS a
CMD a
^^^^^ This CMD is ignored: the one in line 6 replaces it.
ENTRYPOINT ["b"]
CMD ["c"]
^^^^^^^^^ This CMD is ignored: the one in line 6 replaces it.
HEALTHCHECK NONE
^^^^^^^^^^^^^^^^ This HEALTHCHECK is ignored: the one in line 7 replaces it.
CMD d
HEALTHCHECK CMD e`,
	));

test('one of each, in stages of their own, and triggers', () => {
	checkSilent(id, 'FROM debian:12 AS a\nCMD a\nENTRYPOINT b\nFROM a\nCMD c\nENTRYPOINT d');
	checkSilent(id, 'FROM debian:12\nONBUILD CMD a\nONBUILD CMD b\nCMD c');
});

test('what is ignored goes, comments stay', () => checkFix(id, 'FROM debian:12\n# old\ncmd a \\\n  b\nCMD c\n', 'FROM debian:12\n# old\nCMD c\n'));
