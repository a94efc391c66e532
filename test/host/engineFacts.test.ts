import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { EngineFacts, keepsPulledDigests } from '../../server/src/host/engineFacts.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const one = `sha256:${'1'.repeat(64)}`;
const two = `sha256:${'2'.repeat(64)}`;
const overlay = { Driver: 'overlay2', DriverStatus: [['Backing Filesystem', 'extfs']], ServerVersion: '20.10.24' };
const containerd = { Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']], ServerVersion: '29.0.0' };

/** A program that speaks as the engine does: `info` and `image inspect`, and writes down what it was asked. */
function engine(
	t: TestContext,
	info: object | undefined,
	digests: readonly string[] | undefined,
): { facts: EngineFacts; asked(): string[]; say(info: object): void } {
	const folder = temporaryFolder(t, { digests: digests ? JSON.stringify(digests) : '', info: info ? JSON.stringify(info) : '', asked: '' });
	const program = join(folder, 'docker');
	writeFileSync(
		program,
		`#!/bin/sh\ncd ${folder}\necho "$*" >> asked\nfile=digests; [ "$1" = info ] && file=info\n[ -s $file ] && cat $file || { echo "Error: no" >&2; exit 1; }\n`,
	);
	chmodSync(program, 0o755);
	return {
		facts: new EngineFacts({ program }),
		asked: () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n'),
		say: next => writeFileSync(join(folder, 'info'), JSON.stringify(next)),
	};
}

test('gives the digest under which the image was pulled', async t => {
	const { facts, asked } = engine(t, overlay, [`node@${one}`]);
	assert.deepEqual(await facts.imageDigest('node:22'), { digest: one, source: 'local engine' });
	await facts.imageDigest('node:20');
	assert.deepEqual(asked(), [
		'info --format {{json .}}',
		'image inspect --format {{json .RepoDigests}} docker.io/library/node:22',
		'image inspect --format {{json .RepoDigests}} docker.io/library/node:20',
	]);
});

test('only a digest of this very repository counts', async t => {
	assert.equal(await engine(t, overlay, [`mirror.example/node@${one}`, `other@${two}`]).facts.imageDigest('node:22'), undefined);
	assert.equal((await engine(t, overlay, [`mirror.example/node@${one}`, `node@${two}`]).facts.imageDigest('node:22'))?.digest, two);
	assert.equal((await engine(t, overlay, [`ghcr.io/a/b@${one}`]).facts.imageDigest('ghcr.io/a/b:1'))?.digest, one);
});

test('two digests of one repository are no answer', async t => {
	assert.equal(await engine(t, overlay, [`node@${one}`, `node@${two}`]).facts.imageDigest('node:22'), undefined);
});

test('the containerd store is not believed, for it gives every image a digest', async t => {
	const { facts, asked } = engine(t, containerd, [`node@${one}`]);
	assert.equal(await facts.imageDigest('node:22'), undefined);
	assert.deepEqual(asked(), ['info --format {{json .}}']);
});

test('what is not Docker, or no sense, is not believed', () => {
	assert.equal(keepsPulledDigests(JSON.stringify(overlay)), true);
	assert.equal(keepsPulledDigests(JSON.stringify(containerd)), false);
	for (const info of ['', 'nonsense', '[]', 'null', '{"store":{"graphDriverName":"overlay"}}', '{"Driver":"","ServerErrors":["no"]}'])
		assert.equal(keepsPulledDigests(info), false, info);
});

test('an image that is not here, or an answer without sense, stays unknown', async t => {
	assert.equal(await engine(t, overlay, undefined).facts.imageDigest('node:22'), undefined);
	assert.equal(await engine(t, overlay, ['nonsense', 'node@sha256:12']).facts.imageDigest('node:22'), undefined);
	assert.equal(await engine(t, overlay, [`node@${one}`]).facts.imageDigest('--help'), undefined);
});

test('an engine that was stopped is asked again', async t => {
	const { facts, say } = engine(t, undefined, [`node@${one}`]);
	assert.equal(await facts.imageDigest('node:22'), undefined);
	say(overlay);
	assert.equal((await facts.imageDigest('node:22'))?.digest, one);
});

test('an engine that is not installed says so', async () => {
	await assert.rejects(new EngineFacts({ program: 'no-such-engine' }).imageDigest('node:22'), {
		message: 'no-such-engine was not found. Install it, or correct the path that leads to it.',
	});
});
