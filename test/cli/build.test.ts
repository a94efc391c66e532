import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { dockerfile, fakeEngine } from '../support/fakeEngine.ts';
import { drydock } from './drydock.ts';

function project(t: TestContext) {
	const fake = fakeEngine(t);
	const cwd = join(fake.folder, 'project');
	const env = { PATH: `${dirname(fake.program)}:/usr/bin:/bin`, XDG_STATE_HOME: join(fake.folder, 'state'), GIT_CEILING_DIRECTORIES: '/tmp' };
	return { ...fake, cwd, run: (...args: string[]) => drydock(cwd, args, { env }) };
}

/** The argument list that would be started. */
async function planned({ run }: ReturnType<typeof project>, ...args: string[]): Promise<string> {
	const { code, stdout, stderr } = await run('build', '--dry-run', ...args);
	assert.equal(code, 0, stderr);
	return stdout;
}

test('every option reaches the builder', async t => {
	const plan = await planned(
		project(t),
		...['-t', 'a:1', '-t', 'b:2', '--target', 'app', '--ssh', 'default', '--ssh', 'git=/run/agent', '--build-context', 'base=docker-image://alpine:3.20'],
		...['--label', 'a=b c', '--platform', 'linux/amd64,linux/arm64', '--builder', 'far', '--pull', '--no-cache', '--push', '--secret', 'id=npm,env=NPM'],
	);
	assert.match(
		plan,
		/docker buildx build --builder far --push --progress=plain -t a:1 -t b:2 --target app --platform linux\/amd64,linux\/arm64 --label 'a=b c' --pull --no-cache/,
	);
	assert.match(plan, /--build-context base=docker-image:\/\/alpine:3\.20 --secret id=npm,env=NPM --ssh default --ssh git=\/run\/agent -- \.\n$/);
});

test('an image for each platform, named in its tag', async t => {
	const plan = await planned(project(t), '-t', 'a:1', '--platform', 'linux/amd64,linux/arm/v7', '--per-platform');
	const [first = '', second = ''] = plan.split('\n');
	assert.match(first, / -t a:1-linux-amd64 --platform linux\/amd64 /);
	assert.match(second, / -t a:1-linux-arm-v7 --platform linux\/arm\/v7 /);
	const without = await project(t).run('build', '-t', 'a:1', '--per-platform');
	assert.deepEqual([without.code, without.stderr], [2, '--per-platform needs --platform OS/ARCH,...\n']);
});

test('a tag that exists is moved only when asked, and its image is kept', async t => {
	const fake = project(t);
	fake.steps(0, 0, 0, 0);
	await fake.run('build', '-t', 'app:1');
	const refused = await fake.run('build', '-t', 'new:1', '-t', 'app:1');
	assert.equal(refused.code, 2);
	assert.match(refused.stderr, /^app:1 exists, and a tag is never moved\. The next free one is app:1-2\. --overwrite moves it/);
	assert.deepEqual(fake.tags(), { 'app:1': 1 });
	const moved = await fake.run('build', '-t', 'app:1', '--overwrite');
	assert.equal(moved.code, 0, moved.stderr);
	assert.match(moved.stderr, /^The image that was app:1 is kept as app:bld-20260102030405-100000000000\.$/m);
	assert.deepEqual(fake.tags(), { 'app:1': 2, 'app:bld-20260102030405-100000000000': 1 });
});

test('labels of the OCI specification; one that is given or that the file sets wins', async t => {
	const fake = project(t);
	writeFileSync(join(fake.cwd, 'Dockerfile'), `${dockerfile}LABEL "org.opencontainers.image.created"="never"\n`);
	fake.steps(0, 0, 0, 0);
	const { code, stderr } = await fake.run('build', '-t', 'app:1.2.0', '--oci-labels', '--label', 'org.opencontainers.image.title=Mine');
	assert.equal(code, 0, stderr);
	const { stdout } = await fake.run('builds', '--format', 'json');
	assert.equal(JSON.parse(stdout).builds[0].tags[0], 'app:1.2.0');
	const labels = fake.lastLabels();
	assert.ok(labels.includes('org.opencontainers.image.title=Mine') && labels.includes('org.opencontainers.image.version=1.2.0'), labels.join(' '));
	assert.ok(labels.includes('org.opencontainers.image.base.name=base:1'), labels.join(' '));
	assert.ok(!labels.some(label => label.startsWith('org.opencontainers.image.created=')), labels.join(' '));
});

test('what makes no sense is said', async t => {
	const { run } = project(t);
	for (const [args, said] of [
		[['--label', 'alone'], '"alone" has no name or no value: write --label NAME=VALUE.'],
		[['--build-context', '=x'], '"=x" has no name or no value: write --build-context NAME=FOLDER.'],
		[['--secret', 'env=A'], 'A secret needs an id: --secret id=NAME,env=VARIABLE or --secret id=NAME,src=FILE.'],
	] as const)
		assert.deepEqual(await run('build', '-t', 'a:1', ...args), { code: 2, stdout: '', stderr: `${said}\n` });
});
