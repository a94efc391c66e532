import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('something before FROM', () => checkMarks('no-source-image', 'ARG a\nRUN a\n^^^ RUN stands before the first FROM: only ARG may.\nRUN b\nFROM c'));
test('no FROM at all', () => checkMarks('no-source-image', 'ARG a=b\n^^^ The file has no FROM: there is nothing to build.'));
test('ARG, comments, and a misspelt FROM, which is another matter', () => {
	checkSilent('no-source-image', '# syntax=a\n# b\nARG c\nFROM d');
	checkSilent('no-source-image', 'FORM a\nRUN b');
	checkSilent('no-source-image', '');
});
