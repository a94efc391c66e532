import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'constant-platform';

test('a constant', () =>
	checkMarks(
		id,
		`
FROM --platform=linux/amd64 debian:12 AS build
     ^^^^^^^^^^^^^^^^^^^^^^ The stage is for linux/amd64, whatever platform the build is for.`,
	));

test('variables, and names that say the platform', () =>
	checkSilent(
		id,
		`
ARG P=linux/amd64
FROM --platform=$BUILDPLATFORM a
FROM --platform=$P a
FROM --platform=linux/amd64 a AS build-amd64
FROM --platform=linux/arm64 a AS linux_arm
FROM --platform= a`,
	));

test('the flag goes with the blanks before it', () => checkFix(id, 'from  --platform=amd64  a as b', 'from  a as b'));
