import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { EngineError, findEngine } from '../../server/src/host/engine.ts';
import { planPush, pushImage } from '../../server/src/host/pushImage.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** An engine with the image `r:5000/a:1`, whose id is a and which was pushed before as b; and a registry that has what it is told. */
async function setUp(t: TestContext, has: string | null) {
	const folder = temporaryFolder(t, {});
	const image = { Id: digest('a'), RepoTags: ['r:5000/a:1'], RepoDigests: [`r:5000/a@${digest('b')}`], RootFS: {} };
	const enginePath = fakeProgram(
		folder,
		'docker',
		`case "$1 $2" in
"image inspect") echo '${JSON.stringify(image)}';;
"push --") echo "$3" >> '${folder}/pushed'; echo 'Pushing layer'; if [ -e '${folder}/denied' ]; then echo 'denied: requested access to the resource is denied' >&2; exit 1; fi;;
*) exit 1;;
esac`,
	);
	const registry = { has, imageDigest: async () => (registry.has === null ? null : { digest: registry.has, source: 'r:5000' }) };
	const pushed = join(folder, 'pushed');
	return {
		engine: await findEngine({ enginePath, env: process.env }),
		registry,
		pushed: () => (existsSync(pushed) ? readFileSync(pushed, 'utf8') : ''),
		folder,
	};
}

const image = 'r:5000/a:1';

test('nothing there, the same, or another image', async t => {
	for (const [has, state] of [
		[null, 'free'],
		[digest('a'), 'same'],
		[digest('b'), 'same'],
		[digest('c'), 'other'],
	] as const) {
		const { engine, registry } = await setUp(t, has);
		assert.deepEqual(await planPush(engine, image, registry), { state, digest: has ?? undefined });
	}
});

test('what is new is pushed, and what is there is not pushed again', async t => {
	const free = await setUp(t, null);
	const lines: string[] = [];
	await pushImage(free.engine, { image, replaces: undefined, registry: free.registry, onLine: line => lines.push(line) });
	assert.deepEqual([free.pushed(), lines], [`${image}\n`, ['Pushing layer']]);
	const same = await setUp(t, digest('b'));
	assert.deepEqual(await pushImage(same.engine, { image, replaces: undefined, registry: same.registry, onLine: () => undefined }), { digest: digest('b') });
	assert.equal(same.pushed(), '');
});

test('another image is replaced only if it is the one that was agreed to', async t => {
	const { engine, registry, pushed } = await setUp(t, digest('c'));
	for (const replaces of [undefined, digest('d')])
		await assert.rejects(
			pushImage(engine, { image, replaces, registry, onLine: () => undefined }),
			new EngineError('refused', `The registry has another image as ${image} (${digest('c')}). Push under another tag, or say that it may be replaced.`),
		);
	assert.equal(pushed(), '');
	await pushImage(engine, { image, replaces: digest('c'), registry, onLine: () => undefined });
	assert.equal(pushed(), `${image}\n`);
});

test('a push that is refused is a sentence', async t => {
	const { engine, registry, folder } = await setUp(t, null);
	fakeProgram(folder, 'denied', '');
	await assert.rejects(
		pushImage(engine, { image, replaces: undefined, registry, onLine: () => undefined }),
		/Docker said: denied: requested access to the resource is denied/,
	);
});
