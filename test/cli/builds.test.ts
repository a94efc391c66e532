import assert from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BuildRecord } from '../../server/src/image/buildRecord.ts';
import { dockerfile, fakeEngine } from '../support/fakeEngine.ts';
import { drydock } from './drydock.ts';

function project(t: TestContext) {
	const fake = fakeEngine(t);
	const cwd = join(fake.folder, 'project');
	const env = { PATH: `${dirname(fake.program)}:/usr/bin:/bin`, XDG_STATE_HOME: join(fake.folder, 'state') };
	return { ...fake, cwd, run: (...args: string[]) => drydock(cwd, args, { env }) };
}

test('what was built is listed, the newest first', async t => {
	const { run, steps } = project(t);
	assert.deepEqual(await run('builds'), { code: 0, stdout: '', stderr: 'Nothing was built here yet that is remembered.\n' });
	steps(0.5, 1, 2, 3);
	const first = await run('build', '-t', 'app:1', '--build-arg', 'MODE=argument-canary');
	assert.equal(first.code, 0, first.stderr);
	await run('build', '-t', 'app:2', '-t', 'other:2');
	const { stdout } = await run('builds');
	assert.match(stdout, /^[0-9a-f]{6} {2}20\S+ \S+ {2}built {6}.* s {2,}77 B {2}app:2 other:2 {2}Dockerfile\n[0-9a-f]{6} .* app:1 {2}Dockerfile\n$/);
	assert.equal((await run('builds', 'Dockerfile')).stdout, stdout);
	assert.equal((await run('builds', '..')).stdout, stdout);
	assert.equal((await run('builds', 'other')).stdout, '');
	const json = await run('builds', '--format', 'json');
	const { builds } = JSON.parse(json.stdout) as { builds: readonly BuildRecord[] };
	assert.deepEqual(
		builds.map(({ tags, text, choice }) => [tags, text, choice.argNames]),
		[
			[['app:2', 'other:2'], dockerfile, []],
			[['app:1'], dockerfile, ['MODE']],
		],
	);
	assert.doesNotMatch(json.stdout, /canary/);
});

test('a tag goes back by the id of a build, by the tag itself, and forward by the name it was kept under', async t => {
	const { run, steps, tags, folder } = project(t);
	steps(0, 0, 0, 0);
	await run('build', '-t', 'app:1');
	await run('build', '-t', 'app:2');
	const second = (await run('builds')).stdout.slice(0, 6);
	const back = await run('rollback', second, '--tag', 'app:1');
	const kept = 'app:bld-20260102030405-100000000000';
	assert.deepEqual(back, { code: 0, stdout: `app:1 sha256:${'2'.padEnd(64, '0')}\n`, stderr: `The image that had the tag is kept as ${kept}.\n` });
	assert.deepEqual(tags(), { 'app:1': 2, 'app:2': 2, [kept]: 1 });
	assert.equal((await run('rollback', kept, '-t', 'app:1')).code, 0);
	assert.equal(tags()['app:1'], 1);

	// by the tag: the build before the last one that gave it
	assert.match((await run('rollback', 'app:1')).stderr, /Only one image is remembered that was built as app:1/);
	renameSync(join(folder, 'tags/app:1'), join(folder, 'tags/held:1'));
	await run('build', '-t', 'app:1');
	assert.equal(tags()['app:1'], 3);
	assert.equal((await run('rollback', 'app:1')).code, 0);
	assert.equal(tags()['app:1'], 1);
	assert.match((await run('rollback', 'none:1')).stderr, /No build is remembered/);
	assert.match((await run('rollback', kept)).stderr, /Say which tag/);
	assert.equal((await run('rollback')).code, 2);
});

test('a tag that cannot be moved stays where it was', async t => {
	const { run, steps, tags, program, folder } = project(t);
	steps(0, 0, 0, 0);
	await run('build', '-t', 'app:1');
	await run('build', '-t', 'app:2');
	const second = (await run('builds')).stdout.slice(0, 6);
	const script = readFileSync(program, 'utf8');
	// the engine says yes and does nothing, for the tag itself and then for the name to be kept
	writeFileSync(program, script.replace('"tag --") ', '"tag --") [ "$4" = app:1 ] && exit 0; '));
	const unmoved = await run('rollback', second, '-t', 'app:1');
	assert.match(unmoved.stderr, /did not move app:1\. It is where it was/);
	assert.equal(unmoved.code, 2);
	assert.equal(tags()['app:1'], 1);
	writeFileSync(program, script.replace('"tag --") ', '"tag --") case "$4" in *:bld-*) exit 0;; esac; '));
	const before = tags();
	const unkept = await run('rollback', second, '-t', 'app:2');
	assert.equal(unkept.code, 0, 'it is there already');
	const first = (await run('builds')).stdout.split('\n')[1]?.slice(0, 6) ?? '';
	assert.match((await run('rollback', first, '-t', 'app:2')).stderr, /did not keep the image of app:2 .*Nothing was moved/);
	// the name to be kept is another image's by chance or by malice
	writeFileSync(program, script);
	writeFileSync(join(folder, 'tags/app:bld-20260102030405-200000000000'), `sha256:${'7'.padEnd(64, '0')}\n`);
	assert.match((await run('rollback', first, '-t', 'app:2')).stderr, /is the name of another image/);
	assert.deepEqual([tags()['app:1'], tags()['app:2']], [before['app:1'], before['app:2']]);
	assert.equal(tags()['app:bld-20260102030405-200000000000'], 7);
});
