import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('only in the shipped stage', () =>
	checkMarks(
		'package-lists-left',
		`
FROM debian:12 AS build
RUN apt-get update
FROM debian:12
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ The lists that apt-get update fetches stay in the image: delete /var/lib/apt/lists in this RUN.`,
	));

test('deleted, or on a mount', () =>
	checkSilent(
		'package-lists-left',
		`
FROM debian:12
RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y b`,
	));

test('at the end, behind comments and continuations', () =>
	checkFix(
		'package-lists-left',
		'FROM debian:12\r\nRUN apt-get update \\\r\n  # c\r\n  && apt-get install -y a\r\nUSER 1',
		'FROM debian:12\r\nRUN apt-get update \\\r\n  # c\r\n  && apt-get install -y a && rm -rf /var/lib/apt/lists/*\r\nUSER 1',
	));

for (const text of [
	'FROM debian:12\nRUN apt-get update && apt-get install -y gnupg\nRUN apt-get install -y nginx',
	'FROM debian:12\nRUN apt-get update; apt-get install -y a',
	'FROM debian:12\nRUN apt-get update && apt-get install -y a # b',
	'FROM debian:12\nRUN <<EOF\napt-get update\nEOF',
	'FROM debian:12\nRUN if x; then apt-get update; fi',
]) {
	test(`left alone: ${JSON.stringify(text.slice(15))}`, () => checkFix('package-lists-left', text, text));
}
