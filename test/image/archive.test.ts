import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ArchiveSource } from '../../server/src/host/archiveSource.ts';
import { decompressors } from '../../server/src/host/decompress.ts';
import { checksum } from '../../server/src/host/imageArchive.ts';
import { indexesOf, readArchiveTar } from '../../server/src/image/archive.ts';
import { type LayerIndex, sizeOfLayer } from '../../server/src/image/layerIndex.ts';
import { archiveLayers } from '../../server/src/image/layerModel.ts';
import { containerdSave, diffIds, graphDriverSave, legacySave, ociLayout, podmanSave } from '../support/savedImage.ts';
import { pieces, type TarItem, tar } from '../support/tarWriter.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const layouts: Readonly<Record<string, readonly TarItem[]>> = {
	'docker save 20.10': legacySave(),
	'docker save with a graph driver': graphDriverSave(),
	'docker save with the containerd store': containerdSave(),
	'podman save': podmanSave(),
	'an OCI layout': ociLayout(),
};

/** As it comes out of an engine: in order, in pieces. */
async function streamed(items: readonly TarItem[], pieceSize = 1000) {
	const archive = await readArchiveTar(pieces(tar(items), pieceSize), decompressors, { checksum });
	const [image, ...others] = archive.images;
	assert(image && others.length === 0);
	return { image, layers: archive.layers, indexes: indexesOf(image, archive) };
}

/** As a file on disk, of which only what is needed is read. */
async function onDisk(t: TestContext, bytes: Uint8Array): Promise<ArchiveSource> {
	const path = join(temporaryFolder(t, {}), 'image.tar');
	writeFileSync(path, bytes);
	const source = await ArchiveSource.open(path);
	t.after(() => source.close());
	return source;
}

const seen = (index: LayerIndex) => [index.diffId, sizeOfLayer(index), index.files.length];
const expected = [
	[diffIds[0], 8, 4],
	[diffIds[1], 0, 0],
	[diffIds[2], 8, 4],
];

for (const [name, items] of Object.entries(layouts)) {
	test(`${name}: layers, sizes and history, from a stream`, async () => {
		const { image, indexes } = await streamed(items);
		assert.match(image.references.join(), /^(localhost\/)?team\/app:1\.0\.0$/);
		assert.deepEqual(indexes.map(seen), expected);
		const { rows, totalSize, platform, sizeKind } = archiveLayers('team/app:1.0.0', image, indexes);
		assert.deepEqual(
			rows.map(row => [row.keyword, row.size, row.empty, row.diffId, row.entries]),
			[
				['COPY', 8, false, diffIds[0], 4],
				['ENV', 0, true, undefined, undefined],
				['RUN', 0, false, diffIds[1], 0],
				['COPY', 8, false, diffIds[2], 4],
			],
		);
		assert.deepEqual([totalSize, platform, sizeKind], [16, 'linux/arm64/v8', 'unpacked']);
	});

	for (const [how, bytes] of Object.entries({ 'a file': tar(items), 'a compressed file': gzipSync(tar(items)) })) {
		test(`${name}: the same from ${how}, and the content of its files`, async t => {
			const source = await onDisk(t, bytes);
			const { indexes, image } = await source.layers({});
			assert.deepEqual(indexes.map(seen), expected);
			assert.match(image.references.join(), /^(localhost\/)?team\/app:1\.0\.0$/);
			for (const layer of [0, 2]) {
				const file = indexes[layer]?.files.find(({ path }) => path === 'bin/sh');
				assert(file);
				assert.equal(Buffer.from((await source.read(layer, file, 100)) ?? []).toString(), 'sh\n');
				assert.equal(await source.read(layer, file, 2), undefined);
			}
		});
	}
}

test('the order of the members does not matter', async () => {
	assert.deepEqual((await streamed(legacySave().toReversed())).indexes.map(sizeOfLayer), [8, 0, 8]);
});

test('the compression of layers is found by looking at them', async () => {
	const compressions = async (items: readonly TarItem[]) => [...(await streamed(items)).layers.values()].map(({ compression }) => compression);
	assert.deepEqual([...new Set(await compressions(ociLayout()))], ['gzip']);
	assert.deepEqual([...new Set(await compressions(ociLayout(layer => layer)))], ['none']);
});

