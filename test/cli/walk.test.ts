/** Which files a run looks at, and what they are called. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { need } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock, linesAndRules } from './drydock.ts';

const sloppy = 'FROM scratch as base\nUSER 1\n';

async function paths(cwd: string, ...args: string[]): Promise<string[]> {
	return (await checkJson(cwd, args)).files.map(({ path }) => path);
}

function filesNamed(...names: string[]): Record<string, string> {
	return Object.fromEntries(names.map(name => [name, sloppy]));
}

test('a walk finds Dockerfiles by their names, and nothing else', async t => {
	const found = ['Containerfile', 'Containerfile.ci', 'Dockerfile', 'Dockerfile.dev', 'a/b/app.Dockerfile', 'a/b/app.containerfile', 'a/b/app.dockerfile'];
	const others = [
		'Dockerfile.dockerignore',
		'Dockerfiles',
		'dockerfile',
		'x.txt',
		'.dockerignore',
		'MyDockerfile',
		'node_modules/x/Dockerfile',
		'.git/Dockerfile',
	];
	const folder = temporaryFolder(t, filesNamed(...found, ...others));
	assert.deepEqual(await paths(folder), found);
	assert.deepEqual(await paths(folder, '.'), found);
	assert.deepEqual(await paths(folder, 'a'), ['a/b/app.Dockerfile', 'a/b/app.containerfile', 'a/b/app.dockerfile']);
});

test('a file that is named is looked at whatever its name, once, in the order of the arguments', async t => {
	const folder = temporaryFolder(t, filesNamed('b.txt', 'a/Dockerfile', 'Dockerfile'));
	assert.deepEqual(await paths(folder, 'b.txt', 'a', '.', 'a/Dockerfile', './b.txt', join(folder, 'Dockerfile')), ['b.txt', 'a/Dockerfile', 'Dockerfile']);
});

test('what git ignores is not walked into, but may be named', async t => {
	if (!need(t, 'git')) return;
	const folder = temporaryFolder(t, {
		...filesNamed('Dockerfile', 'Dockerfile.local', 'build/Dockerfile', 'build/kept/Dockerfile', 'a/Dockerfile'),
		'.gitignore': 'build/\n*.local\n',
	});
	execFileSync('git', ['init', '-q'], { cwd: folder });
	assert.deepEqual(await paths(folder), ['Dockerfile', 'a/Dockerfile']);
	assert.deepEqual(await paths(folder, 'Dockerfile.local', 'build/Dockerfile'), ['Dockerfile.local', 'build/Dockerfile']);
	assert.deepEqual(await paths(folder, 'build'), ['build/Dockerfile', 'build/kept/Dockerfile']);
	execFileSync('git', ['add', '-f', 'build/kept/Dockerfile'], { cwd: folder });
	assert.deepEqual(await paths(folder), ['Dockerfile', 'a/Dockerfile', 'build/kept/Dockerfile'], 'what git tracks is not ignored');
});

test('links to folders are not followed in a walk, links to files are', async t => {
	const folder = temporaryFolder(t, filesNamed('real/Dockerfile'));
	symlinkSync('real', join(folder, 'linked'));
	symlinkSync('../real', join(folder, 'real/again'));
	symlinkSync('real/Dockerfile', join(folder, 'Dockerfile'));
	assert.deepEqual(await paths(folder), ['Dockerfile', 'real/Dockerfile']);
	assert.deepEqual(await paths(folder, 'linked'), ['linked/Dockerfile']);
});

test('standard input is one of the files, by its name or its place', async t => {
	const folder = temporaryFolder(t, filesNamed('Dockerfile'));
	const named = async (...args: string[]): Promise<string[]> => (await checkJson(folder, args, { stdin: sloppy })).files.map(({ path }) => path);
	assert.deepEqual(await named('-', 'Dockerfile'), ['-', 'Dockerfile']);
	assert.deepEqual(await named('-', '--stdin-path', 'services/api/Dockerfile'), ['services/api/Dockerfile']);
	assert.deepEqual(linesAndRules(await checkJson(folder, ['-'], { stdin: sloppy })), ['1 from-as-casing']);
	for (const [args, sentence] of [
		[['-', '-'], 'Standard input can be read once: name - once.\n'],
		[['Dockerfile', '--stdin-path', 'x'], '--stdin-path says where standard input belongs: name - as well.\n'],
	] as const)
		assert.deepEqual(await drydock(folder, ['check', ...args], { stdin: sloppy }), { code: 2, stdout: '', stderr: sentence });
});

test('standard input that is no text is named, also by its place', async t => {
	const folder = temporaryFolder(t);
	const wrong = async (stdin: Uint8Array, ...args: string[]): Promise<string> => (await drydock(folder, ['check', '-', ...args], { stdin })).stderr;
	assert.equal(await wrong(Uint8Array.of(65, 10, 0xff)), 'Standard input is not valid UTF-8 in line 2. Save it as UTF-8.\n');
	assert.equal(await wrong(Uint8Array.of(65, 0xff), '--stdin-path', 'a/Dockerfile'), 'a/Dockerfile is not valid UTF-8 in line 1. Save it as UTF-8.\n');
	assert.match(await wrong(new Uint8Array(10_000_001).fill(65)), /^Standard input is larger than 10 MB\. /);
});

test('a name with a dash in front, blanks, and characters of other scripts', async t => {
	const folder = temporaryFolder(t, filesNamed('-Dockerfile', 'mit Leerzeichen/Dockerfile', '日本/Dockerfile.🚢'));
	assert.deepEqual(await paths(folder), ['mit Leerzeichen/Dockerfile', '日本/Dockerfile.🚢']);
	assert.deepEqual(await paths(folder, '--', '-Dockerfile'), ['-Dockerfile']);
	assert.deepEqual(await paths(folder, './-Dockerfile'), ['./-Dockerfile']);
});

test('a submodule has its own ignore rules', async t => {
	if (!need(t, 'git')) return;
	const folder = temporaryFolder(t, filesNamed('Dockerfile', 'sub/Dockerfile', 'sub/out/Dockerfile'));
	execFileSync('git', ['init', '-q'], { cwd: folder });
	mkdirSync(join(folder, 'sub/nothing'));
	execFileSync('git', ['init', '-q'], { cwd: join(folder, 'sub') });
	writeFileSync(join(folder, 'sub/.gitignore'), 'out\n');
	assert.deepEqual(await paths(folder), ['Dockerfile', 'sub/Dockerfile']);
});
