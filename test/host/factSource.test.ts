import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFactSource } from '../../server/src/host/factSource.ts';
import type { Ask, ImageDigest } from '../../server/src/service/types.ts';

const answer: ImageDigest = { digest: `sha256:${'1'.repeat(64)}`, source: 'here' };

/** A registry whose answers the test gives when it likes. */
function held(): {
	registry: Parameters<typeof createFactSource>[0]['registry'] & object;
	open: { key: string; signal: AbortSignal | undefined; give(value: ImageDigest | null): void; fail(error: Error): void }[];
} {
	const open: ReturnType<typeof held>['open'] = [];
	const registry = {
		imageDigest: (key: string, signal?: AbortSignal) => new Promise<ImageDigest | null>((give, fail) => open.push({ key, signal, give, fail })),
		imageTags: async () => ['1'],
	};
	return { registry, open };
}

test('what is not allowed is not there to be asked', () => {
	assert.deepEqual(Object.keys(createFactSource({})), []);
	assert.deepEqual(Object.keys(createFactSource({ engine: { imageDigest: async () => undefined } })), ['imageDigest']);
	assert.deepEqual(Object.keys(createFactSource({ registry: held().registry })), ['imageDigest', 'imageTags']);
});

test('equal questions at the same time are one question', async () => {
	const { registry, open } = held();
	const source = createFactSource({ registry });
	const both = Promise.all([source.imageDigest?.('a:1'), source.imageDigest?.('a:1')]);
	assert.equal(open.length, 1);
	open[0]?.give(answer);
	assert.deepEqual(await both, [answer, answer]);
});

test('eight look-ups run at once, the others wait their turn', async () => {
	const { registry, open } = held();
	const source = createFactSource({ registry });
	const all = Promise.all(Array.from({ length: 20 }, (_, at) => source.imageDigest?.(`a:${at}`)));
	for (let given = 0; given < 20; given++) {
		assert.equal(open.length, Math.min(20, 8 + given));
		open[given]?.give(answer);
		await new Promise(resolve => setImmediate(resolve));
	}
	assert.equal((await all).length, 20);
});

test('an answer is kept for minutes, "there is none" for half a minute, a failure for a moment', async () => {
	let now = 0;
	const { registry, open } = held();
	const source = createFactSource({ registry, now: () => now });
	const ask = async (settle: (at: number) => void): Promise<boolean> => {
		const before = open.length;
		const answered = source.imageDigest?.('a:1').catch(() => undefined);
		const asked = open.length > before;
		if (asked) settle(before);
		await answered;
		return asked;
	};
	const fails = (at: number): void => open[at]?.fail(new Error('x'));
	assert.equal(await ask(fails), true);
	assert.equal(await ask(fails), false);
	now += 2_001;
	assert.equal(await ask(at => open[at]?.give(null)), true);
	now += 29_000;
	assert.equal(await ask(() => {}), false);
	now += 2_000;
	assert.equal(await ask(at => open[at]?.give(answer)), true);
	now += 4 * 60_000;
	assert.equal(await ask(() => {}), false);
	now += 2 * 60_000;
	assert.equal(await ask(at => open[at]?.give(answer)), true);
});

test('one who leaves does not take the answer from the other; when all have left the look-up stops', async () => {
	const { registry, open } = held();
	const source = createFactSource({ registry });
	const first = new AbortController();
	const second = new AbortController();
	const one = assert.rejects(source.imageDigest?.('a:1', first.signal) ?? Promise.resolve(), /cancelled/);
	const two = assert.rejects(source.imageDigest?.('a:1', second.signal) ?? Promise.resolve(), /cancelled/);
	first.abort();
	await one;
	assert.equal(open[0]?.signal?.aborted, false);
	second.abort();
	await two;
	assert.equal(open[0]?.signal?.aborted, true);
	open[0]?.fail(new Error('cancelled'));
	const again = source.imageDigest?.('a:1');
	assert.equal(open.length, 2, 'what was cancelled is not remembered as a failure');
	open[1]?.give(answer);
	assert.deepEqual(await again, answer);
});

test('the engine answers where the registry fails, and only there', async () => {
	const local = { digest: `sha256:${'2'.repeat(64)}`, source: 'local engine' };
	const failures: [Ask, string][] = [];
	const source = createFactSource({
		registry: {
			imageDigest: async key => {
				if (key === 'down:1' || key === 'both:1') throw new Error('HOST did not answer in 5 s.');
				return key === 'none:1' ? null : answer;
			},
			imageTags: async () => null,
		},
		engine: { imageDigest: async key => (key === 'both:1' ? undefined : local) },
		onFailure: (ask, message) => failures.push([ask, message]),
	});
	assert.deepEqual(await source.imageDigest?.('up:1'), answer);
	assert.equal(await source.imageDigest?.('none:1'), null);
	assert.deepEqual(await source.imageDigest?.('down:1'), local);
	assert.deepEqual(failures, []);
	await assert.rejects(source.imageDigest?.('both:1') ?? Promise.resolve());
	assert.deepEqual(failures, [[{ kind: 'imageDigest', key: 'both:1' }, 'HOST did not answer in 5 s.']]);
});

test('without a registry the engine alone is asked', async () => {
	assert.deepEqual(await createFactSource({ engine: { imageDigest: async () => answer } }).imageDigest?.('a:1'), answer);
});
