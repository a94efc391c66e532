import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Answered, BuildRecord, BuildResult, CacheForecast, CacheMiss, ListedBuild } from '../../server/src/protocol/index.ts';
import { dockerfile, fakeEngine } from '../support/fakeEngine.ts';
import { type LspClient, withClient } from '../support/lspClient.ts';

const timeout = 30_000;
function engine(t: TestContext) {
	const fake = fakeEngine(t);
	return {
		...fake,
		with: (run: (client: LspClient) => Promise<void>, options: { trusted?: boolean; env?: Record<string, string> } = {}) =>
			withClient(
				{
					settings: { enginePath: fake.program },
					env: { XDG_STATE_HOME: join(fake.folder, 'state'), ...options.env },
					initializationOptions: { trusted: options.trusted ?? true },
				},
				run,
			),
	};
}

const built = (client: LspClient, uri: string, tag: string, more: object = {}) =>
	client.request<BuildResult>('drydock/build/run', { uri, tag, token: tag, ...more });
const listed = (client: LspClient, params: object) => client.request<readonly ListedBuild[]>('drydock/history/list', params);

test('builds are listed after a restart, with what became of their images', { timeout }, async t => {
	const fake = engine(t);
	await fake.with(
		async client => {
			assert.deepEqual(await listed(client, {}), []);
			fake.steps(0.5, 1, 2, 3);
			assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'built');
			fake.steps('cached', 'cached', 2.5, 3);
			assert.equal((await built(client, fake.uri, 'app:2', { args: { MODE: 'argument-canary' }, secrets: [{ id: 's', env: 'TOKEN' }] })).outcome, 'built');
		},
		{ env: { TOKEN: 'secret-canary' } },
	);
	await fake.with(async client => {
		const builds = await listed(client, { uri: fake.uri });
		assert.deepEqual(
			builds.map(({ tags, outcome, size, present, engine: name }) => [tags, outcome, size, present, name]),
			[
				[['app:2'], 'built', 77, true, 'Docker'],
				[['app:1'], 'built', 77, true, 'Docker'],
			],
		);
		assert.ok(builds[0]?.choice.argNames.includes('MODE'));
		assert.equal((await listed(client, { folder: pathToFileURL(join(fake.folder, 'project')).href })).length, 2);
		assert.equal((await listed(client, { folder: pathToFileURL(join(fake.folder, 'proj')).href })).length, 0);
		const { build } = await client.request<{ build: BuildRecord }>('drydock/history/read', { id: builds[1]?.id });
		assert.equal(build.text, dockerfile);
		assert.deepEqual(
			build.steps.map(({ line, seconds }) => [line, seconds]),
			[
				[0, 0.5],
				[2, 1],
				[3, 2],
				[4, 3],
			],
		);
		const { misses } = await client.request<{ misses: readonly CacheMiss[] }>('drydock/history/whyNotCached', { id: builds[0]?.id });
		assert.deepEqual(misses, [{ line: 3, text: 'RUN echo $MODE', reason: 'Build argument MODE changed.', inputs: [] }]);
	});
	await fake.with(
		async client => {
			const [build] = await listed(client, {});
			assert.equal(build?.present, undefined, 'no engine is asked');
			await assert.rejects(client.request('drydock/history/rollBack', { id: build?.id, tag: 'app:2' }), /not trusted/);
			await assert.rejects(client.request('drydock/history/remove', { id: build?.id, image: true }), /not trusted/);
		},
		{ trusted: false },
	);
	const written = readdirSync(fake.folder, { recursive: true, withFileTypes: true })
		.flatMap(entry => (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : []))
		.join('\n');
	assert.match(written, /"argNames":\["MODE"\]/);
	assert.doesNotMatch(written, /canary/);
});

