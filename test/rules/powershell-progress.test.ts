import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'powershell-progress';
const windows = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n';

test('by its name and by its short one', () =>
	checkMarks(
		id,
		`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command Invoke-WebRequest https://a/b -OutFile b
                        ^^^^^^^^^^^^^^^^^ The progress bar slows this down: set $ProgressPreference = 'SilentlyContinue'.
SHELL ["powershell", "-Command"]
RUN $x = (iwr https://a/b).Content
          ^^^`,
	));

test('set before, pwsh, other commands', () => {
	checkSilent(id, `${windows}RUN powershell -Command $ProgressPreference = 'SilentlyContinue'; iwr a`);
	checkSilent(id, `${windows}SHELL ["powershell", "-Command", "$ProgressPreference = 'SilentlyContinue';"]\nRUN iwr a`);
	checkSilent(id, 'FROM ubuntu\nRUN pwsh -Command "iwr a"');
	checkSilent(id, `${windows}RUN powershell -Command Invoke-WebRequestX a\nRUN curl.exe a\nRUN echo iwr a`);
});

test('set', () =>
	checkFix(
		id,
		`${windows}SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]\nRUN iwr a`,
		`${windows}SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]\nRUN iwr a`,
	));
