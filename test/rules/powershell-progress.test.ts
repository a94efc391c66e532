import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'powershell-progress';

suite(id, () => {
	test('the command and its short name', () =>
		checkMarks(
			id,
			`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command iwr https://example.com/a -OutFile a
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The progress bar makes this slow: $ProgressPreference = 'SilentlyContinue' switches it off.
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest x
    ^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM a\nRUN pwsh -c "$ProgressPreference = \'SilentlyContinue\'; iwr x"\nRUN echo Invoke-WebRequest\nSHELL ["pwsh", "-c", "$ProgressPreference=\'SilentlyContinue\';"]\nRUN iwr x',
		));
});
