import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChallenges } from '../../server/src/host/registryAuth.ts';
import { registryName } from '../../server/src/host/registryName.ts';

test('short names are written out', () => {
	const cases: Readonly<Record<string, readonly [string, string, string]>> = {
		node: ['docker.io', 'library/node', 'latest'],
		'node:22': ['docker.io', 'library/node', '22'],
		'grafana/loki:3': ['docker.io', 'grafana/loki', '3'],
		'docker.io/node': ['docker.io', 'library/node', 'latest'],
		'index.docker.io/library/node:1': ['docker.io', 'library/node', '1'],
		'ghcr.io/a/b/c:x': ['ghcr.io', 'a/b/c', 'x'],
		'localhost/a': ['localhost', 'a', 'latest'],
		'localhost:5000/a:1': ['localhost:5000', 'a', '1'],
		'[::1]:5000/a/b:1': ['[::1]:5000', 'a/b', '1'],
		[`reg.example:5000/x:2@sha256:${'0'.repeat(64)}`]: ['reg.example:5000', 'x', '2'],
	};
	for (const [reference, [host, repository, tag]] of Object.entries(cases)) assert.deepEqual(registryName(reference), { host, repository, tag }, reference);
});

test('what is no image name is refused', () => {
	for (const reference of [
		'',
		':1',
		'a:',
		'UPPER',
		'a//b',
		'a/../b',
		'-x',
		'a b',
		'a:b:c',
		'http://a/b',
		'a?b',
		'host.example/',
		'a@',
		'$X',
		'evil.example#/a',
		'evil.example:x/a',
	]) {
		assert.equal(registryName(reference), undefined, reference);
	}
});

test('challenges are read as the standard writes them', () => {
	assert.deepEqual(parseChallenges('Bearer realm="https://a.example/t",service="s, with comma",scope=plain'), [
		{ scheme: 'bearer', parameters: { realm: 'https://a.example/t', service: 's, with comma', scope: 'plain' } },
	]);
	assert.deepEqual(parseChallenges('Basic realm="say \\"hi\\""'), [{ scheme: 'basic', parameters: { realm: 'say "hi"' } }]);
	assert.deepEqual(
		parseChallenges('Basic realm="a", Bearer realm="b"').map(challenge => [challenge.scheme, challenge.parameters['realm']]),
		[
			['basic', 'a'],
			['bearer', 'b'],
		],
	);
	assert.deepEqual(
		parseChallenges('Negotiate, BASIC realm=x').map(challenge => challenge.scheme),
		['negotiate', 'basic'],
	);
	for (const nonsense of ['', ',,,', '=', '"', 'realm="x"', '\u0000'])
		assert.equal(
			parseChallenges(nonsense).every(challenge => challenge.scheme !== 'bearer'),
			true,
		);
});
