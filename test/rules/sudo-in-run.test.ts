import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('in front of a command, also in the middle', () =>
	checkMarks(
		'sudo-in-run',
		`
FROM debian:12
RUN apt-get update && sudo apt-get install -y a
                      ^^^^ sudo is used: USER says who runs a step.
RUN ["sudo", "id"]
      ^^^^
USER root
RUN /usr/bin/sudo -E id
    ^^^^^^^^^^^^^ sudo is of no use: this step runs as root.
USER app
RUN sudo id
    ^^^^`,
	));

test('the word alone, packages, other instructions', () =>
	checkSilent('sudo-in-run', 'FROM debian:12\nRUN apt-get install -y sudo && echo sudo && command -v sudo\nCMD sudo id\n# sudo\nRUN gosu app id'));

test('the word and idle options go', () =>
	checkFix(
		'sudo-in-run',
		'FROM debian:12\nRUN sudo apt-get update \\\n  && sudo -E  FOO=1 make # x\nRUN time sudo -H -- id\n',
		'FROM debian:12\nRUN apt-get update \\\n  && FOO=1 make # x\nRUN time id\n',
	));

for (const text of [
	'FROM debian:12\nUSER app\nRUN sudo id',
	'FROM debian:12\nRUN sudo -u app id',
	'FROM debian:12\nRUN ["sudo", "id"]',
	'FROM debian:12\nRUN sudo \\\n id',
	'FROM debian:12\nRUN sudo',
]) {
	test(`left alone: ${JSON.stringify(text.slice(15))}`, () => checkFix('sudo-in-run', text, text));
}
