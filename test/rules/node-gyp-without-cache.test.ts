import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'node-gyp-without-cache';

test('with a compiler, and where packages are rebuilt', () =>
	checkMarks(
		id,
		`
FROM node:22-alpine
RUN apk add python3 build-base
RUN npm ci
    ^^^ node-gyp downloads the headers of Node.js each time npm runs here.
FROM node:22
RUN pnpm rebuild
    ^^^^`,
	));

test('mounted, moved, without a compiler, in another stage', () => {
	checkSilent(id, 'FROM node:22\nRUN apt-get install -y make && npm -v\nRUN --mount=type=cache,target=/root/.cache/node-gyp npm ci');
	checkSilent(id, 'FROM node:22\nENV NPM_CONFIG_DEVDIR=/x\nRUN apt-get install -y make\nRUN npm ci');
	checkSilent(id, 'FROM node:22\nRUN npm ci');
	checkSilent(id, 'FROM node:22 AS a\nRUN apt-get install -y make\nFROM node:22\nRUN npm ci');
	checkSilent(id, 'FROM node:22\nRUN apt-get install -y make\nRUN npm install -g x');
});

test('a mount', () =>
	checkFix(
		id,
		'FROM node:22\nRUN apt-get install -y make\nRUN --mount=type=cache,target=/root/.npm \\\n  npm ci',
		'FROM node:22\nRUN apt-get install -y make\nRUN --mount=type=cache,target=/root/.cache/node-gyp --mount=type=cache,target=/root/.npm \\\n  npm ci',
	));
