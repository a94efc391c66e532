import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('the last one of the shipped stage', () =>
	checkMarks(
		'named-user',
		`
FROM debian:12 AS build
USER build
FROM debian:12
USER other
USER app:app
     ^^^^^^^ The user is given by name: Kubernetes cannot tell that app is not root.`,
	));

test('numbers, root, variables, Windows', () => {
	for (const user of ['1000', '1000:app', 'root', '$U']) checkSilent('named-user', `FROM debian:12\nUSER ${user}`);
	checkSilent('named-user', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser');
});

test('the number that its account got', () => {
	const before = 'FROM debian:12 AS a\nRUN groupadd app && useradd -m -u 1234 -g app app\nFROM a\n';
	checkFix('named-user', `${before}USER app:app # x\n`, `${before}USER 1234:app # x\n`);
	checkFix('named-user', `${before}USER other`, `${before}USER other`);
	checkFix('named-user', 'FROM alpine:3\nRUN adduser -D -u 77 -h /home/a a\nUSER a', 'FROM alpine:3\nRUN adduser -D -u 77 -h /home/a a\nUSER 77');
});