test('going back: the present image is kept, an image that is gone is told', { timeout }, async t => {
	const fake = engine(t);
	await fake.with(async client => {
		fake.steps(0, 0, 0, 0);
		await built(client, fake.uri, 'app:1');
		await built(client, fake.uri, 'app:2');
		const [second, first] = await listed(client, {});
		const back = (tag: string) => client.request<{ kept?: string; failure?: string }>('drydock/history/rollBack', { id: first?.id, tag });
		const kept = 'app:bld-20260102030405-200000000000';
		assert.deepEqual(await back('app:2'), { kept });
		assert.deepEqual(fake.tags(), { 'app:1': 1, 'app:2': 1, [kept]: 2 });
		assert.match((await back('No:Name')).failure ?? '', /lower case/i);

		const remove = (id: string | undefined, image: boolean) => client.request<{ removed?: true; failure?: string }>('drydock/history/remove', { id, image });
		assert.deepEqual(await remove(second?.id, true), { removed: true });
		assert.deepEqual(fake.tags(), { 'app:1': 1, 'app:2': 1 }, 'the kept name goes, app:2 is of another image by now');
		assert.match((await remove(second?.id, false)).failure ?? '', /not remembered any more/);
		assert.deepEqual(
			(await listed(client, {})).map(({ id }) => id),
			[first?.id],
		);
		// somebody else removes the image
		await client.request('drydock/history/remove', { id: 'none', image: false });
		fake.steps(0, 0, 0, 0);
		await built(client, fake.uri, 'app:3');
		const [third] = await listed(client, {});
		await remove(first?.id, true);
		assert.deepEqual(fake.tags(), { 'app:2': 1, 'app:3': 3 }, 'a name that was not given by that build stays');
		writeFileSync(join(fake.folder, 'tags/app:3'), `sha256:${'9'.repeat(64)}`);
		const gone = await client.request<{ failure?: string }>('drydock/history/rollBack', { id: third?.id, tag: 'app:2' });
		assert.match(gone.failure ?? '', /not there any more.*Build it again/);
		assert.deepEqual(
			(await listed(client, {})).map(({ present }) => present),
			[false],
		);
	});
});

test('what a step printed, as long as the server runs; it is written nowhere', { timeout }, async t => {
	const fake = engine(t);
	writeFileSync(
		join(fake.folder, 'steps'),
		"echo '#4 [2/4] COPY *.txt /texts/' >&2; echo '#5 [3/4] RUN echo fast' >&2; echo '#5 0.1 first of canary-5' >&2; echo '#4 DONE 0.1s' >&2; echo '#5 0.2 second' >&2; echo '#5 DONE 0.3s' >&2",
	);
	let id = '';
	await fake.with(async client => {
		assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'built');
		id = (await listed(client, {}))[0]?.id ?? '';
		const printed = (step: number) => client.request<Answered<{ text: string }>>('drydock/history/stepOutput', { id, step });
		assert.deepEqual([await printed(0), await printed(1)], [{ text: '' }, { text: 'first of canary-5\nsecond' }]);
		assert.match((await printed(7)).failure ?? '', /is not kept/);
	});
	await fake.with(async client => {
		assert.match((await client.request<{ failure?: string }>('drydock/history/stepOutput', { id, step: 1 })).failure ?? '', /as long as this window is open/);
	});
	const texts = readdirSync(join(fake.folder, 'state'), { recursive: true, withFileTypes: true }).flatMap(entry =>
		entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), 'latin1')] : [],
	);
	assert.ok(texts.length > 0 && texts.every(text => !text.includes('canary-5')));
});

