import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTar, type TarEntry } from '../../server/src/image/tar.ts';
import { isTarHeader } from '../../server/src/image/tarHeader.ts';
import { pieces, type TarItem, tar } from '../support/tarWriter.ts';

async function read(bytes: Uint8Array, pieceSize = bytes.length): Promise<TarEntry[]> {
	const entries: TarEntry[] = [];
	for await (const entry of readTar(pieces(bytes, pieceSize))) entries.push(entry);
	return entries;
}

async function first(item: TarItem): Promise<TarEntry> {
	const [entry] = await read(tar([item, { path: 'after', content: 'x' }]));
	assert(entry);
	return entry;
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of content) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

test('an entry has what its header says', async () => {
	const { content: _content, ...entry } = await first({ path: './usr/bin/tool', content: 'hello', mode: 0o4755 });
	assert.deepEqual(entry, {
		path: 'usr/bin/tool',
		kind: 'file',
		size: 5,
		mode: 0o4755,
		uid: 1000,
		gid: 100,
		modified: 1700000000,
		link: '',
		stored: 5,
		hasSparseMaps: false,
	});
});

test('any size of pieces gives the same entries and contents', async () => {
	const long = 'a'.repeat(5000);
	const bytes = tar([
		{ path: 'd/', type: '5' },
		{ path: 'd/long', content: long },
		{ path: 'd/é', content: 'x', pax: { path: 'd/größe' } },
		{ path: 'd/s', type: '2', link: 'long' },
	]);
	for (const size of [1, 7, 511, 512, 513, 4096, bytes.length]) {
		const seen: string[] = [];
		for await (const entry of readTar(pieces(bytes, size))) seen.push(`${entry.kind} ${entry.path} ${entry.link} ${(await textOf(entry.content)).length}`);
		assert.deepEqual(seen, ['directory d  0', 'file d/long  5000', 'file d/größe  1', 'symlink d/s long 0'], `pieces of ${size}`);
	}
});

test('contents can be read, or left, or read in part', async () => {
	const bytes = tar([
		{ path: 'a', content: 'first' },
		{ path: 'b', content: 'b'.repeat(2000) },
		{ path: 'c', content: 'third' },
	]);
	const seen: string[] = [];
	for await (const entry of readTar(pieces(bytes, 100))) {
		if (entry.path === 'b') {
			for await (const part of entry.content) {
				seen.push(`b ${part.length < 2000}`);
				break;
			}
		} else seen.push(await textOf(entry.content));
	}
	assert.deepEqual(seen, ['first', 'b true', 'third']);
});

test('pax records win over the header, for one entry only', async () => {
	const bytes = tar([
		{ path: 'short', type: '2', pax: { path: 'x/'.repeat(80) + 'long', linkpath: 'target', mtime: '1700000000.25', uid: '3000000' } },
		{ path: 'next', content: '' },
	]);
	const [entry, next] = await read(bytes);
	assert.equal(entry?.path, 'x/'.repeat(80) + 'long');
	assert.deepEqual([entry?.link, entry?.modified, entry?.uid], ['target', 1700000000.25, 3000000]);
	assert.deepEqual([next?.path, next?.link, next?.uid], ['next', '', 1000]);
});

test("a pax size counts, not the header's", async () => {
	const bytes = tar([
		{ path: 'big', content: 'z'.repeat(1000), size: 0, pax: { size: '1000' } },
		{ path: 'after', content: 'x' },
	]);
	assert.deepEqual(
		(await read(bytes)).map(({ path, size }) => [path, size]),
		[
			['big', 1000],
			['after', 1],
		],
	);
});

test('global pax records hold until others come', async () => {
	const bytes = tar([{ path: 'g', type: 'g', content: '12 uid=4711\n' }, { path: 'a' }, { path: 'b' }]);
	assert.deepEqual(
		(await read(bytes)).map(({ path, uid }) => [path, uid]),
		[
			['a', 4711],
			['b', 4711],
		],
	);
});

test('GNU long names and links', async () => {
	const name = `${'n/'.repeat(100)}name`;
	const bytes = tar([
		{ path: '././@LongLink', type: 'L', content: `${name}\0` },
		{ path: '././@LongLink', type: 'K', content: `${name}.target\0` },
		{ path: 'cut', type: '2', link: 'cut', format: 'gnu' },
	]);
	const [entry] = await read(bytes);
	assert.deepEqual([entry?.path, entry?.link, entry?.kind], [name, `${name}.target`, 'symlink']);
});

test('sizes in base 256', async () => {
	const bytes = tar([
		{ path: 'a', content: 'y'.repeat(700), base256: true },
		{ path: 'b', content: 'x' },
	]);
	assert.deepEqual(
		(await read(bytes)).map(({ path, size }) => [path, size]),
		[
			['a', 700],
			['b', 1],
		],
	);
});

test('the prefix belongs to ustar only: GNU keeps times there', async () => {
	assert.equal((await first({ path: 'file', prefix: 'some/folder' })).path, 'some/folder/file');
	assert.equal((await first({ path: 'file', prefix: '14000000000', format: 'gnu' })).path, 'file');
});

test('links have no size and no data, whatever the header says', async () => {
	const bytes = tar([
		{ path: 'h', type: '1', link: 'a', size: 512 },
		{ path: 'after', content: 'x' },
	]);
	assert.deepEqual(
		(await read(bytes)).map(({ path, kind, size }) => [path, kind, size]),
		[
			['h', 'hardlink', 0],
			['after', 'file', 1],
		],
	);
});

test('a folder of an old tar is known by its slash', async () => {
	assert.equal((await first({ path: 'old/', format: 'v7' })).kind, 'directory');
});

test('the empty tar of an empty layer has no entries', async () => {
	assert.deepEqual(await read(new Uint8Array(1024)), []);
	assert(isTarHeader(new Uint8Array(1024)));
});

test('what is no tar, or ends too early, says so', async () => {
	const whole = tar([{ path: 'a', content: 'a'.repeat(2000) }]);
	await assert.rejects(read(whole.subarray(0, 1200)), /ends within a file/);
	await assert.rejects(read(whole.subarray(0, 300)), /ends within a header/);
	await assert.rejects(read(Buffer.from('not a tar at all'.repeat(64))), /checksum/);
	assert(!isTarHeader(Buffer.from('not a tar at all'.repeat(64))));
});

test('names that are not UTF-8 do not stop the reading', async () => {
	const bytes = Buffer.from(tar([{ path: 'caf_' }]));
	bytes[3] = 0xe9;
	const sum = bytes.subarray(0, 512).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
	bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	assert.equal((await read(bytes))[0]?.path, 'caf�');
});
