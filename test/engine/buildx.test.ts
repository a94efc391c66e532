import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { build } from '../../server/src/cli/build.ts';
import { builds } from '../../server/src/cli/builds.ts';
import { layers } from '../../server/src/cli/layers.ts';
import { buildDefinitions } from '../../server/src/host/buildDefinitions.ts';
import { BuildHistory } from '../../server/src/host/buildHistory.ts';
import { findEngine } from '../../server/src/host/engine.ts';
import { builderInstances } from '../../server/src/image/builderInstances.ts';
import { type Daemon, startBuildkit } from '../support/daemons.ts';
import type { DockerEngine } from '../support/dockerEngine.ts';
import { engineKinds } from '../support/engineKinds.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const [, current] = engineKinds();
assert.ok(current);

const compose = `services:
  web:
    image: shop/web:2.0.0
    build:
      context: .
      target: web
      args:
        MODE: fast
  cache:
    image: redis
`;
const bake = `target "app" {
  dockerfile = "Dockerfile"
  tags = ["shop/app:1.0.0", "shop/app:edge"]
  platforms = ["linux/amd64", "linux/arm64"]
  secret = ["id=token,env=TOKEN"]
}
`;

describe('buildx', { skip: current.skip }, () => {
	let docker: DockerEngine;
	let buildkit: Daemon;
	before(async () => {
		docker = await current.start();
		buildkit = await startBuildkit(docker.env);
	});
	after(async () => {
		await buildkit?.stop();
		await docker?.stop();
	});

	/** Runs a command of ours as a person would; builds are remembered in the test's folder. */
	async function run(command: typeof layers, args: readonly string[], cwd: string) {
		const texts = { stdout: '', stderr: '' };
		const print = (to: 'stdout' | 'stderr') => (text: string) => {
			texts[to] += text;
		};
		const code = await command(args, { stdout: print('stdout'), stderr: print('stderr'), cwd, env: envOf(cwd) });
		return { code, ...texts };
	}
	const envOf = (folder: string) => ({ ...docker.env, XDG_STATE_HOME: join(folder, 'state'), BUILDX_CONFIG: join(folder, 'buildx') });

	function project(t: TestContext, files: Record<string, string> = {}): string {
		const folder = temporaryFolder(t, {
			Dockerfile: 'FROM scratch AS web\nARG TARGETARCH\nCOPY a.txt /$TARGETARCH\nCOPY a.txt /b/\n',
			'a.txt': 'hello',
			...files,
		});
		mkdirSync(join(folder, 'buildx'));
		return folder;
	}

	test('one image for two platforms: its layers for each, and the lines of its steps', async t => {
		const cwd = project(t);
		const made = await run(build, ['--tag', 'shop/web:1.0.0', '--platform', 'linux/amd64,linux/arm64', '.'], cwd);
		assert.equal(made.code, 0, made.stderr);
		assert.match(made.stderr, /^\[linux\/arm64 1\/2\] COPY a\.txt \/arm64$/m);
		const [record] = await BuildHistory.of(envOf(cwd)).list();
		assert.deepEqual(
			new Set(record?.steps.map(({ line, platform }) => `${line} ${platform}`)),
			new Set(['2 linux/amd64', '3 linux/amd64', '2 linux/arm64', '3 linux/arm64']),
		);
		docker.docker('save', '-o', join(cwd, 'saved.tar'), 'shop/web:1.0.0');
		for (const platform of ['linux/amd64', 'linux/arm64']) {
			const shown = await run(layers, ['saved.tar', '--platform', platform, '--files'], cwd);
			assert.equal(shown.code, 0, shown.stderr);
			assert.ok(shown.stdout.includes(platform.slice('linux/'.length)), shown.stdout);
		}
	});

	test('a builder somewhere else: the image comes home, and an error has its line', async t => {
		const cwd = project(t, { 'Broken.Dockerfile': 'FROM scratch\nCOPY a.txt /\nCOPY none.txt /\n' });
		const env = envOf(cwd);
		const engine = await findEngine({ env });
		execFileSync('docker', ['buildx', 'create', '--name', 'elsewhere', '--driver', 'remote', `unix://${buildkit.socket}`], { env });
		const found = await engine.ask(builderInstances(engine.program));
		assert.deepEqual(
			found.filter(({ name }) => name === 'elsewhere').map(({ driver }) => driver),
			['remote'],
		);
		const made = await run(build, ['--tag', 'shop/remote:1.0.0', '--builder', 'elsewhere', '.'], cwd);
		assert.equal(made.code, 0, made.stderr);
		const id = made.stdout.split(' ')[1]?.trim() ?? '';
		assert.equal(docker.docker('image', 'inspect', '--format', '{{.Id}}', 'shop/remote:1.0.0').trim(), id);
		assert.match((await run(builds, [], cwd)).stdout, /shop\/remote:1\.0\.0/);
		const failed = await run(build, ['--tag', 'shop/remote:1.0.1', '--builder', 'elsewhere', '--file', 'Broken.Dockerfile', '.'], cwd);
		assert.equal(failed.code, 1);
		assert.match(failed.stderr, /^Broken\.Dockerfile:3 .*none\.txt/m);
	});

	test('the engine of a context of Docker, as its client has it', async t => {
		const cwd = project(t);
		const config = join(cwd, 'config');
		cpSync(docker.env['DOCKER_CONFIG'] ?? '', config, { recursive: true, verbatimSymlinks: false });
		const host = docker.env['DOCKER_HOST'];
		const env = { ...envOf(cwd), DOCKER_HOST: undefined, DOCKER_CONFIG: config };
		execFileSync('docker', ['context', 'create', 'harbour', '--docker', `host=${host}`], { env });
		const nowhere = await findEngine({ env: { ...env, DOCKER_HOST: 'unix:///nowhere' } });
		await assert.rejects(nowhere.ask(nowhere.dialect.list()), { kind: 'stopped' });
		const engine = await findEngine({ env: { ...env, DOCKER_CONTEXT: 'harbour' } });
		docker.importBusybox('shop/context:1');
		assert.ok((await engine.ask(engine.dialect.list())).some(({ reference }) => reference === 'shop/context:1'));
	});

	test('what compose and bake files say is read by their tool', async t => {
		const cwd = project(t, { 'compose.yaml': compose });
		const engine = await findEngine({ env: envOf(cwd) });
		const [web, ...others] = await buildDefinitions(engine, [cwd]);
		assert.deepEqual(others, [], 'an image that is only pulled is no target');
		assert.deepEqual(
			[web?.name, web?.tags, web?.target, web?.args, web?.context, web?.dockerfile],
			['web', ['shop/web:2.0.0'], 'web', { MODE: 'fast' }, cwd, join(cwd, 'Dockerfile')],
		);
		const baked = project(t, { 'docker-bake.hcl': bake });
		const [app] = await buildDefinitions(engine, [baked]);
		assert.deepEqual(
			[app?.name, app?.tags, app?.platforms, app?.secrets],
			['app', ['shop/app:1.0.0', 'shop/app:edge'], ['linux/amd64', 'linux/arm64'], [{ id: 'token', env: 'TOKEN' }]],
		);
		const broken = project(t, { 'compose.yaml': 'services: [' });
		await assert.rejects(buildDefinitions(engine, [broken]), /docker buildx bake could not read the files in /);
	});
});
