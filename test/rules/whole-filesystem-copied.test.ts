import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'whole-filesystem-copied';

test('from root to root', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS a
FROM debian:12
COPY --from=a / /
^^^^^^^^^^^^^^^^^ All files of a are copied, also those that only its own steps need.
COPY --from=a ["/", "/"]
^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('parts, other places, the context', () =>
	checkSilent(id, 'FROM a AS a\nFROM b\nCOPY --from=a /app /\nCOPY --from=a / /rootfs\nCOPY / /\nCOPY --from=a --exclude=x / /'));

test('where nothing else is', () => {
	checkSilent(id, 'FROM tonistiigi/xx:1.6 AS tools\nFROM a\nCOPY --from=tools / /\nCOPY --from=tonistiigi/xx / /');
	checkSilent(id, 'FROM scratch AS files\nCOPY etc /etc\nFROM a\nCOPY --from=files / /');
	checkMarks(id, '\nFROM tonistiigi/xx:1.6 AS tools\nRUN a\nFROM b\nCOPY --from=tools / /\n^^^^^^^^^^^^^^^^^^^^^');
});
