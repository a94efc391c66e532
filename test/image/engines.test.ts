import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { docker, parseApiHistory } from '../../server/src/image/docker.ts';
import { UnexpectedOutput } from '../../server/src/image/engineCommand.ts';
import { engineLayers } from '../../server/src/image/layerModel.ts';
import { podman } from '../../server/src/image/podman.ts';

const sample = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/image', name), 'utf8');
/** The samples hold an array of one; with a format of one object the clients print that object. */
const inspected = (name: string): string => JSON.stringify(JSON.parse(sample(name))[0]);

describe('docker', () => {
	test('history: exact sizes, oldest first', () => {
		const line = (createdBy: string, size: string) =>
			JSON.stringify({
				Comment: 'buildkit.dockerfile.v0',
				CreatedAt: '2026-11-21T11:53:58Z',
				CreatedBy: createdBy,
				CreatedSince: '',
				ID: '<missing>',
				Size: size,
			});
		const history = docker()
			.history('x')
			.parse(`${line('ENV A=b', '0')}\n${line('COPY a / # buildkit', '1982429')}\n`);
		assert.deepEqual(
			history.map(({ createdBy, size, empty }) => [createdBy, size, empty]),
			[
				['COPY a / # buildkit', 1982429, undefined],
				['ENV A=b', 0, undefined],
			],
		);
	});
	test('rounded sizes are refused: --human=false must have been obeyed', () =>
		assert.throws(() => docker().history('x').parse(sample('engines/d20-history.jsonl')), UnexpectedOutput));
	test('inspect tells what the sizes of layers count', () => {
		const [old, recent] = ['engines/d20-inspect.json', 'engines/d29-inspect.json'].map(name => docker().inspect('x').parse(inspected(name)));
		assert.deepEqual([old?.layerSizeKind, old?.platform, old?.diffIds.length], ['unpacked', { os: 'linux', architecture: 'amd64', variant: undefined }, 5]);
		assert.deepEqual([recent?.layerSizeKind, recent?.references, recent?.size], ['disk', ['t:d29'], 3124685]);
	});
	test("the API's history and inspect make rows", () => {
		for (const version of ['d20', 'd29']) {
			const { rows, totalSize } = engineLayers(
				't',
				docker()
					.inspect('x')
					.parse(inspected(`engines/${version}-inspect.json`)),
				parseApiHistory(sample(`engines/${version}-api-history.json`)),
			);
			assert.deepEqual(
				rows.map(row => `${row.empty ? ' ' : 'L'} ${row.keyword}`),
				['L ', 'L RUN', 'L COPY', 'L RUN', 'L RUN', '  ENV', '  MAINTAINER', '  CMD'],
			);
			assert.equal(
				totalSize,
				rows.reduce((sum, row) => sum + row.size, 0),
			);
			assert(
				rows.every(row => row.trust === 'config'),
				'sizes leave no other choice',
			);
		}
	});
	test("a layer of size 0 counts: BuildKit's WORKDIR", () => {
		const { rows } = engineLayers('bench', docker().inspect('x').parse(sample('api.inspect.d20.json')), parseApiHistory(sample('api.history.d20.json')));
		assert.deepEqual(
			rows.filter(row => !row.empty).map(row => row.keyword),
			['', 'COPY', 'COPY', 'RUN', 'COPY', 'RUN', 'RUN', 'COPY', 'RUN', 'WORKDIR'],
		);
		assert.equal(rows.at(-5)?.diffId, 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef');
	});
	test('the builder gets only flags that it knows', () => {
		const request = {
			context: 'ctx',
			dockerfile: 'D',
			tags: ['a:1'],
			target: 't',
			buildArgs: { A: 'x y', B: undefined },
			secrets: [
				{ id: 's', env: 'TOKEN' },
				{ id: 'f', file: 'f.txt' },
			],
			idFile: 'id',
			metadataFile: 'm',
		};
		const common = ['-f', 'D', '-t', 'a:1', '--target', 't', '--build-arg', 'A=x y', '--build-arg', 'B', '--iidfile', 'id'];
		const secrets = ['--secret', 'id=s,env=TOKEN', '--secret', 'id=f,src=f.txt'];
		const planned = (['buildx', 'buildkit', 'classic'] as const).map(builder => docker().build({ ...request, builder }));
		assert.deepEqual(
			planned.map(({ args, env }) => [args, env]),
			[
				[['buildx', 'build', '--load', '--progress=plain', ...common, '--metadata-file', 'm', ...secrets, '--', 'ctx'], undefined],
				[['build', '--progress=plain', ...common, ...secrets, '--', 'ctx'], { DOCKER_BUILDKIT: '1' }],
				[['build', ...common, '--', 'ctx'], { DOCKER_BUILDKIT: '0' }],
			],
		);
	});
	test('a reference can never become an option', () => {
		for (const command of [
			docker().inspect('--help'),
			docker().history('--help'),
			docker().save('--help'),
			docker().tag('--help', '-x'),
			podman().inspect('--help'),
			podman().history('--help'),
			podman().save('--help'),
		]) {
			assert(command.args.indexOf('--') < command.args.indexOf('--help'), command.args.join(' '));
			assert(command.args.includes('--'));
		}
	});
	test('version: with and without an engine', () => {
		const answer = { Client: { Version: '28.2.2' }, Server: { Version: '20.10.24', ApiVersion: '1.41' } };
		assert.deepEqual(docker().version().parse(JSON.stringify(answer)), { client: '28.2.2', server: '20.10.24', apiVersion: '1.41' });
		assert.equal(
			docker()
				.version()
				.parse(JSON.stringify({ ...answer, Server: null })).server,
			undefined,
		);
	});
	test('list: images without a name have none', () => {
		const lines = [
			{ ID: 'sha256:a', Repository: 't', Tag: '1', Size: '2MB', CreatedAt: 'now' },
			{ ID: 'sha256:b', Repository: '<none>', Tag: '<none>', Size: '2MB', CreatedAt: 'now' },
		];
		assert.deepEqual(
			docker()
				.list()
				.parse(lines.map(line => JSON.stringify(line)).join('\n'))
				.map(image => image.reference),
			['t:1', undefined],
		);
	});
});

describe('podman', () => {
	test('history and inspect make rows; the flags are in inspect', () => {
		const inspect = podman().inspect('x').parse(sample('engines/podman-image-inspect.json'));
		const image = engineLayers('localhost/t:pod', inspect, podman().history('x').parse(sample('engines/podman-history-notrunc.json')));
		assert.deepEqual(
			image.rows.map(row => [row.empty, row.keyword, row.size]),
			[
				[false, '', 2129920],
				[false, 'RUN', 7168],
				[false, 'COPY', 2560],
				[true, 'ENV', 0],
			],
		);
		assert.deepEqual([image.id.slice(0, 15), image.sizeKind, image.base], ['sha256:c47e1ca7', 'tar', { name: 'localhost:5000/busybox:1.36.1' }]);
	});
	test('list', () =>
		assert.deepEqual(
			podman()
				.list()
				.parse(sample('engines/podman-images.json'))
				.map(image => image.reference),
			['localhost/t:pod', 'localhost:5000/busybox:1.36.1'],
		));
});

test('what is no JSON is refused with an excerpt', () => {
	for (const command of [docker().version(), docker().inspect('x'), docker().history('x'), podman().list()]) {
		assert.throws(() => command.parse('Usage: something else\n'), /expected JSON, got "Usage: something else"/);
	}
	assert.throws(() => docker().inspect('x').parse(''), /got nothing/);
});
