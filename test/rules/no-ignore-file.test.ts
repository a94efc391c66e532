import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'no-ignore-file';
const facts = (common: string | null, own: string | null = null) => ({
	siblingFile: { 'Dockerfile.dockerignore': own },
	contextFile: { '.dockerignore': common },
});

test('every way to write the whole context', () =>
	checkMarks(
		id,
		`
FROM node:22
ARG here=.
COPY . /app
     ^ All of the build context is copied, and no .dockerignore leaves out .git, .env or what is built there.
COPY package.json ./ /app/
                  ^^
ADD ["*", "/app/"]
      ^
COPY $here /app
     ^^^^^`,
		{ facts: facts(null) },
	));

test('an ignore file of either name', () => {
	checkSilent(id, 'FROM node:22\nCOPY . /app', { facts: facts('') });
	checkSilent(id, 'FROM node:22\nCOPY . /app', { facts: facts(null, '.git') });
});

test('nobody knows', () => checkSilent(id, 'FROM node:22\nCOPY . /app'));

test('not the whole context, not this one, or less of it', () => {
	for (const copy of [
		'COPY src /app',
		'COPY --from=build . /app',
		'COPY --exclude=.git . /app',
		'COPY $where /app',
		'ONBUILD COPY . /app',
		'COPY ./src/* /app/',
		'COPY <<. /app\n.\n.',
	])
		checkSilent(id, `FROM node:22\n${copy}`, { facts: facts(null) });
});
