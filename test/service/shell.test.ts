import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';

function commands(text: string) {
	const doc = new DockerfileDocument(text);
	return doc.instructions
		.flatMap(instruction => doc.commands(instruction))
		.map(command => ({
			...command,
			name: command.name,
			conditional: command.conditional,
			wrappers: command.wrappers,
			source: command.words.map(word => text.slice(word.span.start, word.span.end)),
			values: command.words.map(word => word.value),
		}));
}

test('places through continuations and comments', () => {
	const [update, install] = commands('FROM a:1\r\nRUN apt-get up\\\r\ndate \\\r\n # c\r\n && apt-get install "a b" $X');
	assert.deepEqual(update?.source, ['apt-get', 'up\\\r\ndate']);
	assert.deepEqual(update?.values, ['apt-get', 'update']);
	assert.deepEqual(install?.values, ['apt-get', 'install', 'a b', undefined]);
});

test('wrappers are taken off', () => {
	assert.deepEqual(
		commands('FROM a:1\nRUN sudo -u x env A=1 /usr/bin/apt-get -y update').map(({ name, wrappers }) => [name, wrappers]),
		[['apt-get', ['sudo', 'env']]],
	);
	assert.deepEqual(
		commands('FROM a:1\nRUN command -v curl').map(({ name }) => name),
		['command'],
	);
});

test('what may not run is conditional', () => {
	const found = commands('FROM a:1\nRUN a && b || c; if d; then e; fi; (f)').map(({ name, conditional }) => [name, conditional]);
	assert.deepEqual(found, [
		['a', false],
		['b', false],
		['c', true],
		['d', true],
		['e', true],
		['f', false],
	]);
});

test('exec form, and a shell in exec form', () => {
	assert.deepEqual(commands('FROM a:1\nCMD ["apt-get", "a b"]')[0]?.values, ['apt-get', 'a b']);
	assert.deepEqual(
		commands('FROM a:1\nRUN ["/bin/sh", "-ec", "a && b"]').map(({ source }) => source),
		[['a'], ['b']],
	);
});

test('here-documents: scripts are read, data and other languages are not', () => {
	const names = (text: string) => commands(`FROM a:1\n${text}`).map(({ name }) => name);
	assert.deepEqual(names('RUN <<EOF\nset -e\napt-get update\nEOF'), ['set', 'apt-get']);
	assert.deepEqual(names('RUN bash <<EOF\na\nEOF'), ['a']);
	assert.deepEqual(names('RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF'), []);
	assert.deepEqual(names('RUN cat <<EOF > /x\napt-get update\nEOF'), ['cat']);
});

test('other shells are not guessed at', () => {
	assert.deepEqual(commands('FROM a:1\nSHELL ["pwsh", "-c"]\nRUN a'), []);
	assert.deepEqual(commands('# escape=`\nFROM a:1\nRUN a'), []);
});

test('nonsense gives no command and no exception', () => {
	for (const text of ['$((((', '`'.repeat(4000), '{'.repeat(4000), "'", 'case x in', 'a <<', '\0', '((('.repeat(900)]) commands(`FROM a:1\nRUN ${text}`);
});
