import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'apk-cache-left';

test('with an update, with options', () =>
	checkMarks(
		id,
		`
FROM alpine:3.22
RUN apk update && apk add --virtual .d curl
                  ^^^^^^^ apk leaves the index of its repositories in the image: give it --no-cache.
RUN apk -q add -U a
    ^^^^^^^^^^`,
	));

test('no cache, deleted, mounted, not shipped', () =>
	checkSilent(
		id,
		`
FROM alpine:3.22 AS build
RUN apk add a
FROM alpine:3.22
RUN apk add --no-cache a && apk --no-cache add b
RUN apk add a && rm -rf /var/cache/apk/*
RUN --mount=type=cache,target=/var/cache/apk apk add a
RUN echo apk add a`,
	));

test('a stage that the last one is built on is shipped', () =>
	checkMarks(
		id,
		`
FROM alpine:3.22 AS base
RUN apk add a
    ^^^^^^^
FROM base`,
	));

test('inserted behind add', () => checkFix(id, 'FROM a\nRUN apk \\\n  add \\\n  b', 'FROM a\nRUN apk \\\n  add --no-cache \\\n  b'));

test('what fetches no index leaves none', () => checkSilent(id, 'FROM alpine:3.22\nRUN apk add --no-network --virtual .run $deps'));
