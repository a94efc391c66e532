import { test } from 'node:test';
import { checkFix, checkSilent } from '../support/marked.ts';

test('inside a continuation', () => checkFix('empty-continuation-line', 'FROM debian:12\nRUN a \\\n\n \\\n  \t\n  b', 'FROM debian:12\nRUN a \\\n \\\n  b'));
test('with carriage returns', () => checkFix('empty-continuation-line', 'FROM debian:12\r\nRUN a \\\r\n\r\n  b\r\n', 'FROM debian:12\r\nRUN a \\\r\n  b\r\n'));
test('between instructions, in here-documents, comments', () =>
	checkSilent('empty-continuation-line', 'FROM debian:12\n\nRUN <<EOF\na \\\n\nEOF\nRUN a \\\n# c\n  b'));
