import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ImageFiles } from '../../server/src/image/imageFiles.ts';
import type { LayerIndex } from '../../server/src/image/layerIndex.ts';
import { layerOf } from '../support/layers.ts';

const touchedBy = (files: ImageFiles, layer: number) => files.changes[layer]?.touched.map(({ change, path }) => `${change} ${path}`);
const sizes = ({ waste: { total, visible, reclaimable } }: ImageFiles) => ({ total, visible, reclaimable });

test('what a layer does: added, modified, the same but for its mode, removed', () => {
	const files = new ImageFiles([
		layerOf({ 'etc/': 0, 'etc/a': { size: 10, hash: 'x' }, 'etc/b': { size: 20, hash: 'y' }, 'etc/c': 30, 'etc/l': { kind: 'symlink', link: 'a' } }),
		layerOf(
			{ 'etc/': 0, 'etc/a': { size: 10, hash: 'z' }, 'etc/b': { size: 20, hash: 'y', mode: 0o755 }, 'etc/d': 5, 'etc/l': { kind: 'symlink', link: 'b' } },
			['etc/c'],
		),
	]);
	assert.deepEqual(touchedBy(files, 1), ['modified etc/a', 'metadata etc/b', 'added etc/d', 'modified etc/l', 'removed etc/c']);
	assert.deepEqual(sizes(files), { total: 95, visible: 35, reclaimable: 60 });
	const [first, second] = files.waste.layers;
	assert.deepEqual([first?.wasted, first?.wastedBy, second?.metadataOnly], [60, [{ layer: 1, bytes: 60 }], 20]);
	assert.deepEqual(second?.counts, { added: 1, modified: 2, metadata: 1, removed: 1 });
	assert.deepEqual(
		files.waste.wasted.map(({ path, change, layer, by }) => [path, change, layer, by]),
		[
			['etc/c', 'removed', 0, 1],
			['etc/b', 'metadata', 0, 1],
			['etc/a', 'modified', 0, 1],
		],
	);
});

test('a content that was not read counts as another one', () => {
	const files = new ImageFiles([layerOf({ a: 10 }), layerOf({ a: { size: 10, mode: 0o755 } })]);
	assert.deepEqual(touchedBy(files, 1), ['modified a']);
});

test('a folder that goes takes everything with it; an opaque one only what was in it', () => {
	const base = layerOf({ 'd/': 0, 'd/x': 1, 'd/e/': 0, 'd/e/y': 2, 'o/': 0, 'o/z': 4 });
	const files = new ImageFiles([base, layerOf({ 'o/': 0, 'o/new': 8 }, ['d', 'o/*'])]);
	assert.deepEqual([...files.visible.keys()], ['o', 'o/new']);
	assert.deepEqual(sizes(files), { total: 15, visible: 8, reclaimable: 7 });
	assert.deepEqual(touchedBy(files, 1), ['added o/new', 'removed o/z', 'removed d', 'removed d/x', 'removed d/e', 'removed d/e/y']);
});

test('a whiteout removes what layers below have, not what its own layer has', () => {
	const files = new ImageFiles([layerOf({ a: 1 }), layerOf({ a: 2, 'b/c': 4 }, ['a', 'b'])]);
	assert.deepEqual([...files.visible.keys()], ['a', 'b/c']);
	assert.deepEqual(touchedBy(files, 1), ['modified a', 'added b/c']);
	assert.deepEqual(sizes(files), { total: 7, visible: 6, reclaimable: 1 });
});

test('a file in place of a folder, and a folder in place of a file', () => {
	const files = new ImageFiles([layerOf({ 'd/x': 1, f: 2 }), layerOf({ d: 4, 'f/': 0, 'f/y': 8 })]);
	assert.deepEqual([...files.visible.keys()], ['d', 'f', 'f/y']);
	assert.deepEqual(sizes(files), { total: 15, visible: 12, reclaimable: 3 });
});

test('the bytes of hard links are there until the last name goes', () => {
	const base = layerOf({ a: 10, b: { kind: 'hardlink', link: 'a' } });
	assert.equal(new ImageFiles([base, layerOf({}, ['a'])]).waste.reclaimable, 0);
	assert.equal(new ImageFiles([base, layerOf({}, ['a', 'b'])]).waste.reclaimable, 10);
	assert.equal(new ImageFiles([base, layerOf({ a: 3 }), layerOf({ b: 4 })]).waste.reclaimable, 10);
});

test('the life of a file', () => {
	const files = new ImageFiles([layerOf({ a: 1 }), layerOf({ b: 1 }), layerOf({ a: { size: 2, mode: 0o600 } }), layerOf({}, ['a'])]);
	assert.deepEqual(files.life('a'), [
		{ layer: 0, change: 'added', size: 1, mode: 0o644 },
		{ layer: 2, change: 'modified', size: 2, mode: 0o600 },
		{ layer: 3, change: 'removed', size: 0, mode: 0o600 },
	]);
});

