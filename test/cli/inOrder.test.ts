import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from '../../server/src/cli/inOrder.ts';

test('results come in order, and only a few are under way', async () => {
	let running = 0;
	let most = 0;
	const release: (() => void)[] = [];
	const work = async (item: number): Promise<number> => {
		running++;
		most = Math.max(most, running);
		// the later ones are done first
		await new Promise<void>(resolve => release.unshift(resolve));
		running--;
		return item * 10;
	};
	const found: number[] = [];
	const reading = (async () => {
		for await (const result of inOrder([1, 2, 3, 4, 5, 6, 7], 3, work)) found.push(result);
	})();
	while (found.length < 7) {
		release.splice(0).forEach(resolve => resolve());
		await new Promise(resolve => setImmediate(resolve));
	}
	await reading;
	assert.deepEqual([found, most], [[10, 20, 30, 40, 50, 60, 70], 3]);
});

test('a failure comes to whoever reads, in its turn', async () => {
	const found: number[] = [];
	await assert.rejects(async () => {
		for await (const result of inOrder([1, 2, 3], 3, async item => (item === 2 ? Promise.reject(new Error('two')) : item))) found.push(result);
	}, /two/);
	assert.deepEqual(found, [1]);
	for await (const none of inOrder([], 3, async () => 1)) assert.fail(String(none));
});
