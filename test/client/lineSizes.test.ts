import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatOf, type LineChange, lineSizes, lineText, movedLine } from '../../client/src/layers/lineSizes.ts';
import type { StepTime } from '../../client/src/layers/stepTimes.ts';
import type { ImageLayers, LayerRow } from '../../server/src/protocol/layers.ts';

const base: LayerRow = {
	ordinal: 1,
	createdBy: '',
	keyword: '',
	diffId: 'sha256:1',
	size: 1000,
	share: 0,
	empty: false,
	fromBase: false,
	line: undefined,
	trust: 'config',
	entries: undefined,
};

test('layers of one line are summed, empty ones and those without a line are left out', () => {
	const rows: LayerRow[] = [
		{ ...base, line: { start: 4, end: 6 }, size: 5, share: 0.004, trust: 'approximate' },
		{ ...base, line: { start: 0, end: 0 }, share: 0.25 },
		{ ...base, line: { start: 0, end: 0 }, size: 2000, share: 0.5 },
		{ ...base, line: { start: 2, end: 2 }, empty: true },
		{ ...base },
	];
	const image: ImageLayers = {
		reference: 'a:1',
		id: '',
		platform: '',
		totalSize: 0,
		sizeKind: 'unpacked',
		rows,
		base: undefined,
		dockerfileMatches: true,
		dockerfileChanged: undefined,
	};
	assert.deepEqual(lineSizes(image), [
		{ line: 0, end: 0, size: 3000, share: 0.75, wasted: 0, layers: 2, approximate: false, time: undefined },
		{ line: 4, end: 6, size: 5, share: 0.004, wasted: 0, layers: 1, approximate: true, time: undefined },
	]);
	assert.deepEqual(lineSizes(image).map(lineText), ['3.00 kB · 75 %', '5 B · <1 %']);
	const waste = [0, 300, 400, 7].map(wasted => ({
		diffId: '',
		size: 0,
		counts: { added: 0, modified: 0, metadata: 0, removed: 0 },
		wasted,
		wastedBy: [],
		metadataOnly: 0,
	}));
	assert.deepEqual(lineSizes(image, waste).map(lineText), ['3.00 kB · 75 % · 700 B wasted', '5 B · <1 %'], 'an empty row is no layer');
});

test('how long an instruction took, where it took any time', () => {
	const size = { line: 0, end: 0, size: 5, share: 1, wasted: 0, layers: 1, approximate: false };
	const text = (time: StepTime | undefined) => lineText({ ...size, time });
	assert.deepEqual(
		[
			undefined,
			{ seconds: undefined, cached: true },
			{ seconds: 0.2, cached: false },
			{ seconds: 8.24, cached: false },
			{ seconds: undefined, cached: false },
		].map(text),
		['5 B · 100 %', '5 B · 100 % · cached', '5 B · 100 %', '5 B · 100 % · 8.2 s', '5 B · 100 %'],
	);
});

test('the heat of a line', () => {
	assert.deepEqual([0, 0.019, 0.02, 0.1, 0.25, 0.49, 0.5, 1].map(heatOf), [0, 0, 1, 2, 3, 3, 4, 4]);
});

/** What `movedLine` says must be where the line really went: every line of a text is unique, so it can be looked for. */
const lines = ['zero', 'one', 'two', 'three', 'four', 'five'];
const edits: { name: string; from: [number, number]; to: [number, number]; text: string }[] = [
	{ name: 'typing in a line', from: [2, 1], to: [2, 1], text: 'X' },
	{ name: 'a new line at the end of one', from: [2, 3], to: [2, 3], text: '\nnew' },
	{ name: 'a new line before one', from: [2, 0], to: [2, 0], text: 'new\n' },
	{ name: 'two new lines at the very start', from: [0, 0], to: [0, 0], text: 'a\nb\n' },
	{ name: 'a line deleted', from: [2, 0], to: [3, 0], text: '' },
	{ name: 'two lines deleted', from: [1, 0], to: [3, 0], text: '' },
	{ name: 'a line deleted from the end of the one before', from: [1, 3], to: [2, 3], text: '' },
	{ name: 'an empty line between two', from: [2, 3], to: [3, 0], text: '\n\n' },
];
for (const { name, from, to, text } of edits) {
	test(`lines after ${name}`, () => {
		const offset = ([line, character]: [number, number]): number => lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
		const before = lines.join('\n');
		const after = (before.slice(0, offset(from)) + text + before.slice(offset(to))).split('\n');
		const change: LineChange = { start: from[0], atLineStart: from[1] === 0, end: to[0], inserted: text.split('\n').length - 1 };
		for (const [index, line] of lines.entries()) {
			// A line that was typed in keeps its place.
			const place = after.indexOf(line);
			const edited = index === from[0] && index === to[0] && place < 0;
			assert.equal(movedLine(index, change), edited ? index : place < 0 ? undefined : place, line);
		}
	});
}
