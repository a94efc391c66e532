import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'powershell-goes-on';

suite(id, () => {
	test('by SHELL, and started by the line', () =>
		checkMarks(
			id,
			`
FROM a
SHELL ["pwsh", "-Command"]
RUN Install-Module x; Write-Host "a;b"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A statement that fails does not end this: set $ErrorActionPreference = 'Stop' in SHELL.
FROM b
RUN powershell.exe -NoProfile -Command "Invoke-WebRequest x; Start-Process y"
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent: one statement, said in SHELL or the script, other shells', () =>
		checkSilent(
			id,
			'FROM a\nRUN pwsh -Command "Write-Host \'a;b\'"\nRUN pwsh -c "$ErrorActionPreference = \'Stop\'; a; b"\nRUN a; b\nRUN pwsh ./script.ps1\nRUN powershell -command a && powershell -command b\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN a; b\nRUN ["pwsh", "-c", "a; b"]',
		));
});
