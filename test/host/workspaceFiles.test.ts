import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { workspaceFiles } from '../../server/src/host/workspaceFiles.ts';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

test('files and folders of the context, files beside the Dockerfile', async t => {
	const root = temporaryFolder(t, { 'package.json': '{}', 'src/a.js': 'a', 'docker/Dockerfile': '', 'docker/Dockerfile.dockerignore': '\uFEFF*\n' });
	const files = workspaceFiles({ dockerfile: join(root, 'docker/Dockerfile'), context: root });
	assert.equal(await files.contextFile('package.json'), '{}');
	assert.equal(await files.contextFile('src/a.js'), 'a');
	assert.deepEqual(await files.contextFolder(''), ['docker/', 'package.json', 'src/']);
	assert.deepEqual(await files.contextFolder('src'), ['a.js']);
	assert.equal(await files.siblingFile('Dockerfile.dockerignore'), '*\n', 'a byte order mark is no part of the text');
	assert.equal(await files.siblingFile('package.json'), null);
});

test("without a context the Dockerfile's folder is it", async t => {
	const root = temporaryFolder(t, { Dockerfile: '', 'go.mod': 'module x\n' });
	assert.equal(await workspaceFiles({ dockerfile: join(root, 'Dockerfile') }).contextFile('go.mod'), 'module x\n');
});

test('what is not there is null', async t => {
	const root = temporaryFolder(t, { Dockerfile: '', 'src/a': '' });
	const files = workspaceFiles({ dockerfile: join(root, 'Dockerfile') });
	for (const key of ['none', 'src', 'src/a/b', 'x'.repeat(5000)]) assert.equal(await files.contextFile(key), null, key);
	for (const key of ['none', 'src/a', 'src/a/b']) assert.equal(await files.contextFolder(key), null, key);
});

test('nothing outside the context is read', async t => {
	const folder = temporaryFolder(t, { 'context/Dockerfile': '', 'context/in/b': 'b', 'secret/key': 'k', 'context2/key': 'k' });
	const context = join(folder, 'context');
	symlinkSync('../secret/key', join(context, 'file'));
	symlinkSync('../secret', join(context, 'folder'));
	symlinkSync('in', join(context, 'inside'));
	symlinkSync('..', join(context, 'in/up'));
	const files = workspaceFiles({ dockerfile: join(context, 'Dockerfile') });
	for (const key of ['../secret/key', 'in/../../secret/key', '/etc/passwd', 'file', 'folder/key', '../context2/key', 'a\0b']) {
		assert.equal(await files.contextFile(key), null, key);
		assert.equal(await files.siblingFile(key), null, key);
	}
	for (const key of ['..', '../secret', 'folder', '/']) assert.equal(await files.contextFolder(key), null, key);
	assert.equal(await files.contextFile('inside/b'), 'b', 'a link that stays inside is followed');
	assert.deepEqual(await files.contextFolder('in'), ['b', 'up'], 'a link is no folder to walk into');
});

test('what cannot be read stays unknown', async t => {
	const root = temporaryFolder(t, {
		Dockerfile: '',
		big: 'x'.repeat((1 << 20) + 1),
		full: 'x'.repeat(1 << 20),
		binary: 'a\0',
		latin: Buffer.from([0xe9]),
		shut: '',
		'box/file': '',
	});
	chmodSync(root, 0o755);
	chmodSync(join(root, 'shut'), 0);
	chmodSync(join(root, 'box'), 0);
	const files = workspaceFiles({ dockerfile: join(root, 'Dockerfile') });
	await asNobody(async () => {
		for (const key of ['big', 'binary', 'latin', 'shut', 'box/file']) assert.equal(await files.contextFile(key), undefined, key);
		assert.equal(await files.contextFolder('box'), undefined);
	});
	assert.equal((await files.contextFile('full'))?.length, 1 << 20);
});

test('a pipe does not make the editor wait', async t => {
	const root = temporaryFolder(t, { Dockerfile: '' });
	execFileSync('mkfifo', [join(root, 'pipe')]);
	assert.equal(await workspaceFiles({ dockerfile: join(root, 'Dockerfile') }).contextFile('pipe'), null);
});
