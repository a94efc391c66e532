import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('root at the end of the shipped stage', () =>
	checkMarks(
		'root-user',
		`
FROM debian:12 AS build
USER root
FROM debian:12
USER app
USER 0:0
     ^^^ The shipped stage runs as 0:0.
CMD a`,
	));

test('through a variable', () =>
	checkMarks(
		'root-user',
		`
FROM debian:12
ARG U=root
USER $U
     ^^`,
	));

test('root for a while is fine', () => checkSilent('root-user', 'FROM debian:12\nUSER root\nRUN a\nUSER app'));
test('what a variable hides is not guessed', () => checkSilent('root-user', 'FROM debian:12\nARG U\nUSER $U'));
