import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('nothing absolute before it', () =>
	checkMarks(
		'relative-workdir',
		`
FROM debian:12
WORKDIR app/src
        ^^^^^^^ app/src is relative to the working directory of the base image.`,
	));

test('after an absolute one, variables, Windows paths', () =>
	checkSilent(
		'relative-workdir',
		`
FROM debian:12 AS a
WORKDIR /a
WORKDIR b
FROM a
WORKDIR c
FROM debian:12
WORKDIR $X
FROM debian:12
WORKDIR C:\\app
FROM debian:12
WORKDIR c:/app`,
	));

test('a slash in front', () => checkFix('relative-workdir', 'FROM debian:12\nWORKDIR ./app\n', 'FROM debian:12\nWORKDIR /app\n'));

test('the first of several, also through stages', () =>
	checkMarks(
		'relative-workdir',
		`
FROM debian:12 AS a
WORKDIR x
        ^
WORKDIR y
FROM a
WORKDIR z
FROM debian:12
WORKDIR z
        ^`,
	));
