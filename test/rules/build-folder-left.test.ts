import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'build-folder-left';

suite(id, () => {
	test('made for building, and not deleted', () =>
		checkMarks(
			id,
			`
FROM a
RUN d="$(mktemp -d)" && cd "$d" && make install
         ^^^^^^^^^ Nothing deletes this folder at the end of the RUN.
RUN mkdir -p /usr/src/php && tar -xf /php.tar -C /usr/src/php
    ^^^^^^^^^^^^^^^^^^^^^ Nothing deletes /usr/src/php at the end of the RUN.`,
		));
	test('silent', () => {
		for (const run of [
			'd=$(mktemp -d) && x && rm -rf "$d"',
			'f=$(mktemp) && x',
			'mkdir -p /usr/src/app',
			'mkdir -p /usr/src/x && make -C /usr/src/x && rm -r /usr/src/x',
		])
			checkSilent(id, `FROM a\nRUN ${run}`);
		checkSilent(id, 'FROM a AS b\nRUN d=$(mktemp -d) && x\nFROM a\nCOPY --from=b /x /x');
	});
});
