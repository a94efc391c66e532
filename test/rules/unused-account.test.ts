import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unused-account';

suite(id, () => {
	test('made in the shipped stage or those below, and named nowhere else', () => {
		checkMarks(
			id,
			`
FROM debian AS base
RUN groupadd g && useradd -g g app
                  ^^^^^^^^^^^^^^^^ app is made, and nothing runs as app: USER is missing.
FROM base
USER root
CMD ["application"]`,
		);
	});

	test('silent: it is used, another user is set, other stages, bases that are not root', () => {
		for (const text of [
			'FROM debian\nRUN useradd app\nUSER app',
			'FROM debian\nRUN useradd app\nUSER 1000',
			'FROM debian\nRUN useradd app\nCOPY --chown=app . /a',
			'FROM debian\nRUN adduser app && chown app /a',
			'FROM debian\nRUN useradd app\nENTRYPOINT ["gosu", "app", "x"]',
			'FROM debian AS b\nRUN useradd app\nFROM debian\nCOPY --from=b /a /a',
			'FROM cgr.dev/x/y\nRUN useradd app',
			'FROM debian\nARG U\nRUN useradd $U\nRUN usermod -aG x root',
		])
			checkSilent(id, text);
	});
});
