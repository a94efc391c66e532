import { suite, test } from 'node:test';
import { checkFix, checkSilent } from '../support/marked.ts';

const id = 'missing-final-newline';

suite(id, () => {
	test('the fix ends the line as the others end', () => {
		checkFix(id, 'FROM a\r\nUSER 1', 'FROM a\r\nUSER 1\r\n');
		checkFix(id, 'FROM a', 'FROM a\n');
	});
	test('silent: ended, empty, an open here-document', () => {
		checkSilent(id, 'FROM a\n');
		checkSilent(id, '');
		checkSilent(id, 'FROM a\nRUN <<EOF\nx');
	});
});
