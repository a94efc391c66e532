import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PaneRow, paneMessage, paneRows, totalText } from '../../client/src/layers/rows.ts';
import { shareIcon, shareLevel } from '../../client/src/layers/shareIcon.ts';
import { percent } from '../../client/src/layers/words.ts';
import type { ImageLayers, LayerRow } from '../../server/src/protocol/layers.ts';

function row(ordinal: number, createdBy: string, values: Partial<LayerRow> = {}): LayerRow {
	return {
		ordinal,
		createdBy,
		keyword: createdBy.split(' ')[0] ?? '',
		diffId: `sha256:${String(ordinal).repeat(64)}`,
		size: 0,
		share: 0,
		empty: false,
		fromBase: false,
		line: undefined,
		trust: 'config',
		entries: undefined,
		...values,
	};
}

function image(rows: readonly LayerRow[], values: Partial<ImageLayers> = {}): ImageLayers {
	return {
		reference: 'shop:1.0.0',
		id: 'sha256:1',
		platform: 'linux/amd64',
		totalSize: rows.reduce((sum, { size }) => sum + size, 0),
		sizeKind: 'unpacked',
		rows,
		base: undefined,
		dockerfileMatches: true,
		dockerfileChanged: undefined,
		...values,
	};
}

/** What stands after the share. */
function instruction({ description }: PaneRow): string {
	return description.replace(/^.*? % {2}/, '');
}

const shop = image(
	[
		row(1, 'ADD rootfs.tar /', { size: 6_000_000, share: 0.6, fromBase: true, line: { start: 0, end: 0 } }),
		row(2, 'CMD ["sh"]', { empty: true, fromBase: true, line: { start: 0, end: 0 } }),
		row(3, 'COPY . /app', { size: 1_000_000, share: 0.1, fromBase: true, line: { start: 0, end: 0 } }),
		row(4, 'ENV A=1', { empty: true, line: { start: 1, end: 1 } }),
		row(5, 'RUN npm ci \t  && npm test', { size: 3_000_000, share: 0.3, line: { start: 3, end: 4 }, entries: 1234 }),
	],
	{ base: { name: 'node:22' } },
);

test('the layers of the base are one row under FROM, then the own ones in order; what made no layer is no row', () => {
	const rows = paneRows(shop);
	assert.deepEqual(rows.map(instruction), ['1: FROM node:22', '4: RUN npm ci && npm test']);
	assert.deepEqual(rows[0]?.children.map(instruction), ['ADD rootfs.tar /', 'COPY . /app']);
	assert.equal(rows[0]?.size, 7_000_000);
	assert.deepEqual(rows[0]?.line, { start: 0, end: 0 });
});

test('a row tells its size and its share, and says the same to those who hear it', () => {
	assert.deepEqual(
		paneRows(shop).map(({ label, description, spoken }) => [label, description, spoken]),
		[
			['7.00 MB', '\u200770 %  1: FROM node:22', 'FROM node:22, 7.00 MB, 70 %, line 1'],
			['3.00 MB', '\u200730 %  4: RUN npm ci && npm test', 'RUN npm ci && npm test, 3.00 MB, 30 %, line 4'],
		],
	);
});

test('layers of the base have no line of their own to go to', () => {
	assert.deepEqual(
		paneRows(shop)[0]?.children.map(({ line }) => line),
		[undefined, undefined],
	);
});

test('the tooltip has every figure', () => {
	const tooltip = paneRows(shop)[1]?.tooltip ?? '';
	for (const part of ['3.00 MB (3,000,000 bytes), 30 % of the total', '1,234 files and folders', 'lines 4 to 5', `sha256:${'5'.repeat(64)}`])
		assert.ok(tooltip.includes(part), part);
});

test('an instruction cannot leave its code block', () => {
	const [only] = paneRows(image([row(1, 'RUN echo ```\n[x](command:y)')]));
	assert.ok(only?.tooltip.startsWith('````dockerfile\n'));
	assert.ok(only?.tooltip.includes('\n````\n'));
});

test('waste is said where files were read, and summed for the base', () => {
	const nothing = { counts: { added: 1, modified: 0, metadata: 0, removed: 0 }, wastedBy: [], metadataOnly: 0, diffId: '', size: 0 };
	const rows = paneRows(shop, {
		waste: [
			{ ...nothing, wasted: 2_000_000 },
			{ ...nothing, wasted: 0 },
			{ ...nothing, wasted: 1_000_000, counts: { added: 1200, modified: 2, metadata: 3, removed: 4 }, metadataOnly: 500 },
		],
	});
	assert.deepEqual(rows.map(instruction), ['1: FROM node:22 · 2.00 MB wasted', '4: RUN npm ci && npm test · 1.00 MB wasted']);
	assert.equal(rows[1]?.spoken, 'RUN npm ci && npm test, 3.00 MB, 30 %, 1.00 MB wasted, line 4');
	for (const part of ['1,200 added, 2 changed, 3 with another owner, mode or time only (500 B), 4 deleted', '1.00 MB wasted: later layers hide or delete them'])
		assert.ok(rows[1]?.tooltip.includes(part), part);
});