test('folders are listed with what is in them, a piece at a time', () => {
	const files = new ImageFiles([layerOf({ 'a/': 0, 'a/1': 5, 'a/2': 7, 'b/deep/3': 1 }), layerOf({ 'a/1': 6, c: 2 }, ['b'])]);
	const list = (scope: Parameters<ImageFiles['list']>[0], folder: string, sort: 'size' | 'name' = 'size', start = 0, count = 9) =>
		files.list(scope, { folder, sort, start, count });
	const brief = ({ rows }: ReturnType<ImageFiles['list']>) => rows.map(({ name, size, change, files: inIt }) => `${name} ${size} ${change} ${inIt}`);
	assert.deepEqual(brief(list({ upTo: 0 }, '')), ['a 12 added 2', 'b 1 same 1']);
	assert.deepEqual(brief(list({ upTo: 1 }, '')), ['a 13 same 2', 'c 2 added 0', 'b 0 same 1']);
	assert.deepEqual(brief(list({ upTo: 1 }, 'a')), ['2 7 same 0', '1 6 modified 0']);
	assert.deepEqual(brief(list({ layer: 1 }, '')), ['a 6 same 1', 'c 2 added 0', 'b 0 same 1']);
	assert.deepEqual(brief(list({ layer: 1 }, 'b/deep')), ['3 1 removed 0']);
	assert.deepEqual(brief(list({ upTo: 1 }, '', 'name', 1, 1)), ['b 0 same 1']);
	assert.deepEqual([list({ upTo: 1 }, '').count, list({ upTo: 1 }, '').size], [3, 15]);
	assert.deepEqual(list({ upTo: 1 }, 'nowhere').rows, []);
});

test('filters give a flat list', () => {
	const files = new ImageFiles([
		layerOf({ 'usr/lib/Big.SO': 500, 'usr/lib/small.so': 5, 'etc/so.conf': 50, 'usr/lib/x.a': 7 }),
		layerOf({ 'etc/so.conf': 51 }),
	]);
	const found = (filter: NonNullable<Parameters<ImageFiles['list']>[1]['filter']>) =>
		files.list({ upTo: 1 }, { folder: '', sort: 'name', filter, start: 0, count: 9 }).rows.map(({ path }) => path);
	assert.deepEqual(found({ path: '.so' }), ['usr/lib/Big.SO', 'usr/lib/small.so']);
	assert.deepEqual(found({ path: '*.so' }), ['usr/lib/Big.SO', 'usr/lib/small.so']);
	assert.deepEqual(found({ path: 'usr/*/?.[ab]' }), ['usr/lib/x.a']);
	assert.deepEqual(found({ path: '**/*.conf' }), ['etc/so.conf']);
	assert.deepEqual(found({ minSize: 50 }), ['etc/so.conf', 'usr/lib/Big.SO']);
	assert.deepEqual(found({ changes: ['modified'] }), ['etc/so.conf']);
	assert.deepEqual(found({ path: '[' }), []);
});

test("dive's score, by its own formulas, on an image of the size of a page", () => {
	// a: 10 + 20, least 10; b: 5 + 0 (whiteout of a file), least 0; d: 0 + 7 (whiteout of a folder), least 0... the folder itself is no leaf below
	const files = new ImageFiles([layerOf({ a: 10, b: 5, 'd/': 0, 'd/x': 7 }), layerOf({ a: 20 }, ['b', 'd'])]);
	// paths: a (10, 20), b (5, 0), d/x (7), d (7)
	assert.deepEqual(files.dive, { efficiency: (10 + 0 + 7 + 7) / (30 + 5 + 7 + 7), wastedBytes: 35, wastedUserPercent: 35 / 20 });
});

const names = fc.constantFrom('a', 'b', 'c');
const path = fc.array(names, { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'));
const layer = fc.record({ files: fc.dictionary(path, fc.nat(99), { maxKeys: 6 }), removed: fc.array(path, { maxLength: 3 }) });
/** No path is a file and, in the same layer, a folder. */
const consistent = ({ files }: { readonly files: Readonly<Record<string, number>> }) =>
	Object.keys(files).every(one => !Object.keys(files).some(other => other.startsWith(`${one}/`)));

/** As slowly and plainly as can be: paths and sizes of what is seen. */
function seenAfter(layers: readonly LayerIndex[]): Map<string, number> {
	const seen = new Map<string, number>();
	for (const { files, removed } of layers) {
		for (const gone of removed) for (const known of [...seen.keys()]) if (known === gone || known.startsWith(`${gone}/`)) seen.delete(known);
		for (const { path: at, size } of files) {
			for (const known of [...seen.keys()]) if (known.startsWith(`${at}/`) || at.startsWith(`${known}/`)) seen.delete(known);
			seen.set(at, size);
		}
	}
	return seen;
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test('what is seen, what is wasted and what merging saves agree with a plain computation', () => {
	fc.assert(
		fc.property(fc.array(layer.filter(consistent), { minLength: 1, maxLength: 5 }), drawn => {
			const layers = drawn.map(({ files, removed }) => layerOf(files, removed));
			const files = new ImageFiles(layers);
			const seen = seenAfter(layers);
			const shown = [...files.visible].filter(([, { file }]) => file.kind === 'file').map(([at, { file }]) => [at, file.size] as const);
			assert.deepEqual(new Map(shown), seen);
			assert.equal(files.waste.visible, sum(seen.values()));
			assert.equal(sum(files.waste.layers.map(({ wasted }) => wasted)), files.waste.reclaimable);
			for (let from = 0; from < layers.length; from++) {
				for (let to = from; to < layers.length; to++) {
					const range = layers.slice(from, to + 1);
					const held = sum(range.flatMap(({ files: own }) => own.map(({ size }) => size)));
					assert.equal(files.savedByMerging(from, to), held - sum(seenAfter(range).values()), `layers ${from} to ${to}`);
				}
			}
			const listed = files.list({ upTo: layers.length - 1 }, { folder: '', sort: 'size', start: 0, count: 100 });
			assert.equal(listed.size, files.waste.visible);
		}),
		{ numRuns: 2000 },
	);
});
