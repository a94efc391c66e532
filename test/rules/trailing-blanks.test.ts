import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'trailing-blanks';

suite(id, () => {
	test('of instructions, comments and empty lines', () =>
		checkMarks(id, ['FROM a  ', '      ^^ The line ends in blanks.', 'RUN x \\\t', '       ^', '  ', '^^', '# c ', '   ^', ' y'].join('\n')));

	test('silent: none, here-documents, line ends of Windows', () =>
		checkSilent(id, '\uFEFFFROM a\r\nRUN <<EOF\r\nx  \r\nEOF\r\nCOPY <<EOF /x\r\n  \r\nEOF\r\n'));

	test('the fix takes only them', () => {
		checkFix(id, '# escape=`  \r\nFROM a \t\r\n  \r\nRUN x `  \r\n  y', '# escape=`\r\nFROM a\r\n\r\nRUN x `\r\n  y');
		checkFix(id, '\uFEFF  \nFROM a', '\uFEFF\nFROM a');
	});
});
