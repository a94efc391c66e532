import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ComparedImage, compareImages, unreadPairs } from '../../server/src/image/compare.ts';
import { ImageFiles } from '../../server/src/image/imageFiles.ts';
import type { LayerRow } from '../../server/src/image/layerModel.ts';
import { type FileLook, layerOf } from '../support/layers.ts';

function image(
	reference: string,
	rows: readonly (readonly [text: string, diffId: string, size: number])[],
	layers: readonly Record<string, number | FileLook>[],
	parts: Partial<ComparedImage> = {},
): ComparedImage {
	return {
		layers: {
			reference,
			id: '',
			platform: '',
			totalSize: rows.reduce((sum, [, , size]) => sum + size, 0),
			sizeKind: 'unpacked',
			base: undefined,
			dockerfileMatches: undefined,
			dockerfileChanged: undefined,
			rows: rows.map(
				([createdBy, diffId, size], index): LayerRow => ({
					ordinal: index + 1,
					createdBy,
					keyword: '',
					diffId: diffId === '' ? undefined : diffId,
					size,
					share: 0,
					empty: diffId === '',
					fromBase: false,
					line: { start: index, end: index },
					trust: 'config',
					entries: undefined,
				}),
			),
		},
		files: new ImageFiles(layers.map((files, index) => layerOf(files, [], rows[index]?.[1]))),
		packages: [],
		settings: [],
		...parts,
	};
}

const options = { isSecret: (name: string) => name === 'TOKEN', equal: new Set<string>() };

test('layers, lines and sizes: only what differs, with what was added and removed in its place', () => {
	const before = image(
		'a:1',
		[
			['COPY base /', 'x', 10],
			['RUN make', 'y', 5],
			['ENV OLD=1', '', 0],
			['COPY end /', 'z', 1],
		],
		[],
	);
	const after = image(
		'a:2',
		[
			['COPY base /', 'x', 10],
			['RUN  make', 'y2', 9],
			['RUN test', 'w', 2],
			['COPY end /', 'z', 1],
		],
		[],
	);
	const { size, sharedLayers, layers } = compareImages(before, after, options);
	assert.deepEqual(size, { before: 16, after: 22 });
	assert.equal(sharedLayers, 1);
	assert.deepEqual(layers, [
		{ text: 'RUN make', line: 1, before: 5, after: 9 },
		{ text: 'ENV OLD=1', line: undefined, before: 0, after: undefined },
		{ text: 'RUN test', line: 2, before: undefined, after: 2 },
	]);
	assert.deepEqual(compareImages(before, before, options).layers, []);
	const classic = (hash: string) => image('a:1', [[`COPY file:${hash} in /etc/motd`, hash, 4]], []);
	assert.deepEqual(compareImages(classic('aa'), classic('bb'), options).layers, [{ text: 'COPY file in /etc/motd', line: 0, before: 4, after: 4 }]);
	assert.equal(compareImages(before, before, options).sharedLayers, 3);
});

test('files: content, owner and mode; folders that came or went are not told', () => {
	const before = image(
		'a:1',
		[['A', 'x', 0]],
		[{ 'd/': 0, 'd/same': { size: 3, hash: 'h' }, 'd/gone': 7, 'd/big': { size: 1, hash: 'a' }, 'd/mode': { size: 2, hash: 'm', mode: 0o644 }, 'old/': 0 }],
	);
	const after = image(
		'a:2',
		[['A', 'y', 0]],
		[{ 'd/': 0, 'd/same': { size: 3, hash: 'h' }, 'd/new': 4, 'd/big': { size: 100, hash: 'b' }, 'd/mode': { size: 2, hash: 'm', mode: 0o755 }, 'new/': 0 }],
	);
	const { files, fileCounts } = compareImages(before, after, options);
	assert.deepEqual(
		files.map(({ path, change, before: was, after: is }) => [path, change, was, is]),
		[
			['d/big', 'modified', 1, 100],
			['d/gone', 'removed', 7, undefined],
			['d/new', 'added', undefined, 4],
			['d/mode', 'metadata', 2, 2],
		],
	);
	assert.deepEqual(fileCounts, { added: 1, modified: 1, metadata: 1, removed: 1 });
});

test('contents that were not read count as changed, unless somebody compared them', () => {
	const files = new ImageFiles([layerOf({ a: 5, b: 5, empty: 0, known: { size: 1, hash: 'x' } })]);
	const [before, after] = [image('a:1', [['A', 'x', 0]], [], { files }), image('a:2', [['A', 'y', 0]], [], { files })];
	assert.deepEqual(
		unreadPairs(files.visible, files.visible).map(({ path }) => path),
		['a', 'b'],
	);
	assert.deepEqual(
		compareImages(before, after, { ...options, equal: new Set(['a']) }).files.map(({ path, change }) => [path, change]),
		[['b', 'modified']],
	);
});

test('packages with all their versions, and settings without secrets', () => {
	const before = image('a:1', [], [], {
		packages: [
			{ manager: 'npm', name: 'a', version: '1' },
			{ manager: 'npm', name: 'a', version: '2' },
			{ manager: 'dpkg', name: 'gone', version: '3' },
			{ manager: 'dpkg', name: 'same', version: '1' },
		],
		settings: [
			{ name: 'ENV TOKEN', value: 'canary' },
			{ name: 'USER', value: 'root' },
		],
	});
	const after = image('a:2', [], [], {
		packages: [
			{ manager: 'npm', name: 'a', version: '2' },
			{ manager: 'pip', name: 'new', version: '1' },
			{ manager: 'dpkg', name: 'same', version: '1' },
		],
		settings: [
			{ name: 'ENV TOKEN', value: 'canary-2' },
			{ name: 'USER', value: '1000' },
			{ name: 'CMD', value: '["x"]' },
		],
	});
	const { packages, settings } = compareImages(before, after, options);
	assert.deepEqual(packages, [
		{ manager: 'dpkg', name: 'gone', before: '3', after: undefined },
		{ manager: 'npm', name: 'a', before: '1, 2', after: '2' },
		{ manager: 'pip', name: 'new', before: undefined, after: '1' },
	]);
	assert.deepEqual(settings, [
		{ name: 'ENV TOKEN', before: '(secret)', after: '(secret)' },
		{ name: 'USER', before: 'root', after: '1000' },
		{ name: 'CMD', before: undefined, after: '["x"]' },
	]);
});
