import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answered, BuildChoice, BuildResult, TagProposal } from '../../server/src/protocol/index.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { withClient } from '../support/lspClient.ts';

const timeout = 30_000;

test('a tag that exists is moved only where its image is to be kept', { timeout }, async t => {
	const fake = fakeEngine(t);
	fake.steps(0, 0, 0, 0);
	await withClient({ settings: { enginePath: fake.program }, env: { XDG_STATE_HOME: join(fake.folder, 'state') } }, async client => {
		const build = (choice: Partial<BuildChoice>) => client.request<BuildResult>('drydock/build/run', { uri: fake.uri, tag: 'app:1', token: 1, ...choice });
		assert.equal((await build({})).outcome, 'built');
		const refused = await build({ tag: 'new:1', tags: ['app:1'] });
		assert.deepEqual([refused.outcome, refused.failure], ['failed', 'app:1 exists, and a tag is never moved. The next free one is app:1-2.']);
		assert.deepEqual(fake.tags(), { 'app:1': 1 });
		assert.equal((await build({ existing: 'keep' })).outcome, 'built');
		assert.deepEqual(fake.tags(), { 'app:1': 2, 'app:bld-20260102030405-100000000000': 1 });
		const tagged = (params: object) => client.request<Answered<{ kept?: string }>>('drydock/image/tag', params);
		assert.deepEqual(await tagged({ image: 'app:1', tag: 'shop:2' }), {});
		assert.match((await tagged({ image: 'app:bld-20260102030405-100000000000', tag: 'shop:2' })).failure ?? '', /^shop:2 exists/);
		assert.deepEqual(await tagged({ image: 'app:bld-20260102030405-100000000000', tag: 'shop:2', existing: 'keep' }), {
			kept: 'shop:bld-20260102030405-200000000000',
		});
		assert.equal(fake.tags()['shop:2'], 1);
		const proposals = await client.request<TagProposal[]>('drydock/build/proposeTags', { uri: fake.uri, tag: 'app:1' });
		assert.deepEqual(
			proposals.map(({ reference }) => reference),
			['app:1-2', 'app:1-linux-amd64', 'app:1-linux-arm64'],
		);
	});
});

test('two builds of one tag at once: the second is refused, and nothing is moved; what a dead process held is free', { timeout }, async t => {
	const fake = fakeEngine(t);
	const state = join(fake.folder, 'state');
	writeFileSync(join(fake.folder, 'steps'), 'sleep 1');
	await withClient({ settings: { enginePath: fake.program }, env: { XDG_STATE_HOME: state } }, async client => {
		const build = (tag: string) => client.request<BuildResult>('drydock/build/run', { uri: fake.uri, tag, token: tag });
		const both = await Promise.all([build('app:1'), build('app:1'), build('app:2')]);
		assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['built', 'built', 'failed']);
		assert.equal(both.find(({ outcome }) => outcome === 'failed')?.failure, 'app:1 is being built already. Wait until it is, or choose another tag.');
		assert.deepEqual(Object.keys(fake.tags()).sort(), ['app:1', 'app:2']);
		const locks = join(state, 'drydock/tags-being-built');
		assert.deepEqual(readdirSync(locks), []);
		// a process that was killed has left its lock: here the one that building app:3 will look for
		const watching = build('app:3');
		while (readdirSync(locks).length === 0) await delay(10);
		const [lock = ''] = readdirSync(locks);
		await watching;
		writeFileSync(join(locks, lock), '4194304');
		fake.remove('app:3');
		assert.equal((await build('app:3')).outcome, 'built');
	});
});
