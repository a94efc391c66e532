import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { checkFix, checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'repeated-blank-lines';

suite(id, () => {
	test('on the first line too many', () => {
		const text = '\n\nFROM a\n\n \t\n\nRUN x \\\n\n\n y\n\n';
		const doc = new DockerfileDocument(text);
		assert.deepEqual(
			findingsOf(id, text).map(({ span, message }) => [doc.rangeOf(span).start.line, message]),
			[
				[0, '2 empty lines where none would do.'],
				[4, '3 empty lines where one would do.'],
				[8, '2 empty lines where one would do.'],
				[10, 'An empty line where none would do.'],
			],
		);
	});

	test('silent: one, and those of here-documents', () => {
		checkSilent(id, 'FROM a\n\nRUN <<EOF\n\n\nx\n\n\nEOF\n\n# c\n\nCOPY <<EOF /x\n\n\nEOF\n');
		checkMarks(id, 'FROM a\n\nUSER 1');
	});

	test('the fix', () => {
		checkFix(id, '\r\n\r\nFROM a\r\n\r\n \r\n\r\nRUN x\r\n\r\n\r\n', 'FROM a\r\n\r\nRUN x\r\n');
		checkFix(id, '\uFEFF\nFROM a\n\n\n', '\uFEFFFROM a\n');
	});
});
