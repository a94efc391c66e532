import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'blank-lines-between';

suite(id, () => {
	test('missing between kinds, and too many within one', () => {
		checkMarks(
			id,
			`
FROM a
RUN x
^^^ An empty line is expected between FROM and RUN.

RUN y
^^^ No empty line is expected between RUN and RUN.
# c
ENV a=1
^^^ An empty line is expected between RUN and ENV.`,
		);
	});

	test('silent: grouped, and comments within a kind', () =>
		checkSilent(id, 'FROM a\n\nRUN x\nRUN y\n\n# c\nRUN z\n# d\n\nENV a=1\n\n\nCOPY <<EOF /x\n\nEOF\nCOPY a b\n'));

	test('the fix', () => {
		checkFix(id, 'FROM a\r\nRUN <<EOF\r\nx\r\nEOF\r\n\r\n\r\nRUN y\r\n# c\r\nUSER 1', 'FROM a\r\n\r\nRUN <<EOF\r\nx\r\nEOF\r\nRUN y\r\n\r\n# c\r\nUSER 1');
	});
});
