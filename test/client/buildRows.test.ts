import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, buildText, choiceLines, duration, forecastText, missText, savingText, stepText } from '../../client/src/builds/buildRows.ts';
import type { ListedBuild } from '../../server/src/protocol/history.ts';

const build: ListedBuild = {
	id: '20261127-1',
	dockerfile: '/shop/Dockerfile',
	started: '2026-11-27T10:00:00.000Z',
	seconds: 61.4,
	outcome: 'built',
	tags: ['shop:1.0.0', 'shop:edge'],
	imageId: `sha256:${'a'.repeat(64)}`,
	size: 12_300_000,
	engine: 'Docker',
	choice: {
		uri: 'file:///shop/Dockerfile',
		contextFolder: '/shop',
		tag: 'shop:1.0.0',
		target: 'app',
		argNames: ['VERSION'],
		secrets: [{ id: 'npm', env: 'NPM_TOKEN' }],
	},
	failure: undefined,
	failureLine: undefined,
	present: true,
};
const now = Date.parse('2026-11-27T12:30:00.000Z');

test('a build tells its tag, its age, its time and its size', () => {
	const text = buildText(build, now);
	assert.deepEqual(
		[text.label, text.description, text.spoken],
		['shop:1.0.0', '2 hours ago · 1 min 1 s · 12.3 MB', 'shop:1.0.0, 2 hours ago, 1 min 1 s, 12.3 MB'],
	);
	for (const part of ['also shop:edge', 'stage app', 'arguments VERSION', 'secret npm', 'by Docker']) assert.ok(text.tooltip.includes(part), part);
	assert.doesNotMatch(text.tooltip, /the engine does not have/);
});

test('one that failed says so, and what it said cannot leave its block', () => {
	const text = buildText({ ...build, outcome: 'failed', tags: [], imageId: undefined, size: undefined, failure: 'no ``` such file' }, now);
	assert.equal(text.label, 'shop:1.0.0');
	assert.equal(text.description, '2 hours ago · failed · 1 min 1 s');
	assert.match(text.tooltip, /````dockerfile\nno ``` such file\n````$/);
	assert.match(buildText({ ...build, present: false }, now).description, / · image gone$/);
});

test('steps, and why they ran', () => {
	const step = { text: 'RUN npm ci \\\n && npm test', stage: undefined, line: 3, seconds: 12.34, outcome: 'done' } as const;
	assert.deepEqual([stepText(step).label, stepText(step).description], ['12 s', '4: RUN npm ci \\']);
	assert.equal(stepText({ ...step, outcome: 'cached' }).label, 'cached');
	assert.equal(stepText({ ...step, outcome: 'failed' }).label, 'failed');
	const miss = missText({ line: 3, text: 'COPY . .', reason: 'a.js changed.', inputs: ['a.js', 'b_c.js'] });
	assert.deepEqual([miss.label, miss.description, miss.spoken], ['Line 4 ran', 'a.js changed.', 'Line 4 ran: a.js changed. a.js b_c.js']);
	assert.ok(miss.tooltip.includes('- b\\_c.js'));
});

test('a forecast says lines and time, where it takes any', () => {
	assert.equal(forecastText({ lines: [6, 8, 11], seconds: 48.2 }), 're-runs lines 7-12, about 48 s');
	assert.equal(forecastText({ lines: [6], seconds: 0.2 }), 're-runs line 7');
});

test('times', () => {
	assert.deepEqual([0.04, 9.96, 59.4, 60, 3599, 3600, 7325].map(duration), ['0.0 s', '10.0 s', '59 s', '1 min 0 s', '59 min 59 s', '1 h 0 min', '2 h 2 min']);
	const minute = 60_000;
	assert.deepEqual(
		[0, 1, 59, 60, 23 * 60, 24 * 60, 29 * 24 * 60].map(minutes => ago(now - minutes * minute, now)),
		['just now', '1 minute ago', '59 minutes ago', '1 hour ago', '23 hours ago', '1 day ago', '29 days ago'],
	);
	assert.equal(ago(Date.parse('2026-08-01T00:00:00Z'), now), '2026-08-01');
});

test('settings for a comparison: arguments by name, secrets by where they come from', () => {
	assert.deepEqual(choiceLines(build), [
		'engine: Docker',
		'tag: shop:1.0.0',
		'context: /shop',
		'stage: app',
		'argument: VERSION',
		'secret: npm from $NPM_TOKEN',
	]);
});

test('a step for one of several platforms, and what was fetched for it', () => {
	const step = { text: 'FROM a', stage: undefined, line: 0, seconds: 2, outcome: 'done' } as const;
	assert.equal(stepText({ ...step, platform: 'linux/arm64', pulledBytes: 28_200_000 }).label, '2.0 s · 28.2 MB fetched · linux/arm64');
});

test('what another order would save', () => {
	const saving = { line: 2, seconds: 48, atMost: false };
	assert.equal(savingText(saving), 'Moving the COPY of line 3 lower would save about 48 s each time such files change');
	assert.equal(savingText({ ...saving, atMost: true }), 'Moving the COPY of line 3 lower would save up to 48 s each time such files change');
});
