import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { BuildPrinter } from '../../client/src/build/printed.ts';
import type { BuildEvent, BuildResult } from '../../server/src/protocol/build.ts';

function printed(...events: BuildEvent[]): string {
	const printer = new BuildPrinter();
	return stripVTControlCharacters(events.map(event => printer.event(event)).join(''));
}

const result: BuildResult = { outcome: 'built', reference: 'shop:1', imageId: 'sha256:1', exitCode: 0, seconds: 3.14, failure: undefined, line: undefined };

test('output is shown as it came, with the line ends of a terminal', () => {
	assert.equal(printed({ type: 'log', text: 'added 3 packages\nfound 0' }), 'added 3 packages\r\nfound 0\r\n');
});

test('the end of a step is known by its id alone', () => {
	const step = { type: 'step', id: '8', number: 2, total: 5 } as const;
	assert.equal(
		printed({ ...step, name: 'RUN npm ci', state: 'started' }, { ...step, name: '', state: 'done', seconds: 1.25 }),
		'[2/5] RUN npm ci\r\n[2/5] RUN npm ci: 1.3 s\r\n',
	);
	assert.equal(
		printed({ ...step, name: 'RUN npm ci', state: 'started' }, { ...step, name: '', state: 'cached' }),
		'[2/5] RUN npm ci\r\n[2/5] RUN npm ci: cached\r\n',
	);
	assert.equal(printed({ ...step, name: 'RUN npm ci', state: 'failed' }), '[2/5] RUN npm ci: failed\r\n');
	assert.equal(printed({ type: 'step', id: '3', name: '', state: 'done' }), 'step 3: done\r\n');
});

test('an error names its line', () => {
	assert.equal(printed({ type: 'error', message: 'no such file', line: 4 }), 'line 5: no such file\r\n');
	assert.equal(printed({ type: 'error', message: 'no such file' }), 'no such file\r\n');
});

test('the last line says how it ended', () => {
	const last = (values: Partial<BuildResult>): string => stripVTControlCharacters(new BuildPrinter().result({ ...result, ...values }));
	assert.equal(last({}), 'Built shop:1 in 3.1 s\r\n');
	assert.equal(last({ outcome: 'cancelled' }), 'Cancelled\r\n');
	assert.equal(last({ outcome: 'failed', failure: 'RUN make: exit code 2' }), 'RUN make: exit code 2\r\n');
});

test('a failure is not said twice', () => {
	const printer = new BuildPrinter();
	printer.event({ type: 'error', message: 'exit code 2' });
	assert.equal(stripVTControlCharacters(printer.result({ ...result, outcome: 'failed', failure: 'exit code 2' })), 'The build failed\r\n');
});
