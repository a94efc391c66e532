import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildsOf, choiceText, type FormChoice, stillFitting } from '../../client/src/build/choice.ts';
import { BuildMemory } from '../../client/src/build/memory.ts';
import type { BuildForm } from '../../server/src/protocol/build.ts';

const choice: FormChoice = { uri: 'file:///a/Dockerfile', tag: 'a:1' };

test('one build for each platform where they are to stand apart', () => {
	assert.deepEqual(buildsOf(choice), [choice]);
	assert.deepEqual(buildsOf({ ...choice, platform: 'linux/amd64,linux/arm64' }), [{ ...choice, platform: 'linux/amd64,linux/arm64' }]);
	assert.deepEqual(buildsOf({ ...choice, platform: 'linux/amd64,linux/arm/v7', perPlatform: true, tags: ['b:2'] }), [
		{ ...choice, platform: 'linux/amd64', tag: 'a:1-linux-amd64', tags: ['b:2-linux-amd64'] },
		{ ...choice, platform: 'linux/arm/v7', tag: 'a:1-linux-arm-v7', tags: ['b:2-linux-arm-v7'] },
	]);
	assert.deepEqual(buildsOf({ ...choice, platform: 'linux/arm64', perPlatform: true }), [{ ...choice, platform: 'linux/arm64' }]);
});

test('what the Dockerfile has no more is not taken again', () => {
	const form = {
		targets: [{ name: 'App', line: 0 }],
		args: [{ name: 'A', default: undefined, line: 0 }],
		secrets: [{ id: 'npm', required: true, line: 1 }],
		ssh: [],
	} as unknown as BuildForm;
	const before: FormChoice = {
		...choice,
		target: 'app',
		args: { A: '1', FREE: '2' },
		secrets: [
			{ id: 'npm', env: 'T' },
			{ id: 'gone', env: 'G' },
		],
		ssh: [{ id: 'default' }],
		pull: true,
	};
	assert.deepEqual(stillFitting(before, form), { ...choice, target: 'app', args: { A: '1', FREE: '2' }, secrets: [{ id: 'npm', env: 'T' }], pull: true });
	assert.deepEqual(stillFitting({ ...choice, target: 'gone' }, form), choice);
});

test('what is chosen, in words', () => {
	assert.equal(choiceText(choice), '');
	assert.equal(
		choiceText({
			...choice,
			tags: ['b:2'],
			target: 'app',
			args: { A: '1' },
			secrets: [{ id: 'x' }],
			platform: 'linux/amd64,linux/arm64',
			perPlatform: true,
			noCache: true,
			push: true,
		}),
		'also b:2, stage app, 1 argument, 1 secret, linux/amd64, linux/arm64 apart, without the cache, into the registry',
	);
});

test('what is remembered: no value of an argument, no tag that was added, no leave to overwrite', async () => {
	const stored = new Map<string, unknown>();
	const state = {
		get: (key: string, otherwise?: unknown) => stored.get(key) ?? otherwise,
		update: async (key: string, value: unknown) => void stored.set(key, value),
		keys: () => [],
	};
	const memory = new BuildMemory(state as never);
	assert.equal(memory.last(), undefined);
	await memory.keep({ ...choice, args: { TOKEN: 'canary-5d1e' }, tags: ['b:2'], existing: 'keep', platform: 'linux/arm64', ssh: [{ id: 'default' }] });
	assert.deepEqual(memory.last(), { ...choice, platform: 'linux/arm64', ssh: [{ id: 'default' }], hadArgs: true });
	assert.doesNotMatch(JSON.stringify([...stored]), /canary/);
});
