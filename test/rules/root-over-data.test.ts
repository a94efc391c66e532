import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'root-over-data';

suite(id, () => {
	test('a volume, a folder for data', () => {
		checkMarks(id, 'FROM a\nVOLUME /x\n       ^^ The program keeps data here, and runs as root.');
		checkMarks(id, 'FROM a\nUSER 0\nWORKDIR /var/lib/mysql\n        ^^^^^^^^^^^^^^');
	});
	test('silent', () => {
		for (const text of ['FROM a\nVOLUME /x\nUSER 1', 'FROM cgr.dev/x/y\nVOLUME /x', 'FROM a\nVOLUME /x\nENTRYPOINT ["gosu", "a", "b"]', 'FROM a\nWORKDIR /app'])
			checkSilent(id, text);
	});
});
