import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'repeated-powershell-call';

test('at the first of them', () =>
	checkMarks(
		id,
		`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -NoProfile -Command a
^^^ 2 RUNs call powershell with the same options: a SHELL instruction says it once.
RUN powershell -Command b
RUN powershell  -noprofile -command c`,
	));

test('one, other options, under SHELL, in other stages', () => {
	checkSilent(id, 'FROM ubuntu\nRUN pwsh -Command "a"\nRUN pwsh -NoLogo -Command "b"\nSHELL ["pwsh", "-Command"]\nRUN c\nRUN d');
	checkSilent(id, 'FROM ubuntu AS a\nRUN pwsh -Command "a"\nFROM ubuntu\nRUN pwsh -Command "a"');
});
