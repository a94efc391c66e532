import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { readArchiveFile } from '../../server/src/host/archiveFile.ts';
import { decompressors } from '../../server/src/host/decompress.ts';
import { readArchiveTar } from '../../server/src/image/archive.ts';
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

async function only(items: readonly TarItem[], pieceSize = 1000) {
	const images = await readArchiveTar(pieces(tar(items), pieceSize), decompressors);
	assert.equal(images.length, 1);
	return images[0] as (typeof images)[number];
}

for (const [name, items] of Object.entries(layouts)) {
	test(`${name}: layers, sizes and history`, async () => {
		const image = await only(items);
		assert.match(image.references.join(), /^(localhost\/)?team\/app:1\.0\.0$/);
		assert.deepEqual(
			image.layers.map(({ diffId, size, entries }) => [diffId, size, entries]),
			[
				[diffIds[0], 8, 4],
				[diffIds[1], 0, 0],
				[diffIds[2], 8, 4],
			],
		);
		const { rows, totalSize, platform, sizeKind } = archiveLayers('team/app:1.0.0', image);
		assert.deepEqual(
			rows.map(row => [row.keyword, row.size, row.empty, row.diffId]),
			[
				['COPY', 8, false, diffIds[0]],
				['ENV', 0, true, undefined],
				['RUN', 0, false, diffIds[1]],
				['COPY', 8, false, diffIds[2]],
			],
		);
		assert.deepEqual([totalSize, platform, sizeKind], [16, 'linux/arm64/v8', 'unpacked']);
	});
}

test('the order of the members does not matter', async () => {
	const image = await only(legacySave().toReversed());
	assert.deepEqual(
		image.layers.map(layer => layer.size),
		[8, 0, 8],
	);
});

test('an archive may be compressed as a whole', async () => {
	const [image] = await readArchiveTar(pieces(gzipSync(tar(legacySave())), 100), decompressors);
	assert.deepEqual(
		image?.layers.map(layer => layer.size),
		[8, 0, 8],
	);
});

test('the compression of layers is found by looking at them', async () => {
	assert.deepEqual(
		(await only(ociLayout())).layers.map(layer => layer.compression),
		['gzip', 'gzip', 'gzip'],
	);
	assert.deepEqual(
		(await only(ociLayout(layer => layer))).layers.map(layer => layer.compression),
		['none', 'none', 'none'],
	);
});

test('zstd layers', { skip: decompressors.zstd ? false : 'this Node has no zstd' }, async () => {
	assert.deepEqual(
		(await only(ociLayout(layer => zstdCompressSync(layer)))).layers.map(({ compression, size }) => [compression, size]),
		[
			['zstd', 8],
			['zstd', 0],
			['zstd', 8],
		],
	);
});

test('a host without zstd says what it takes', async () => {
	const { gzip } = decompressors;
	assert(gzip);
	await assert.rejects(
		readArchiveTar(pieces(tar(ociLayout(layer => zstdCompressSync(layer))), 512), { gzip }),
		/zstd, which Node\.js can read from version 22\.15 on/,
	);
});

test('the base image that the builder noted', async () => {
	assert.deepEqual(archiveLayers('x', await only(ociLayout())).base, { name: 'docker.io/library/debian:12' });
});

test('each entry of each layer is handed on', async () => {
	const seen: string[] = [];
	await readArchiveTar(pieces(tar(graphDriverSave()), 700), decompressors, (_blob, entry) => {
		seen.push(entry.path);
	});
	assert.deepEqual(seen, ['etc', 'etc/motd', 'bin/sh', 'bin/ash']);
});

test('a missing layer, a missing configuration and a missing list are told', async () => {
	await assert.rejects(only(legacySave().filter(item => item.path !== `${'b'.repeat(64)}/layer.tar`)), /layer b+\/layer\.tar is missing/);
	await assert.rejects(only(graphDriverSave().filter(item => !item.content?.toString().includes('diff_ids'))), /configuration .* is missing/);
	await assert.rejects(only([{ path: 'etc/passwd', content: 'root' }]), /neither a manifest\.json nor an index\.json/);
	await assert.rejects(readArchiveTar(pieces(Buffer.from('FROM debian\n'), 5), decompressors), /not a tar archive/);
});

test('an OCI folder is read as its tar is', async t => {
	const folder = temporaryFolder(t, Object.fromEntries(ociLayout().map(item => [item.path, item.content ?? ''])));
	const [image] = await readArchiveFile(folder);
	assert.deepEqual(
		image?.layers.map(layer => [layer.size, layer.entries]),
		[
			[8, 4],
			[0, 0],
			[8, 4],
		],
	);
});

test('errors of files are sentences that name them', async t => {
	const folder = temporaryFolder(t, { 'cut.tar.gz': gzipSync(tar(legacySave())).subarray(0, 200), 'text.tar': 'hello' });
	await assert.rejects(readArchiveFile(`${folder}/cut.tar.gz`), { message: `Could not read ${folder}/cut.tar.gz: its compressed data is damaged.` });
	await assert.rejects(readArchiveFile(`${folder}/text.tar`), { message: `Could not read ${folder}/text.tar: it is not a tar archive.` });
	await assert.rejects(readArchiveFile(`${folder}/none.tar`), { message: `Could not read ${folder}/none.tar: there is no such file.` });
});
