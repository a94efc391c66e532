import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'apt-in-script';

test('each call', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN apt update && apt -y install curl
    ^^^ apt is for terminals: in a script, apt-get does this.
                  ^^^
RUN apt show curl; apt list
    ^^^ apt is for terminals: in a script, apt-cache does this.
                   ^^^ apt is for terminals: what it prints and does may change.`,
	));

test('other programs, and the word as an argument', () => {
	for (const command of ['apt-get update', 'echo apt install', 'ls /etc/apt', 'npm install apt']) checkSilent(id, `FROM debian:12\nRUN ${command}`);
});

test('the program changes where the other one does the same', () =>
	checkFix(
		id,
		'FROM debian:12\nRUN apt update \\\n && apt upgrade -y && apt install -y a && apt policy a',
		'FROM debian:12\nRUN apt-get update \\\n && apt upgrade -y && apt-get install -y a && apt-cache policy a',
	));