test('a forecast while typing, and for files that changed', { timeout }, async t => {
	const fake = engine(t);
	const baseIs = (digit: string): void => writeFileSync(join(fake.folder, 'tags/base:1'), `sha256:${digit.repeat(64)}`);
	baseIs('9');
	await fake.with(async client => {
		const forecast = () => client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
		await client.open(fake.uri, dockerfile);
		assert.equal(await forecast(), null, 'never built');
		fake.steps(0.5, 1, 2, 3);
		await built(client, fake.uri, 'app:1');
		assert.equal(await forecast(), null, 'nothing changed');
		await client.change(fake.uri, dockerfile.replace('echo $MODE', 'echo  $MODE'));
		assert.deepEqual(await forecast(), { lines: [3, 4], seconds: 5, reason: 'Line 4, RUN echo $MODE: The instruction changed. It was: RUN echo $MODE' });
		await client.change(fake.uri, `${dockerfile}# a comment\n`);
		assert.equal(await forecast(), null);
	});
	writeFileSync(join(fake.folder, 'project/b.txt'), 'b');
	await fake.with(async client => {
		const found = await client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
		assert.deepEqual(found, { lines: [2, 3, 4], seconds: 6, reason: 'Line 3, COPY *.txt /texts/: A file that it reads changed: b.txt.' });
		assert.equal(await client.request('drydock/history/forecast', { uri: 'untitled:Dockerfile' }), null);
	});
	// the tag of the base image means another one in the engine
	await fake.with(async client => {
		await built(client, fake.uri, 'app:2');
		assert.equal(await client.request('drydock/history/forecast', { uri: fake.uri }), null);
	});
	baseIs('8');
	await fake.with(async client => {
		const found = await client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
		assert.deepEqual(
			[found?.lines, found?.reason],
			[[2, 3, 4], 'Line 3, COPY *.txt /texts/: The base image changed: its name means another image than before.'],
		);
	});
});

/** A project whose whole context is copied before the installation: what the forecast says after one of its files has changed. */
async function savingAfter(t: TestContext, run: string, changed: string): Promise<CacheForecast['saving'] | 'no forecast'> {
	const fake = engine(t);
	const project = join(fake.folder, 'project');
	const text = `FROM base:1\nWORKDIR /app\nCOPY . .\nRUN ${run}\nRUN npm test\n`;
	for (const [name, content] of Object.entries({ 'package.json': '{}', 'package-lock.json': '{}', '.dockerignore': 'node_modules\n', Dockerfile: text }))
		writeFileSync(join(project, name), content);
	const steps = ['FROM docker.io/library/base:1', 'WORKDIR /app', 'COPY . .', `RUN ${run}`, 'RUN npm test'];
	const printed = steps.flatMap((step, at) => [`echo '#${at + 4} [${at + 1}/5] ${step}' >&2`, `echo '#${at + 4} DONE ${at * 10}.0s' >&2`]);
	writeFileSync(join(fake.folder, 'steps'), printed.join('\n'));
	let forecast: CacheForecast | null = null;
	await fake.with(async client => {
		assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'built');
	});
	writeFileSync(join(project, changed), '{"version":"2.0.0"}');
	await fake.with(async client => {
		forecast = await client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
	});
	return forecast === null ? 'no forecast' : (forecast as CacheForecast).saving;
}

test('what a COPY that stands too high costs', { timeout: 2 * timeout }, async t => {
	assert.deepEqual(await savingAfter(t, 'npm ci', 'a.txt'), { line: 2, seconds: 30, atMost: false });
	assert.deepEqual(
		await savingAfter(t, 'npm ci && npm run build', 'a.txt'),
		{ line: 2, seconds: 30, atMost: true },
		'nobody knows how long the first half takes',
	);
	assert.equal(await savingAfter(t, 'npm ci', 'package.json'), undefined, 'the installation needs this file');
	assert.equal(await savingAfter(t, 'true', 'a.txt'), undefined, 'nothing is installed');
	assert.equal(await savingAfter(t, 'npm ci', 'node_modules'), 'no forecast');
});

test('what the builder could not do is remembered with its sentence', { timeout }, async t => {
	const fake = engine(t);
	writeFileSync(join(fake.folder, 'steps'), "echo '#4 [1/4] FROM base' >&2; echo 'ERROR: failed to solve: base:1: not found' >&2; exit 1");
	await fake.with(async client => {
		assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'failed');
		const [build] = await listed(client, {});
		assert.deepEqual([build?.outcome, build?.failure, build?.present], ['failed', 'base:1: not found', undefined]);
		const { failure } = await client.request<{ failure?: string }>('drydock/history/rollBack', { id: build?.id, tag: 'app:1' });
		assert.match(failure ?? '', /no image/);
	});
});
