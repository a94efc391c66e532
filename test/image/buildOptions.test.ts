import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bakeDefinitions } from '../../server/src/image/bake.ts';
import { builderInstances } from '../../server/src/image/builderInstances.ts';
import { type BuildOptions, unsupported } from '../../server/src/image/buildOptions.ts';
import { docker } from '../../server/src/image/docker.ts';
import { UnexpectedOutput } from '../../server/src/image/engineCommand.ts';
import { versionBumps, withPlatform } from '../../server/src/image/imageName.ts';
import { drydockCommand, githubSteps, gitlabJob } from '../../server/src/image/pipelineSteps.ts';
import { podman } from '../../server/src/image/podman.ts';
import { tagProposals } from '../../server/src/image/tagProposals.ts';

const everything: Omit<BuildOptions, 'builder'> = {
	context: '.',
	dockerfile: 'Dockerfile',
	tags: ['a:1', 'b:2'],
	target: 'app',
	buildArgs: { A: '1 2', B: undefined },
	secrets: [
		{ id: 'npm', env: 'NPM_TOKEN' },
		{ id: 'key', file: 'key.pem' },
	],
	ssh: [{ id: 'default' }, { id: 'git', path: '/run/agent' }],
	platform: 'linux/arm64',
	contexts: { base: 'docker-image://alpine:3.20' },
	labels: { x: 'y' },
	pull: true,
	noCache: true,
};
const shared = [
	...['-f', 'Dockerfile', '-t', 'a:1', '-t', 'b:2', '--target', 'app', '--build-arg', 'A=1 2', '--build-arg', 'B'],
	...['--platform', 'linux/arm64', '--label', 'x=y', '--pull', '--no-cache'],
];
const context = ['--build-context', 'base=docker-image://alpine:3.20'];
const mounts = ['--secret', 'id=npm,env=NPM_TOKEN', '--secret', 'id=key,src=key.pem', '--ssh', 'default', '--ssh', 'git=/run/agent'];

test('the arguments of each builder', () => {
	assert.deepEqual(docker().build({ ...everything, builder: 'buildx', instance: 'far' }).args, [
		...['buildx', 'build', '--builder', 'far', '--load', '--progress=plain', ...shared, ...context, ...mounts, '--', '.'],
	]);
	assert.deepEqual(
		docker()
			.build({ ...everything, builder: 'buildx', push: true })
			.args.slice(0, 3),
		['buildx', 'build', '--push'],
	);
	assert.deepEqual(docker().build({ ...everything, builder: 'buildkit' }).args, ['build', '--progress=plain', ...shared, ...mounts, '--', '.']);
	assert.deepEqual(podman().build({ ...everything, builder: 'buildah' }).args, ['build', ...shared, ...context, ...mounts, '--', '.']);
});

test('what a builder cannot do is said before it is started', () => {
	const cannot = (builder: BuildOptions['builder'], options: Partial<BuildOptions>): string | undefined =>
		unsupported(builder, { context: '.', builder, ...options });
	assert.equal(cannot('buildx', { ...everything, instance: 'far', push: true, platform: 'linux/amd64,linux/arm64' }), undefined);
	assert.equal(cannot('buildah', everything), undefined);
	assert.match(cannot('classic', { secrets: [{ id: 'a' }] }) ?? '', /secrets/);
	assert.match(cannot('classic', { ssh: [{ id: 'default' }] }) ?? '', /SSH/);
	assert.match(cannot('buildkit', { contexts: { a: '.' } }) ?? '', /contexts/);
	assert.match(cannot('buildah', { instance: 'far' }) ?? '', /instances/);
	assert.match(cannot('buildah', { push: true }) ?? '', /registry/);
	assert.match(cannot('buildkit', { platform: 'linux/amd64,linux/arm64' }) ?? '', /one platform/);
	assert.equal(cannot('classic', { platform: 'linux/amd64' }), undefined);
});

test('what follows a version', () => {
	const bumps = (version: string): string[] => versionBumps(version).map(bump => bump.version);
	assert.deepEqual(bumps('1.4.2'), ['1.4.3', '1.5.0', '2.0.0', '1.4.3-rc.1']);
	assert.deepEqual(bumps('v0.9.9'), ['v0.9.10', 'v0.10.0', 'v1.0.0', 'v0.9.10-rc.1']);
	assert.deepEqual(bumps('1.5.0-rc.1'), ['1.5.0', '1.6.0', '2.0.0', '1.5.0-rc.2']);
	assert.deepEqual(bumps('1.5.0-beta'), ['1.5.0', '1.6.0', '2.0.0', '1.5.0-beta.1']);
	for (const none of ['1.4', 'latest', '1.4.2.1', '2026-11-27']) assert.deepEqual(bumps(none), []);
});

