import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { missing } from '../support/requirement.ts';

const support = pathToFileURL(join(import.meta.dirname, '../support/requirement.ts')).href;

function runTestThatNeeds(program: string, all: string): { status: number | null; output: string } {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-need-'));
	const file = join(folder, 'needs.test.ts');
	writeFileSync(file, `import { test } from 'node:test'; import { need } from '${support}';\ntest('x', t => { if (!need(t, '${program}')) return; });\n`);
	try {
		const { NODE_TEST_CONTEXT: _inner, ...environment } = process.env;
		const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
			env: { ...environment, DRYDOCK_TEST_ALL: all },
			encoding: 'utf8',
		});
		return { status, output: stdout };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test('a program that is here is not missing', () => assert.equal(missing(process.execPath), undefined));

test('a program that is missing is named with the way to get it', () =>
	assert.equal(missing('no-such-program', 'build it'), 'no-such-program is not installed. To run this test: build it.'));

test('a missing program skips the test and says so', () => {
	const { status, output } = runTestThatNeeds('no-such-program', '');
	assert.equal(status, 0);
	assert.match(output, /# SKIP no-such-program is not installed\./);
});

test('a missing program fails the test where everything must run', () => {
	const { status, output } = runTestThatNeeds('no-such-program', '1');
	assert.equal(status, 1);
	assert.match(output, /nothing may be skipped/);
});
