import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'misspelt-directive';

suite(id, () => {
	test('comments at the top with a value of a directive', () => {
		checkMarks(
			id,
			`
# sintax=docker/dockerfile:1
  ^^^^^^ This is a comment: did you mean the directive syntax?
#Escap = \`
 ^^^^^ This is a comment: did you mean the directive escape?
# chek=skip=JSONArgsRecommended
  ^^^^ This is a comment: did you mean the directive check?
FROM a`,
		);
	});

	test('silent: directives, other comments, further down', () => {
		checkSilent(id, '# syntax=docker/dockerfile:1\n# synapse=on the left\n# escaped=yes\n# check this\n# syntax\nFROM a\n# sintax=docker/dockerfile:1\nRUN x');
	});

	test('the fix, unless the directive is there', () => {
		checkFix(id, '#  sintax = docker/dockerfile:1\nFROM a', '#  syntax = docker/dockerfile:1\nFROM a');
		const text = '# syntax=docker/dockerfile:1\n# sintax=docker/dockerfile:1\nFROM a';
		checkFix(id, text, text);
	});
});
