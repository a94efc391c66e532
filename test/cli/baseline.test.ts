import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock } from './drydock.ts';

const old = 'FROM debian\nUSER 65532\nWORKDIR x\nFROM debian\nWORKDIR x\n';

test('what is written is accepted, also where lines move; what is new is not', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': old });
	const written = await drydock(folder, ['check', '--write-baseline', 'baseline.json']);
	assert.deepEqual([written.code, written.stdout], [0, 'Nothing found in 1 file.\n']);
	assert.match(written.stderr, /^\d findings written to baseline\.json: --baseline baseline\.json accepts them\.\n$/);
	assert.deepEqual(await drydock(folder, ['check', '--baseline', 'baseline.json']), { code: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });

	writeFileSync(join(folder, 'a/Dockerfile'), `# moved\n\n${old}MAINTAINER me\n`);
	const { files } = await checkJson(folder, ['--baseline', 'baseline.json']);
	assert.deepEqual(
		files.flatMap(({ findings }) => findings.map(({ rule }) => rule)),
		['maintainer-instruction'],
	);
	assert.equal((await drydock(folder, ['check', '--baseline', 'baseline.json'])).code, 1);
});

test('one entry accepts one finding', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM debian\nUSER 65532\n' });
	await drydock(folder, ['check', '--write-baseline', 'b.json']);
	writeFileSync(join(folder, 'Dockerfile'), 'FROM debian\nUSER 65532\nFROM debian\nUSER 65532\n');
	const { stdout } = await drydock(folder, ['check', '--baseline', 'b.json', '--quiet', '--rule', 'unused-stage=off']);
	assert.equal(stdout, 'Dockerfile:3:6 warning untagged-base-image The image debian has no tag: it means whatever latest is at the time of the build.\n');
});

test('what was mended is said, and a new baseline is without it; files that were not looked at do not count', async t => {
	const folder = temporaryFolder(t, { Dockerfile: old, 'b/Dockerfile': old });
	await drydock(folder, ['check', '--write-baseline', 'b.json']);
	writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nUSER 1\n');
	const { code, stderr } = await drydock(folder, ['check', '--baseline', 'b.json', 'Dockerfile']);
	assert.equal(code, 0);
	assert.match(stderr, /^\d entries of b\.json no longer occur: --write-baseline b\.json takes them out\.\n$/);
});

test('the same findings make the same file, from wherever it is run, and comments that silence need no entry', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': old, Dockerfile: `# drydock global ignore=all\n${old}` });
	await drydock(folder, ['check', '--write-baseline', 'ci/one.json', '--show-suppressed']).then(({ code, stderr }) => {
		assert.equal(code, 2);
		assert.match(stderr, /ci/);
	});
	mkdirSync(join(folder, 'ci'));
	await drydock(folder, ['check', '--write-baseline', 'ci/one.json', '--show-suppressed']);
	await drydock(join(folder, 'a'), ['check', '--write-baseline', '../ci/two.json']);
	const [one, two] = ['one', 'two'].map(name => readFileSync(join(folder, `ci/${name}.json`), 'utf8'));
	assert.equal(one, two);
	const { files } = JSON.parse(one ?? '') as { readonly files: Readonly<Record<string, readonly string[]>> };
	assert.deepEqual(Object.keys(files), ['../a/Dockerfile']);
	renameSync(join(folder, 'ci/one.json'), join(folder, 'ci/three.json'));
	assert.equal((await drydock(join(folder, 'a'), ['check', '--baseline', '../ci/three.json'])).code, 0);
});

test('standard input has a place, too', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': old });
	await drydock(folder, ['check', '--write-baseline', 'b.json']);
	const args = ['check', '-', '--stdin-path', 'a/Dockerfile', '--baseline', 'b.json'];
	assert.equal((await drydock(folder, args, { stdin: old })).code, 0);
	assert.equal((await drydock(folder, args, { stdin: `${old}MAINTAINER me\n` })).code, 1);
});

test('a baseline that cannot be used ends the run, with the place', async t => {
	const folder = temporaryFolder(t, {
		Dockerfile: old,
		'broken.json': '{ "schema": 1,\n  "files": {',
		'other.json': '{ "schema": 2, "files": {} }',
		'wrong.json': '{\n\t"schema": 1,\n\t"files": { "Dockerfile": [1] }\n}',
		'list.json': '[]',
	});
	const said = async (file: string): Promise<string> => {
		const { code, stdout, stderr } = await drydock(folder, ['check', '--baseline', file]);
		assert.deepEqual([code, stdout], [2, '']);
		return stderr;
	};
	assert.match(await said('none.json'), /none\.json/);
	assert.match(await said('broken.json'), /^broken\.json:2:\d+: This is not valid YAML/);
	assert.match(await said('other.json'), /^other\.json:1:1: This is no baseline of this version: write it with --write-baseline\.\n$/);
	assert.match(await said('wrong.json'), /^wrong\.json:3:\d+: Dockerfile should be a list of texts\.\n$/);
	assert.match(await said('list.json'), /^list\.json:1:1: A baseline should be a mapping of names to values\.\n/);
});
