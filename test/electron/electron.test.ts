import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Editor } from '../editor/harness.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { bundleSuite, dockerfile, root } from './bundle.ts';
import { runOnDesktop } from './desktop.ts';

test('@vscode/test-electron starts the named executable on the extension, the suite and a workspace', async t => {
	const folder = temporaryFolder(t);
	const standIn = fakeProgram(
		folder,
		'code',
		`cd '${folder}'
printf '%s\\n' "$@" > arguments
cp "$1/Dockerfile" Dockerfile
for argument; do
	case $argument in --extensionTestsPath=*) cp "\${argument#*=}" suite.cjs ;; esac
done`,
	);
	await runOnDesktop(standIn);
	const given = readFileSync(join(folder, 'arguments'), 'utf8').trim().split('\n');
	assert.ok(given.includes(`--extensionDevelopmentPath=${root}`), given.join(' '));
	assert.match(readFileSync(join(folder, 'suite.cjs'), 'utf8'), /findings are diagnostics of the source drydock/);
	assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), dockerfile);
});

test('an editor that ends with a failure fails the run', async t => {
	await assert.rejects(runOnDesktop(fakeProgram(temporaryFolder(t), 'code', 'exit 1')), /fail/i);
});

const missing = await Editor.missing();
if (missing && everythingMustRun) throw new Error(`The editor cannot be run: ${missing}`);

describe('the same suite in the workbench that npm carries', { skip: missing ?? false }, () => {
	test('every test of it passes', async t => {
		const suite = await bundleSuite(temporaryFolder(t));
		const { code, log } = await Editor.runSuite({ Dockerfile: dockerfile, 'src/a.txt': 'a' }, root, suite);
		assert.equal(code, 0, log);
		assert.match(log, /ok the rest is the same text/);
	});

	test('and a suite that fails is seen to fail', async t => {
		const folder = temporaryFolder(t, { 'fails.cjs': "exports.run = async () => { throw new Error('as it should'); };" });
		const { code } = await Editor.runSuite({ Dockerfile: dockerfile }, root, join(folder, 'fails.cjs'));
		assert.notEqual(code, 0);
	});
});