test('zstd layers', { skip: decompressors.zstd ? false : 'this Node has no zstd' }, async t => {
	const items = ociLayout(layer => zstdCompressSync(layer));
	assert.deepEqual((await streamed(items)).indexes.map(seen), expected);
	assert.deepEqual((await (await onDisk(t, tar(items))).layers({})).indexes.map(seen), expected);
});

test('a host without zstd says what it takes', async () => {
	const { gzip } = decompressors;
	assert(gzip);
	await assert.rejects(
		readArchiveTar(pieces(tar(ociLayout(layer => zstdCompressSync(layer))), 512), { gzip }),
		/: A layer is compressed with zstd, which Node\.js can read from version 22\.15 on/,
	);
});

test('the base image that the builder noted', async () => {
	const { image, indexes } = await streamed(ociLayout());
	assert.deepEqual(archiveLayers('x', image, indexes).base, { name: 'docker.io/library/debian:12' });
});

test('contents have a checksum where they were read', async t => {
	const hashes = (indexes: readonly LayerIndex[]) => indexes.map(({ files }) => files.find(({ path }) => path === 'etc/motd')?.hash);
	const [first, , third] = hashes((await streamed(graphDriverSave())).indexes);
	assert.equal(first, checksum?.(Buffer.from('ahoy\n'), 0).toString(16));
	assert.equal(third, first);
	assert.deepEqual(hashes((await (await onDisk(t, tar(graphDriverSave()))).layers({})).indexes), [undefined, undefined, undefined]);
});

test('what was read before is passed over', async () => {
	const known = `blobs/sha256/${diffIds[0]?.slice(7)}`;
	const archive = await readArchiveTar(pieces(tar(graphDriverSave()), 700), decompressors, { known: blob => blob === known });
	assert(!archive.layers.has(known));
	const [image] = archive.images;
	assert(image);
	const before: LayerIndex = { diffId: diffIds[0] ?? '', files: [], removed: ['before'], opaque: [] };
	assert.deepEqual(indexesOf(image, archive, layer => (layer.diffId === before.diffId ? before : undefined))[0], before);
});

test('a missing layer, a missing configuration and a missing list are told', async () => {
	await assert.rejects(streamed(legacySave().filter(item => item.path !== `${'b'.repeat(64)}/layer.tar`)), /layer b+\/layer\.tar is missing/);
	await assert.rejects(streamed(graphDriverSave().filter(item => !item.content?.toString().includes('diff_ids'))), /configuration .* is missing/);
	await assert.rejects(streamed([{ path: 'etc/passwd', content: 'root' }]), /neither a manifest\.json nor an index\.json/);
	await assert.rejects(readArchiveTar(pieces(Buffer.from('FROM debian\n'), 5), decompressors), /not a tar archive/);
});

test('an OCI folder is read as its tar is', async t => {
	const folder = temporaryFolder(t, Object.fromEntries(ociLayout().map(item => [item.path, item.content ?? ''])));
	const source = await ArchiveSource.open(folder);
	t.after(() => source.close());
	assert.deepEqual((await source.layers({})).indexes.map(seen), expected);
});

test('errors of files are sentences that name them', async t => {
	const folder = temporaryFolder(t, { 'cut.tar.gz': gzipSync(tar(legacySave())).subarray(0, 200), 'text.tar': 'hello', 'empty/x': '' });
	const message = (path: string, what: string) => ({ name: 'ArchiveError', message: `Could not read ${folder}/${path}: ${what}.` });
	await assert.rejects(ArchiveSource.open(`${folder}/cut.tar.gz`), message('cut.tar.gz', 'its compressed data is damaged'));
	await assert.rejects(ArchiveSource.open(`${folder}/text.tar`), message('text.tar', 'it is not a tar archive'));
	await assert.rejects(ArchiveSource.open(`${folder}/none.tar`), message('none.tar', 'there is no such file'));
	await assert.rejects(ArchiveSource.open(`${folder}/empty`), message('empty', 'it holds no image: neither a manifest.json nor an index.json is in it'));
});
