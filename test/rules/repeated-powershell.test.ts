import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'repeated-powershell';

suite(id, () => {
	test('on the first', () =>
		checkMarks(
			id,
			'FROM a\nRUN pwsh -NoProfile -Command a\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 RUNs start PowerShell: SHELL would name it once.\nENV x=1\nRUN pwsh -NoProfile -Command b',
		));
	test('silent', () => checkSilent(id, 'FROM a\nRUN pwsh -c a\nFROM b\nRUN pwsh -c a\nRUN powershell -c b\nSHELL ["pwsh", "-c"]\nRUN a\nRUN b'));
});
