import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'gpg-without-batch';

suite(id, () => {
	test('what could ask', () =>
		checkMarks(id, 'FROM a\nRUN gpg --verify a.asc a && x\n    ^^^^^^^^^^^^^^^^^^^^ gpg may ask somebody: --batch says that nobody is there.'));
	test('silent', () => checkSilent(id, 'FROM a\nRUN gpg --batch --verify a.asc a && gpg --version && gpgconf --kill all'));
	test('the fix', () => checkFix(id, 'FROM a\nRUN gpg --keyserver x --recv-keys y', 'FROM a\nRUN gpg --batch --keyserver x --recv-keys y'));
});