test('proposals are free, each once', () => {
	const proposals = tagProposals('shop:1.4.2', ['shop:1.4.2', 'localhost/shop:1.4.3'], { platform: undefined, revision: 'abc1234' });
	assert.deepEqual(
		proposals.map(({ reference }) => reference),
		['shop:1.4.4', 'shop:1.5.0', 'shop:2.0.0', 'shop:1.4.3-rc.1', 'shop:1.4.2-abc1234', 'shop:1.4.2-linux-amd64', 'shop:1.4.2-linux-arm64'],
	);
	assert.deepEqual(
		tagProposals('shop:1', [], { platform: 'linux/arm/v7', revision: undefined }).map(({ reference }) => reference),
		['shop:1', 'shop:1-linux-arm-v7'],
	);
	assert.deepEqual(tagProposals('no name', [], { platform: undefined, revision: undefined }), []);
	assert.equal(withPlatform('a:1', 'linux/arm/v7'), 'a:1-linux-arm-v7');
});

test('targets as bake prints them, old and new forms of secrets', () => {
	const printed = {
		group: { default: { targets: ['app'] } },
		target: {
			app: {
				context: 'app',
				dockerfile: 'Dockerfile.prod',
				args: { A: '1', NONE: null },
				tags: ['shop:1.2.0'],
				platforms: ['linux/amd64', 'linux/arm64'],
				secret: ['id=npm,env=NPM_TOKEN', { id: 'x', src: './x' }],
				ssh: ['default', { id: 'git', paths: ['/run/a'] }, 'b=/run/b'],
				contexts: { base: 'docker-image://alpine:3.20' },
				target: 'final',
				'no-cache': true,
				pull: true,
			},
			inline: { 'dockerfile-inline': 'FROM scratch' },
		},
	};
	const [app, inline] = bakeDefinitions('docker').parse(JSON.stringify(printed));
	assert.deepEqual(app, {
		name: 'app',
		context: 'app',
		dockerfile: 'Dockerfile.prod',
		tags: ['shop:1.2.0'],
		target: 'final',
		args: { A: '1' },
		labels: {},
		contexts: { base: 'docker-image://alpine:3.20' },
		platforms: ['linux/amd64', 'linux/arm64'],
		secrets: [
			{ id: 'npm', env: 'NPM_TOKEN' },
			{ id: 'x', file: './x' },
		],
		ssh: [{ id: 'default' }, { id: 'git', path: '/run/a' }, { id: 'b', path: '/run/b' }],
		noCache: true,
		pull: true,
	});
	assert.deepEqual([inline?.context, inline?.dockerfile, inline?.tags], ['.', undefined, []]);
	assert.throws(() => bakeDefinitions('docker').parse('nonsense'), UnexpectedOutput);
});

test('instances of buildx, and why one cannot be reached', () => {
	const lines = [
		{ Name: 'default', Driver: 'docker', Current: true, Nodes: [{ Name: 'default', Status: 'running', Platforms: ['linux/amd64', 'linux/386'] }] },
		{ Name: 'far', Driver: 'remote', Current: false, Nodes: [{ Status: 'inactive', Err: 'no route to host' }] },
	];
	assert.deepEqual(builderInstances('docker').parse([...lines, lines[1]].map(line => JSON.stringify(line)).join('\n')), [
		{ name: 'default', driver: 'docker', current: true, status: 'running', platforms: ['linux/amd64', 'linux/386'] },
		{ name: 'far', driver: 'remote', current: false, status: 'no route to host', platforms: [] },
	]);
	assert.throws(() => builderInstances('docker').parse('NAME/NODE  DRIVER/ENDPOINT'), UnexpectedOutput);
});

test('the same build as a command and as steps of pipelines', () => {
	const build = { ...everything, buildArgs: { A: '1 2' } };
	assert.equal(
		drydockCommand(build),
		"drydock build -f Dockerfile -t a:1 -t b:2 --target app --build-arg 'A=1 2' --platform linux/arm64 --label x=y --pull --no-cache --build-context base=docker-image://alpine:3.20 --secret id=npm,env=NPM_TOKEN --secret id=key,src=key.pem --ssh default --ssh git=/run/agent .",
	);
	const steps = githubSteps(build);
	for (const part of [
		'    context: .\n',
		'    tags: |\n      a:1\n      b:2\n',
		'    secret-envs: |\n      npm=NPM_TOKEN\n',
		'    secret-files: |\n      key=key.pem\n',
		'      A=1 2\n',
	])
		assert.ok(steps.includes(part), part);
	assert.match(gitlabJob(build), /^build-image:\n {2}image: docker:\d+\n.*\n {2}script:\n {4}- "docker buildx build --push .* \."\n$/s);
	assert.match(githubSteps({ context: '.', target: 'true' }), /target: "true"/);
});
