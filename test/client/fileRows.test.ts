import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceText, fileText, modeText, wastedText } from '../../client/src/layers/fileRows.ts';
import type { FileRow } from '../../server/src/protocol/files.ts';

const file: FileRow = {
	path: 'app/a.js',
	name: 'a.js',
	kind: 'file',
	size: 1_234_000,
	change: 'modified',
	layer: 2,
	mode: 0o644,
	uid: 0,
	gid: 5,
	link: '',
	files: 0,
};
const layerName = (layer: number): string => `line ${layer + 10}`;

test('a file tells its size, and who changed it', () => {
	assert.deepEqual(fileText(file, layerName), {
		label: 'a.js',
		description: '1.23 MB',
		tooltip: '/app/a.js\n-rw-r--r-- 0:5\n1.23 MB (1,234,000 bytes)\nchanged by line 12',
		spoken: 'a.js, 1.23 MB, changed',
	});
	assert.match(fileText({ ...file, change: 'same' }, layerName).tooltip, /\nfrom line 12$/);
	assert.match(fileText({ ...file, change: 'removed' }, layerName).tooltip, /\ndeleted; the copy is in line 12$/);
	assert.match(fileText({ ...file, change: 'metadata' }, layerName).spoken, /owner, mode or time changed/);
});

test('a folder tells what is in it, also where no layer lists it', () => {
	const folder = fileText({ ...file, kind: 'directory', mode: 0o755, files: 1234, change: 'same', layer: -1 }, layerName);
	assert.equal(folder.description, '1.23 MB · 1,234 files');
	assert.equal(folder.spoken, 'a.js, folder, 1.23 MB, 1,234 files');
	assert.doesNotMatch(folder.tooltip, /line/);
});

test('links and devices have no size', () => {
	assert.equal(fileText({ ...file, kind: 'symlink', link: '/bin/busybox' }, layerName).description, '→ /bin/busybox · link');
	assert.equal(fileText({ ...file, kind: 'character' }, layerName).description, 'device');
});

test('modes as ls writes them', () => {
	assert.deepEqual(
		[
			modeText({ kind: 'file', mode: 0o4755 }),
			modeText({ kind: 'file', mode: 0o2644 }),
			modeText({ kind: 'directory', mode: 0o1777 }),
			modeText({ kind: 'symlink', mode: 0o777 }),
		],
		['-rwsr-xr-x', '-rw-r-Sr--', 'drwxrwxrwt', 'lrwxrwxrwx'],
	);
});

test('waste says of whom and by whom', () => {
	assert.equal(
		wastedText({ path: 'var/a.log', size: 2_000, layer: 0, by: 3, change: 'removed' }, layerName).description,
		'2.00 kB · of line 10, deleted by line 13',
	);
	const advice = adviceText({ kind: 'cleanup', bytes: 3_000_000, layers: [1, 2], message: 'Do it.', paths: [] }, layerName);
	assert.deepEqual([advice.label, advice.description, advice.tooltip], ['3.00 MB', 'Do it.', 'Do it.\nline 11, line 12']);
});
