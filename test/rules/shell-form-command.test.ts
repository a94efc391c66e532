import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('both instructions', () =>
	checkMarks(
		'shell-form-command',
		`
FROM debian:12
CMD python  app.py
    ^^^^^^^^^^^^^^ CMD in shell form: signals go to the shell, not to the program.
ENTRYPOINT ./run && tail -f x
           ^^^^^^^^^^^^^^^^^^`,
	));

test('exec form, a SHELL on purpose, Windows', () => {
	checkSilent('shell-form-command', 'FROM debian:12\nCMD ["a"]\nENTRYPOINT []');
	checkSilent('shell-form-command', 'FROM debian:12 AS a\nSHELL ["/bin/bash", "-c"]\nFROM a\nCMD b c');
	checkSilent('shell-form-command', '# escape=`\nFROM mcr.microsoft.com/windows/servercore:1\nCMD b c');
});

test('words get quotes, blanks and continuations stay', () =>
	checkFix('shell-form-command', 'FROM debian:12\nCMD python \\\n  # c\n  app.py', 'FROM debian:12\nCMD ["python", \\\n  # c\n  "app.py"]'));

test('what needs a shell is left alone', () => {
	for (const command of ['java $OPTS -jar a', 'a && b', 'cd /x', 'A=1 b', 'echo "a b"', 'ls *.x'])
		checkFix('shell-form-command', `FROM debian:12\nCMD ${command}`, `FROM debian:12\nCMD ${command}`);
});

test('CMD with an ENTRYPOINT is left alone: its meaning would change', () =>
	checkFix('shell-form-command', 'FROM debian:12\nENTRYPOINT ["e"]\nCMD a b', 'FROM debian:12\nENTRYPOINT ["e"]\nCMD a b'));
