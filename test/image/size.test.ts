import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSize, parseSize } from '../../server/src/image/size.ts';

test('sizes have three digits and powers of 1,000', () => {
	assert.deepEqual([0, 999, 1000, 1_982_429, 12_345_678, 99_960_000, 999_600_000, 1_185_563_244].map(formatSize), [
		'0 B',
		'999 B',
		'1.00 kB',
		'1.98 MB',
		'12.3 MB',
		'100 MB',
		'1.00 GB',
		'1.19 GB',
	]);
});

test('sizes are read in either system', () => {
	assert.deepEqual(['1000', '200MB', '200 mb', '1.5GiB', '2k', '0', '1KiB', '12B'].map(parseSize), [1000, 200e6, 200e6, 1.5 * 1024 ** 3, 2000, 0, 1024, 12]);
	assert.deepEqual(['', 'MB', '-1', '1 MBx', '1e9'].map(parseSize), [undefined, undefined, undefined, undefined, undefined]);
});
