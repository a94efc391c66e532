import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'invalid-check-directive';

test('an unknown option', () =>
	checkMarks(
		id,
		`
# check=error=true; skp=all
                    ^^^ The builder refuses the check option skp: there are skip, error and experimental.
FROM a`,
	));
test('no value, and one that is no truth', () => {
	checkMarks(id, '# check=skip\n        ^^^^ The check option skip has no value: write skip=all.\nFROM a');
	checkMarks(id, '# check=error=yes\n              ^^^ The check option error is true or false, not yes.\nFROM a');
});
test('what the builder reads', () => {
	for (const value of ['', 'skip=all', 'skip=A, B;error=True', 'skip=;experimental=all;error=0']) checkSilent(id, `# check=${value}\nFROM a`);
	checkSilent(id, 'FROM a\n# check=skp=all');
});
test('the option is spelled', () => checkFix(id, '# check = skp=all;error=true\nFROM a', '# check = skip=all;error=true\nFROM a'));
