import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findEngine } from '../../server/src/host/engine.ts';
import { EngineSource } from '../../server/src/host/engineSource.ts';
import { LayerCache } from '../../server/src/host/layerCache.ts';
import { OpenImage } from '../../server/src/host/openImage.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { digestOf, savedImage } from '../support/savedImage.ts';
import { tar } from '../support/tarWriter.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const layers = [
	tar([
		{ path: 'a', content: 'first' },
		{ path: 'b', content: 'gone' },
	]),
	tar([
		{ path: 'a', content: 'other' },
		{ path: '.wh.b', content: '' },
	]),
];
const inspect = JSON.stringify({ Id: `sha256:${'1'.repeat(64)}`, Os: 'linux', Architecture: 'amd64', RootFS: { Layers: layers.map(digestOf) } });
const history = ['COPY b / # buildkit', 'COPY a / # buildkit'].map(text => JSON.stringify({ CreatedBy: text, Size: '9', Comment: 'buildkit' })).join('\n');

/** An engine that has one image, and notes what it was asked for. */
async function engine(t: TestContext, save = "cat '$FOLDER/image.tar'") {
	const folder = temporaryFolder(t, { inspect, history });
	writeFileSync(join(folder, 'image.tar'), savedImage(layers, ['COPY b / # buildkit', 'COPY a / # buildkit']));
	const program = fakeProgram(
		folder,
		'docker',
		`echo "$1" >>'${folder}/log'\ncase "$1" in\nimage) cat '${folder}/inspect';;\nhistory) cat '${folder}/history';;\nsave) ${save.replaceAll('$FOLDER', folder)};;\n*) echo "no such thing" >&2; exit 1;;\nesac`,
	);
	const asked = (command: string) =>
		readFileSync(join(folder, 'log'), 'utf8')
			.split('\n')
			.filter(line => line === command).length;
	return { folder, found: await findEngine({ env: { PATH: '/usr/bin:/bin' }, enginePath: program }), asked };
}

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

test('rows come without an export; files with one, however many ask', async t => {
	const { found, asked } = await engine(t);
	const image = new OpenImage(await EngineSource.open(found, 'app:1'), undefined);
	assert.deepEqual(
		(await image.rows()).rows.map(({ size }) => size),
		[9, 9],
	);
	assert.equal(asked('save'), 0);
	const other = new OpenImage(await EngineSource.open(found, 'app:1'), undefined);
	const [{ files, layers: rows }] = await Promise.all([image.indexed(), image.indexed(), other.indexed()]);
	assert.equal(asked('save'), 1);
	assert.deepEqual([files.waste.total, files.waste.visible], [14, 5]);
	assert.deepEqual(
		rows.rows.map(({ size, trust }) => [size, trust]),
		[
			[9, 'config'],
			[5, 'config'],
		],
	);
});

test('a file that no container shows is read out of another export', async t => {
	const { found } = await engine(t);
	const image = new OpenImage(await EngineSource.open(found, 'app:1'), undefined);
	assert.equal(text(await image.read(0, 'b', 100)), 'gone');
	assert.equal(text(await image.read(0, 'a', 100)), 'first');
	assert.equal(text(await image.read(1, 'a', 100)), 'other');
	assert.equal(await image.read(1, 'a', 4), undefined);
	assert.equal(await image.read(1, 'b', 100), undefined);
});

test('what was read once is not exported again, also by another process', async t => {
	const { found, asked, folder } = await engine(t);
	const open = async () =>
		new OpenImage(
			await EngineSource.open(found, 'app:1', {
				cache: new LayerCache(join(folder, 'cache')),
				keeps: (path, size) => path === 'b' && size < 10,
				remembers: path => path === 'b',
			}),
			undefined,
		);
	const first = await (await open()).indexed();
	const again = await open();
	assert.deepEqual((await again.indexed()).files.waste, first.files.waste);
	assert.equal(text(await again.read(0, 'b', 100)), 'gone');
	assert.equal(asked('save'), 1);
});

test('a damaged cache is as none', async t => {
	const { found, asked, folder } = await engine(t);
	const cache = new LayerCache(join(folder, 'cache'));
	const open = async () => new OpenImage(await EngineSource.open(found, 'app:1', { cache }), undefined);
	await (await open()).indexed();
	for (const digest of layers.map(digestOf)) writeFileSync(join(folder, 'cache', `${digest.slice(7)}.index.v1.json`), '{"paths":["x"],"kinds":""');
	assert.equal((await (await open()).indexed()).files.waste.total, 14);
	assert.equal(asked('save'), 2);
});

test('an engine that fails or stops in the middle of an export is a sentence, and the next try is a new one', async t => {
	const failing = await engine(t, 'echo "Error response from daemon: no space left on device" >&2; exit 1');
	const image = new OpenImage(await EngineSource.open(failing.found, 'app:1'), undefined);
	await assert.rejects(image.indexed(), { name: 'EngineError', message: 'Docker said: no space left on device' });
	const cut = await engine(t, "head -c 2000 '$FOLDER/image.tar'");
	const half = new OpenImage(await EngineSource.open(cut.found, 'app:1'), undefined);
	await assert.rejects(half.indexed(), { name: 'ArchiveError' });
	await assert.rejects(half.indexed(), { name: 'ArchiveError' });
	assert.equal(cut.asked('save'), 2);
});

test('who leaves does not stop the export for the others', async t => {
	const { found, asked } = await engine(t, "sleep 0.3; cat '$FOLDER/image.tar'");
	const leaving = new AbortController();
	const image = new OpenImage(await EngineSource.open(found, 'app:1'), undefined);
	const left = image.indexed({ signal: leaving.signal });
	leaving.abort();
	await assert.rejects(left, { name: 'AbortError' });
	assert.equal((await image.indexed()).files.waste.total, 14);
	assert.equal(asked('save'), 1);
});
