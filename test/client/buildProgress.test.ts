import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgressReporter } from '../../client/src/build/progress.ts';

test('the notification of a build: the step, what is fetched for it, and the context', () => {
	const reporter = new ProgressReporter();
	const step = { type: 'step', id: '4', name: 'FROM a', number: 1, total: 3 } as const;
	assert.equal(reporter.message({ ...step, state: 'started' }), '1/3 FROM a');
	assert.equal(reporter.message({ type: 'transfer', of: 'image', id: '4', bytes: 1_200_000, total: 28_200_000 }), '1/3 FROM a: 1.20 MB of 28.2 MB');
	assert.equal(reporter.message({ type: 'transfer', of: 'context', id: '5', bytes: 470_000_000 }), 'Sending the build context: 470 MB');
	assert.equal(reporter.message({ ...step, state: 'done' }), undefined);
	assert.equal(reporter.message({ type: 'transfer', of: 'image', id: '9', bytes: 1, total: 2 }), 'Fetching the base image: 1 B of 2 B');
	assert.equal(reporter.message({ ...step, name: 'RUN '.padEnd(100, 'x'), state: 'started' }), `1/3 RUN ${'x'.repeat(75)}…`);
});
