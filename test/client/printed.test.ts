import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { printedEvent, printedResult, terminalText } from '../../client/src/build/printed.ts';
import type { BuildEvent, BuildResult } from '../../server/src/protocol/build.ts';

const plain = (event: BuildEvent): string => stripVTControlCharacters(printedEvent(event) ?? '');

test('output is shown as it came', () => {
	assert.equal(printedEvent({ type: 'log', text: 'added 3 packages' }), 'added 3 packages');
});

test('steps: begin, end, from the cache, failed', () => {
	const step = { type: 'step', id: '1', name: 'RUN npm ci', number: 2, total: 5 } as const;
	assert.equal(plain({ ...step, state: 'started' }), '[2/5] RUN npm ci');
	assert.equal(plain({ ...step, state: 'done', seconds: 1.25 }), '[2/5] RUN npm ci 1.3 s');
	assert.equal(plain({ ...step, state: 'cached' }), '[2/5] RUN npm ci cached');
	assert.equal(plain({ ...step, state: 'failed' }), '[2/5] RUN npm ci failed');
});

test('a name that has its count already is not counted twice', () => {
	assert.equal(plain({ type: 'step', id: '1', name: '[build 2/5] RUN make', state: 'started', number: 2, total: 5 }), '[build 2/5] RUN make');
});

test('an error names its line', () => {
	assert.equal(plain({ type: 'error', message: 'no such file', line: 4 }), 'line 5: no such file');
	assert.equal(plain({ type: 'error', message: 'no such file' }), 'no such file');
});

test('the last line says how it ended', () => {
	const result: BuildResult = { outcome: 'built', reference: 'shop:1', imageId: 'sha256:1', exitCode: 0, seconds: 3.14, failure: undefined, line: undefined };
	assert.equal(stripVTControlCharacters(printedResult(result)), 'Built shop:1 in 3.1 s');
	assert.equal(stripVTControlCharacters(printedResult({ ...result, outcome: 'cancelled' })), 'Cancelled');
	assert.equal(stripVTControlCharacters(printedResult({ ...result, outcome: 'failed', failure: 'RUN make: exit code 2' })), 'RUN make: exit code 2');
});

test('a terminal gets a carriage return with each line feed, once', () => {
	assert.equal(terminalText('a\nb\r\nc'), 'a\r\nb\r\nc');
});
