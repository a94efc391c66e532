import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'inline-ignore';

suite(id, () => {
	test('comments of every tool', () => {
		checkMarks(
			id,
			`
FROM debian:12
# hadolint ignore=DL3008,SC2086
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This silences dl3008, sc2086.
RUN x
# dockerfile-utils: ignore
^^^^^^^^^^^^^^^^^^^^^^^^^^ This silences every finding.
RUN y`,
		);
	});

	test('silent: other comments', () => checkSilent(id, '# check=error=true\nFROM debian:12\n# ignore this\nRUN x'));
});
