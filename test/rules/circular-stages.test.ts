import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'circular-stages';

suite(id, () => {
	test('through COPY, mounts and FROM, told once', () => {
		checkMarks(
			id,
			`
FROM x AS a
          ^ a needs c needs b needs a: none of them can be built.
COPY --from=C /x /x
FROM a AS b
FROM x AS c
RUN --mount=from=b,target=/b y`,
		);
	});

	test('silent: forward, itself, images of that name, numbers', () => {
		checkSilent(id, 'FROM x AS a\nFROM a AS b\nCOPY --from=a /x /x\nFROM b\nCOPY --from=0 /x /x\nCOPY --from=1 /y /y');
		checkSilent(id, 'FROM x AS a\nCOPY --from=a /x /x\nCOPY --from=b /x /x\nFROM y AS b\nRUN x');
	});
});
