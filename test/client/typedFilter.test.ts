import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typedFilter } from '../../client/src/layers/typedFilter.ts';

test('nothing typed is no filter', () => {
	for (const text of ['', '  ', '\t']) assert.equal(typedFilter(text), undefined);
});

test('paths, sizes and changes', () => {
	assert.deepEqual(typedFilter('*.log'), { path: '*.log' });
	assert.deepEqual(typedFilter(' >1MB '), { minSize: 1_000_000 });
	assert.deepEqual(typedFilter('*.log >=20kB is:added IS:Deleted'), { path: '*.log', minSize: 20_000, changes: ['added', 'removed'] });
});

test('what is no word of ours is part of a path', () => {
	assert.deepEqual(typedFilter('is:odd my file'), { path: 'is:odd my file' });
	assert.deepEqual(typedFilter('>big'), { path: '>big' });
});
