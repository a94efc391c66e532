import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'powershell-goes-on';

test('under SHELL, in cmd, in a POSIX shell, in JSON, in a here-document', () => {
	checkMarks(
		id,
		`
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -NoProfile -Command Expand-Archive a.zip ; \`
                                   ^^^^^^^^^^^^^^^^^^^^ If this fails, the step goes on: set $ErrorActionPreference = 'Stop'.
    Remove-Item a.zip
RUN ["powershell", "-Command", "a C:\\\\x; b"]
                                ^^^^^^^
SHELL ["powershell", "-Command"]
RUN a 'x;y' ; b
    ^^^^^^^
RUN <<EOF
a
^
b
EOF`,
	);
	checkMarks(id, "FROM ubuntu\nRUN x && pwsh -c 'a -X (b; c); d'\n                  ^^^^^^^^^^^");
});

test('set, looked after, one statement, a file, other shells', () => {
	const windows = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n';
	checkSilent(id, `${windows}SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]\nRUN a; b`);
	checkSilent(id, `${windows}RUN powershell -Command $ErrorActionPreference = 'Stop'; a; b`);
	checkSilent(id, `${windows}RUN powershell -Command a; if ($LASTEXITCODE -ne 0) { exit 1 }`);
	checkSilent(id, `${windows}RUN powershell -Command $ProgressPreference = 'SilentlyContinue'; a`);
	checkSilent(id, `${windows}RUN powershell -Command "a | b"\nRUN powershell -File a.ps1\nRUN powershell -Command "a" && del b & c`);
	checkSilent(id, `${windows}RUN echo a; b\nRUN mypowershell -Command a; b`);
	checkSilent(id, 'FROM ubuntu\nRUN a; b\nRUN echo pwsh -c "a; b"\n# pwsh -c "a; b"');
});

test('where it is started', () => {
	checkFix(
		id,
		'FROM ubuntu\nSHELL ["pwsh", "-Command"]\nRUN a; b\nRUN c; d',
		'FROM ubuntu\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN a; b\nRUN c; d',
	);
	checkFix(
		id,
		'FROM ubuntu\nSHELL ["pwsh", "-Command", "$x = 1"]\nRUN a; b',
		'FROM ubuntu\nSHELL ["pwsh", "-Command", "$x = 1; $ErrorActionPreference = \'Stop\';"]\nRUN a; b',
	);
	checkFix(id, 'FROM ubuntu\nRUN pwsh -c "a; b"', 'FROM ubuntu\nRUN pwsh -c "\\$ErrorActionPreference = \'Stop\'; a; b"');
	checkFix(id, "FROM ubuntu\nRUN pwsh -c 'a; b'", 'FROM ubuntu\nRUN pwsh -c \'$ErrorActionPreference = "Stop"; a; b\'');
	const windows = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n';
	checkFix(id, `${windows}RUN powershell -Command "a; b"`, `${windows}RUN powershell -Command "$ErrorActionPreference = 'Stop'; a; b"`);
});
