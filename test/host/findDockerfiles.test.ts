import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findDockerfiles, isDockerfileName } from '../../server/src/host/findDockerfiles.ts';
import { asNobody } from '../support/asNobody.ts';
import { need } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const git = (folder: string, ...args: string[]): Buffer =>
	execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-C', folder, ...args], { stdio: 'pipe' });

function tree(t: TestContext, ...paths: string[]): string {
	return temporaryFolder(t, Object.fromEntries(paths.map(path => [path, 'FROM scratch\n'])));
}

async function found(folder: string): Promise<string[]> {
	const { files, errors } = await findDockerfiles([folder]);
	assert.deepEqual(errors, []);
	return files.map(file => relative(folder, file.path));
}

test('the names of Dockerfiles', () => {
	for (const name of ['Dockerfile', 'Containerfile', 'Dockerfile.dev', 'Containerfile.dev', 'web.Dockerfile', 'web.dockerfile', 'web.containerfile'])
		assert.equal(isDockerfileName(name), true, name);
	for (const name of [
		'dockerfile',
		'DOCKERFILE',
		'Dockerfile.dockerignore',
		'x.dockerignore',
		'.dockerignore',
		'Dockerfiles',
		'MyDockerfile',
		'Dockerfile-dev',
		'docker-compose.yml',
	])
		assert.equal(isDockerfileName(name), false, name);
});

test("a folder is walked in the order of names; other names and other people's code are passed over", async t => {
	const folder = tree(
		t,
		'b/Dockerfile',
		'a/deep/er/web.dockerfile',
		'Containerfile',
		'Dockerfile.dockerignore',
		'readme',
		'node_modules/x/Dockerfile',
		'.git/Dockerfile',
		'.devcontainer/Dockerfile',
	);
	assert.deepEqual(await found(folder), ['.devcontainer/Dockerfile', 'Containerfile', 'a/deep/er/web.dockerfile', 'b/Dockerfile']);
});

test('paths come back as they were given', async t => {
	const folder = tree(t, 'sub/Dockerfile', 'odd name');
	const here = process.cwd();
	process.chdir(folder);
	t.after(() => process.chdir(here));
	assert.deepEqual((await findDockerfiles(['./sub/Dockerfile', '.', 'odd name', './sub/Dockerfile'])).files, [
		{ path: './sub/Dockerfile', named: true },
		{ path: 'sub/Dockerfile', named: false },
		{ path: 'odd name', named: true },
	]);
});

test('a folder named Dockerfile is walked and not taken for a file', async t => {
	assert.deepEqual(await found(tree(t, 'Dockerfile/Dockerfile.a', 'x.Dockerfile/none')), ['Dockerfile/Dockerfile.a']);
});

test('links: a file is taken, a loop of folders ends', async t => {
	const folder = tree(t, 'real.txt', 'sub/Dockerfile');
	symlinkSync('real.txt', join(folder, 'Dockerfile'));
	symlinkSync('..', join(folder, 'sub/up'));
	symlinkSync('sub', join(folder, 'Dockerfile.d'));
	assert.deepEqual(await found(folder), ['Dockerfile', 'sub/Dockerfile']);
});

test('what cannot be read is said, and the rest goes on', async t => {
	const folder = tree(t, 'a/Dockerfile', 'z/Dockerfile', 'shut/Dockerfile');
	symlinkSync('nowhere', join(folder, 'Dockerfile'));
	symlinkSync('Containerfile', join(folder, 'Containerfile'));
	execFileSync('chmod', ['755', folder]);
	execFileSync('chmod', ['0', join(folder, 'shut')]);
	const { files, errors } = await asNobody(() => findDockerfiles([folder, join(folder, 'none')]));
	assert.deepEqual(
		files.map(file => relative(folder, file.path)),
		['a/Dockerfile', 'z/Dockerfile'],
	);
	assert.deepEqual(
		errors.map(error => error.message.replaceAll(`${folder}/`, '')),
		[
			'Containerfile is a link that leads back to itself. Correct the link, or leave it out.',
			'Dockerfile does not exist. Check the path.',
			'shut may not be read. Change its permissions, or leave it out.',
			'none does not exist. Check the path.',
		],
	);
});

test('what git ignores is passed over; tracked and named files are not', async t => {
	if (!need(t, 'git')) return;
	const folder = tree(t, 'Dockerfile', 'out/Dockerfile', 'out/kept/Dockerfile', 'sub/Dockerfile.gen', 'sub/Dockerfile', 'new/Dockerfile');
	execFileSync('sh', ['-c', 'printf "out/\\n*.gen\\n" > "$0/.gitignore"', folder]);
	git(folder, 'init', '-q');
	git(folder, 'add', '-f', 'out/kept/Dockerfile', 'Dockerfile');
	assert.deepEqual(await found(folder), ['Dockerfile', 'new/Dockerfile', 'out/kept/Dockerfile', 'sub/Dockerfile']);
	assert.deepEqual(await found(join(folder, 'sub')), ['Dockerfile'], 'rules of the folder above count');
	assert.deepEqual((await findDockerfiles([join(folder, 'sub/Dockerfile.gen')])).files.length, 1);
});

test('an ignored folder that is named is walked', async t => {
	if (!need(t, 'git')) return;
	const folder = tree(t, 'out/Dockerfile', 'out/deep/Dockerfile');
	execFileSync('sh', ['-c', 'echo out/ > "$0/.gitignore"', folder]);
	git(folder, 'init', '-q');
	assert.deepEqual(await found(folder), []);
	assert.deepEqual(await found(join(folder, 'out')), ['Dockerfile', 'deep/Dockerfile']);
});

test('a repository inside a repository has its own rules', async t => {
	if (!need(t, 'git')) return;
	const folder = tree(t, 'inner/Dockerfile', 'inner/gen/Dockerfile', 'gen/Dockerfile', 'gone/clone/Dockerfile');
	execFileSync('sh', ['-c', 'echo gone/ > "$0/.gitignore"; echo gen/ > "$0/inner/.gitignore"', folder]);
	for (const repository of [folder, join(folder, 'inner'), join(folder, 'gone/clone')]) git(repository, 'init', '-q');
	assert.deepEqual(await found(folder), ['gen/Dockerfile', 'inner/Dockerfile']);
});

test('looking at a repository runs none of its programs', async t => {
	if (!need(t, 'git')) return;
	const folder = tree(t, 'Dockerfile');
	git(folder, 'init', '-q');
	git(folder, 'config', 'core.fsmonitor', `touch ${join(folder, 'ran')} #`);
	git(folder, '-c', 'core.fsmonitor=false', 'add', 'Dockerfile');
	assert.deepEqual(await found(folder), ['Dockerfile']);
	assert.equal(existsSync(join(folder, 'ran')), false);
	git(folder, 'status');
	assert.equal(existsSync(join(folder, 'ran')), true, 'the trap works');
});

test('inside a git hook the variables of the other repository do not count', async t => {
	if (!need(t, 'git')) return;
	const folder = tree(t, 'Dockerfile', 'gen/Dockerfile');
	execFileSync('sh', ['-c', 'echo gen/ > "$0/.gitignore"', folder]);
	git(folder, 'init', '-q');
	process.env['GIT_DIR'] = '/nonexistent';
	t.after(() => delete process.env['GIT_DIR']);
	assert.deepEqual(await found(folder), ['Dockerfile']);
});
