import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type MadeImage, madeImage } from '../support/madeImage.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

const image = (name: string, version: string): MadeImage => ({
	name,
	layers: [
		{ createdBy: 'COPY base /', files: [{ path: 'etc/motd', content: 'ahoy' }] },
		{
			createdBy: 'COPY . /app',
			files: [
				{ path: 'app/id_ed25519', content: 'key' },
				{ path: 'app/node_modules/lodash/package.json', content: `{"name":"lodash","version":"${version}"}` },
			],
		},
		{ createdBy: `ENV DB_PASSWORD=correcthorse${version}` },
	],
	config: { Env: [`DB_PASSWORD=correcthorse${version}`], User: '65532' },
});

function run(t: TestContext, path: string, ...args: string[]) {
	return drydock(dirname(path), ['layers', path, ...args], { env: { XDG_CACHE_HOME: temporaryFolder(t, {}) } });
}

test('findings and packages below the table', async t => {
	const { code, stdout } = await run(t, madeImage(t, image('a:1', '4.0.0')), '--findings', '--packages');
	assert.equal(code, 0);
	assert.match(stdout, /^Findings:\n {2}error {4}private-key {2}\/app\/id_ed25519 is named as a private key/m);
	assert.match(stdout, /^Packages: 1\n {2}npm {3}lodash 4\.0\.0$/m);
	assert.doesNotMatch(stdout, /correcthorse/);
});

/** A program as large as one of Go, with the beginning of its build information in it. */
function goProgram(version: string): Uint8Array {
	const bytes = Buffer.alloc(1_100_000);
	const modules = `${'<'.repeat(16)}path\texample.org/shop\nmod\texample.org/shop\t${version}\t\ndep\texample.org/lib\tv0.1.0\th1:x\n${'>'.repeat(16)}`;
	Buffer.from([0xff, ...Buffer.from(' Go buildinf:'), 8, 2]).copy(bytes, 160);
	Buffer.from([8, ...Buffer.from('go1.26.8'), modules.length, ...Buffer.from(modules)]).copy(bytes, 192);
	return bytes;
}

test('modules of a program of Go; one that dpkg brought is its package, and nothing more', async t => {
	const path = madeImage(t, {
		layers: [
			{
				createdBy: 'COPY . /',
				files: [
					{ path: 'shop', content: goProgram('v1.2.3'), mode: 0o755 },
					{ path: 'usr/bin/podman', content: goProgram('v9.9.9'), mode: 0o755 },
					{ path: 'var/lib/dpkg/status', content: 'Package: podman\nStatus: install ok installed\nVersion: 4.3\n' },
					{ path: 'var/lib/dpkg/info/podman.list', content: '/.\n/usr/bin/podman\n' },
				],
			},
		],
	});
	const { stdout } = await run(t, path, '--packages');
	assert.match(
		stdout,
		/^Packages: 4\n {2}dpkg {2}podman 4\.3\n {2}go {4}example\.org\/lib v0\.1\.0\n {2}go {4}example\.org\/shop v1\.2\.3\n {2}go {4}stdlib 1\.26\.8$/m,
	);
});

test('what differs from another image: layers, files, packages, settings, and no secret', async t => {
	const { code, stdout } = await run(t, madeImage(t, image('a:2', '4.0.1')), '--compare', madeImage(t, image('a:1', '4.0.0')));
	assert.equal(code, 0);
	assert.match(stdout, /^Compared with a:1: a:2 is as large \(.*\); 1 layers are the same\.$/m);
	assert.match(stdout, /^Layers that differ:\n\s+\+0 B {2}COPY \. \/app$/m);
	assert.match(stdout, /^Files: 0 added, 1 changed, 0 with another owner or mode, 0 removed\n {2}~ +\+0 B {2}app\/node_modules\/lodash\/package\.json$/m);
	assert.match(stdout, /^ {2}npm {3}lodash {2}4\.0\.0 -> 4\.0\.1$/m);
	assert.match(stdout, /^ {2}ENV DB_PASSWORD {2}\(secret\) -> \(secret\)$/m);
	assert.doesNotMatch(stdout, /correcthorse/);
});

test('the same as JSON', async t => {
	const { stdout } = await run(
		t,
		madeImage(t, image('a:2', '4.0.1')),
		'--compare',
		madeImage(t, image('a:1', '4.0.0')),
		'--findings',
		'--packages',
		'--format',
		'json',
	);
	const { findings, packages, comparison } = JSON.parse(stdout);
	assert.deepEqual(packages, [{ manager: 'npm', name: 'lodash', version: '4.0.1' }]);
	assert.deepEqual(findings.map(({ kind }: { kind: string }) => kind).sort(), ['private-key', 'secret-in-environment', 'secret-in-history']);
	assert.deepEqual(comparison.fileCounts, { added: 0, modified: 1, metadata: 0, removed: 0 });
	assert.doesNotMatch(stdout, /correcthorse/);
});

test('the other image that is not there is a sentence', async t => {
	const { code, stderr } = await run(t, madeImage(t, image('a:1', '4.0.0')), '--compare', 'absent.tar');
	assert.deepEqual([code, stderr], [2, 'Could not read absent.tar: there is no such file.\n']);
});
