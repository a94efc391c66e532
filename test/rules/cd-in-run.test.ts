import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('alone, and in front', () => {
	checkMarks(
		'cd-in-run',
		`
FROM debian:12
RUN cd /app
    ^^^^^^^ This cd has no effect: the next step starts in the working directory again.
RUN cd $X && make
    ^^^^^ WORKDIR says where a step runs, for all that follow.
RUN cd a; make
    ^^^^`,
	);
});

test('inside of a chain, in parentheses, in pipes, elsewhere', () =>
	checkSilent(
		'cd-in-run',
		'FROM debian:12\nRUN make && cd /a && make\nRUN (cd /a && make)\nRUN for a in b; do cd $a; done\nRUN set -e; cd /a; make\nCMD cd /a && b\nRUN sh -c "cd /a"\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN cd C:\\a',
	));

test('alone: WORKDIR', () => checkFix('cd-in-run', 'FROM debian:12\nRUN cd /app\nRUN make\n', 'FROM debian:12\nWORKDIR /app\nRUN make\n'));

test('in front: WORKDIR above, if nothing below relies on the old one', () =>
	checkFix(
		'cd-in-run',
		'FROM debian:12 AS a\nRUN --mount=type=cache,target=/c cd /src \\\n  && make\nCOPY x /y\nWORKDIR /b\nRUN c\n',
		'FROM debian:12 AS a\nWORKDIR /src\nRUN --mount=type=cache,target=/c make\nCOPY x /y\nWORKDIR /b\nRUN c\n',
	));

for (const text of [
	'FROM debian:12\nRUN cd /a && make\nRUN b',
	'FROM debian:12\nRUN cd /a && make\nCOPY x y\nWORKDIR /b',
	'FROM debian:12\nRUN cd /a && make\nCMD ["b"]',
	'FROM debian:12\nRUN cd /a && make',
	'FROM debian:12\nRUN cd "$A" && make\nWORKDIR /b',
	'FROM debian:12\nRUN cd /a; make\nWORKDIR /b',
	'FROM debian:12\nRUN cd /a \\\n# why\n && make\nWORKDIR /b',
	'FROM debian:12\nRUN cd\nRUN cd -',
]) {
	test(`left alone: ${JSON.stringify(text.slice(15))}`, () => checkFix('cd-in-run', text, text));
}