test('the newest first, and with what made no layer', () => {
	const rows = paneRows(shop, { reversed: true, withEmpty: true });
	assert.deepEqual(rows.map(instruction), ['4: RUN npm ci && npm test', `\u2007\u2007\u2007\u2007\u2007  2: ENV A=1`, '1: FROM node:22']);
	assert.deepEqual(
		rows.map(({ layer }) => layer),
		[2, undefined, undefined],
	);
	assert.deepEqual(
		rows[2]?.children.map(({ layer, spoken }) => [layer, spoken]),
		[
			[1, 'COPY . /app, 1.00 MB, 10 %'],
			[undefined, 'CMD ["sh"], no layer'],
			[0, 'ADD rootfs.tar /, 6.00 MB, 60 %'],
		],
	);
});

test('without a known base every layer stands alone', () => {
	assert.deepEqual(
		paneRows(image([row(1, 'COPY a /'), row(2, 'COPY b /')])).map(({ id }) => id),
		['layer-1', 'layer-2'],
	);
});

test('a layer without history still has a name', () => {
	assert.equal(paneRows(image([row(1, '', { keyword: '' })]))[0]?.spoken, 'Layer, 0 B, 0 %');
});

test('the figures stand below each other', () => {
	const rows = paneRows(image([row(1, 'COPY a /', { size: 12, share: 0 }), row(2, 'COPY b /', { size: 23_700, share: 1 })]));
	assert.deepEqual(
		rows.map(({ label, description }) => [label, description.slice(0, 5)]),
		[
			['\u2007\u2007\u200712 B', '\u2007\u20070 %'],
			['23.7 kB', '100 %'],
		],
	);
});

test('instructions are short: no flags, and cut where they are long', () => {
	const long = `COPY --from=build ${'/app/a-long-name.txt '.repeat(10)}/srv/www/`;
	const [first, second] = paneRows(image([row(1, 'RUN --mount=type=cache,target=/root/.npm --network=none npm ci'), row(2, long)])).map(instruction);
	assert.equal(first, 'RUN npm ci');
	assert.match(second ?? '', /^COPY \/app\/a-long-name\.txt .*…$/);
	assert.ok((second ?? '').length <= 80);
});

test('where the builder noted a checksum, the line of the Dockerfile is shown', () => {
	const noted = image([row(1, 'COPY dir:b2dfd0f4764f in /srv/www/', { line: { start: 3, end: 4 } }), row(2, 'COPY site /srv', { line: { start: 5, end: 5 } })]);
	assert.deepEqual(paneRows(noted, { lineText: line => ['', '', '', '  COPY site/ \\', '', 'COPY other /'][line] }).map(instruction), [
		'4: COPY site/',
		'6: COPY site /srv',
	]);
	assert.equal(paneRows(noted).map(instruction)[0], '4: COPY dir:b2dfd0f4764f in /srv/www/');
});

test('the icon is filled as far as the share goes', () => {
	assert.deepEqual([0, Number.NaN, 0.0001, 0.5, 1, 1.00001].map(shareLevel), [0, 0, 0.5, 5.5, 11, 11]);
	const { light, dark } = shareIcon(0.5);
	assert.notEqual(light, dark);
	const [, svg = ''] = light.split('data:image/svg+xml;base64,');
	assert.match(atob(svg), /^<svg .*<rect x="4" y="8" width="8" height="5.5" fill="#1a73c7"\/><\/svg>$/);
});

test('shares', () => {
	assert.deepEqual([0, 0.004, 0.01, 0.456, 1].map(percent), ['0 %', '<1 %', '1 %', '46 %', '100 %']);
});

test('the total counts layers, not history', () => {
	assert.equal(totalText(shop), '3 layers, 10.0 MB');
	assert.equal(totalText(image([row(1, 'COPY a /', { size: 12 })])), '1 layer, 12 B');
});

test('the message says what the numbers mean and why lines are missing', () => {
	assert.equal(paneMessage(shop), 'shop:1.0.0 · 3 layers, 10.0 MB, linux/amd64');
	assert.match(paneMessage({ ...shop, sizeKind: 'disk' }), /linux\/amd64\. Sizes are disk blocks.*[^.]\.$/);
	assert.match(paneMessage({ ...shop, dockerfileMatches: false }), /not built from the open Dockerfile/);
	assert.doesNotMatch(paneMessage({ ...shop, dockerfileMatches: undefined }), /not built/);
});
