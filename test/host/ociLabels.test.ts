import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ociLabels } from '../../server/src/host/ociLabels.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { need } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** Git must not find a repository above the temporary folder. */
const env = { ...process.env, GIT_CEILING_DIRECTORIES: '/tmp', GIT_CONFIG_GLOBAL: '/dev/null' };
const label = (key: string): string => `org.opencontainers.image.${key}`;

test('without git there are the name, the version and the time of now', async t => {
	const before = Date.now();
	const labels = await ociLabels({ folder: temporaryFolder(t, { a: '' }), tag: 'registry.example/team/shop:1.4.0', base: undefined, env });
	assert.deepEqual(Object.keys(labels), [label('title'), label('version'), label('created')]);
	assert.deepEqual([labels[label('title')], labels[label('version')]], ['shop', '1.4.0']);
	assert.ok(Date.parse(labels[label('created')] ?? '') >= before - 1000);
});

test('of a commit: revision, source without a login, and the time of the commit, so that the same source gives the same image', async t => {
	if (!need(t, 'git')) return;
	const folder = temporaryFolder(t, { 'a.txt': 'a' });
	const git = (...args: string[]): string =>
		execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
			encoding: 'utf8',
			env: { ...env, GIT_COMMITTER_DATE: '2026-03-04T05:06:07+02:00' },
		}).trim();
	git('init', '-q');
	git('add', '.');
	git('commit', '-q', '-m', 'x');
	const of = (): Promise<Readonly<Record<string, string>>> =>
		ociLabels({ folder, tag: 'shop:1', base: { name: 'alpine:3.20', digest: `sha256:${'a'.repeat(64)}` }, env });
	const revision = git('rev-parse', 'HEAD');
	for (const [remote, source] of [
		['https://user:canary-7f3a@git.example/team/shop.git', 'https://git.example/team/shop'],
		['git@git.example:team/shop.git', 'https://git.example/team/shop'],
		['ssh://git@git.example/team/shop', 'https://git.example/team/shop'],
		['/srv/git/shop', undefined],
	] as const) {
		git('config', 'remote.origin.url', remote);
		const labels = await of();
		assert.equal(labels[label('source')], source);
		assert.ok(!JSON.stringify(labels).includes('canary-7f3a'));
		assert.equal(labels[label('revision')], revision);
		assert.equal(labels[label('created')], '2026-03-04T03:06:07Z');
		assert.equal(labels[label('base.name')], 'alpine:3.20');
		assert.equal(labels[label('base.digest')], `sha256:${'a'.repeat(64)}`);
	}
	writeFileSync(join(folder, 'a.txt'), 'changed');
	const labels = await of();
	assert.equal(labels[label('revision')], `${revision}-dirty`);
	assert.notEqual(labels[label('created')], '2026-03-04T03:06:07Z');
});

test('where git does not say what was changed, the source is not called clean', async t => {
	const folder = temporaryFolder(t, { 'a.txt': 'a' });
	fakeProgram(folder, 'git', `case "$3" in rev-parse) echo ${'c'.repeat(40)};; show) echo 2026-03-04T05:06:07Z;; *) exit 1;; esac`);
	const labels = await ociLabels({ folder, tag: 'shop:1', base: undefined, env: { ...env, PATH: `${folder}:${process.env.PATH}` } });
	assert.equal(labels[label('revision')], `${'c'.repeat(40)}-dirty`);
	assert.notEqual(labels[label('created')], '2026-03-04T05:06:07Z');
});
