import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'runtime-instructions-order';

suite(id, () => {
	test('before other instructions, or in another order', () => {
		checkMarks(
			id,
			`
FROM a
CMD ["x"]
^^^ STOPSIGNAL, HEALTHCHECK, ENTRYPOINT, CMD: at the end of the stage, in this order.
RUN y
FROM b
ENTRYPOINT ["x"]
^^^^^^^^^^
STOPSIGNAL SIGINT`,
		);
	});

	test('silent: in order, stages that others use', () => {
		checkSilent(
			id,
			'FROM a AS b\nCMD ["x"]\nRUN y\nFROM c AS d\nCMD ["x"]\nRUN y\nFROM b\nCOPY --from=d /a /a\nUSER 1\nSTOPSIGNAL 9\nHEALTHCHECK NONE\nENTRYPOINT ["a"]\nCMD ["b"]',
		);
		checkSilent(id, 'FROM a\nRUN x');
	});

	test('the fix moves them with nothing else', () => {
		checkFix(
			id,
			'FROM a\r\nCMD ["x", \\\r\n  "y"]\r\nENTRYPOINT ["z"]\r\nRUN y\r\n# last\r\nUSER 1',
			'FROM a\r\nRUN y\r\n# last\r\nUSER 1\r\nENTRYPOINT ["z"]\r\nCMD ["x", \\\r\n  "y"]',
		);
		checkFix(id, 'FROM a\nCMD ["x"]\nRUN y\nENTRYPOINT ["z"]\nFROM b\nUSER 1\n', 'FROM a\nRUN y\nENTRYPOINT ["z"]\nCMD ["x"]\nFROM b\nUSER 1\n');
	});

	test('no fix where order or place decides what they mean', () => {
		for (const text of ['FROM a\nCMD a\nCMD b\nRUN x', 'FROM a\nCMD a\nSHELL ["x"]\nRUN x', 'FROM a\nARG S=1\nSTOPSIGNAL $S\nARG S=2\nRUN x'])
			checkFix(id, text, text);
	});
});
