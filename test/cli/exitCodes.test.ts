import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

const clean = `FROM alpine:3.20@sha256:${'a'.repeat(64)}\nUSER 65532\n`;
const hint = 'FROM alpine:3.20\nUSER 65532\n';
const info = `${clean}CMD npm start\n`;
const warning = `${clean}WORKDIR app\n`;
const error = `${clean}FRMO x\n`;
const files = { clean, hint, info, warning, error };

const cases: readonly (readonly [number, string])[] = [
	[0, 'check clean'],
	[0, 'check hint'],
	[0, 'check info'],
	[1, 'check warning'],
	[1, 'check error'],
	[1, 'check clean warning'],
	[0, 'check --fail-on error warning'],
	[1, 'check --fail-on error error'],
	[1, 'check --fail-on warning error'],
	[1, 'check --fail-on info info'],
	[0, 'check --fail-on info hint'],
	[1, 'check --fail-on hint hint'],
	[0, 'check --fail-on hint clean'],
	[0, 'check --fail-on never error warning'],
	[0, 'check --rule relative-workdir=off warning'],
	[0, 'check --rule relative-workdir=info warning'],
	[1, 'check --rule base-without-digest=warning hint'],
	[1, 'check --profile strict hint'],
	[1, 'check --quiet warning'],
	[1, 'check --format json warning'],
	[1, 'check --format sarif warning'],
	[1, 'check --format github warning'],
	[2, 'check missing'],
	[2, 'check missing warning'],
	[2, 'check --fail-on never missing'],
	[2, 'check --format json missing'],
	[2, 'check --format sarif missing'],
	[2, 'check --format yaml clean'],
	[2, 'check --fail-on sometimes clean'],
	[2, 'check --rule nonsense clean'],
	[2, 'check --unknown clean'],
	[2, 'check --config missing.yaml clean'],
	[0, 'fix clean'],
	[0, 'fix --dry-run clean'],
	[2, 'fix missing'],
	[2, 'fix --dry-run missing'],
	[2, 'fix --only nonsense clean'],
	[2, 'fix --stdin clean'],
	[0, 'refactor clean'],
	[0, 'refactor clean --list'],
	[2, 'refactor missing'],
	[2, 'refactor clean convert-to-multi-stage'],
	[2, 'refactor clean nonsense'],
	[2, 'refactor clean --line 99'],
	[2, 'refactor clean --stage nonsense'],
	[0, 'rules'],
	[0, 'rules --format json'],
	[2, 'rules base-without-digest'],
	[2, 'lsp'],
	[2, 'lsp --unknown'],
	[0, '--version'],
	[0, '--help'],
	[0, 'check --help'],
	[2, ''],
	[2, 'unknown'],
	[2, '--unknown'],
];

for (const [code, line] of cases) {
	test(`drydock ${line} ends with ${code}`, async t => {
		const outcome = await drydock(temporaryFolder(t, files), line.split(' ').filter(Boolean));
		assert.equal(outcome.code, code, outcome.stdout + outcome.stderr);
		if (code === 2) assert.match(outcome.stderr, /\S/, 'Nothing was said about what went wrong.');
	});
}

test('no sentence is written for what went well', async t => {
	const { stderr } = await drydock(temporaryFolder(t, files), ['check', 'warning']);
	assert.equal(stderr, '');
});

test('a folder without Dockerfiles is no failure, but it is said', async t => {
	const { code, stdout, stderr } = await drydock(temporaryFolder(t, { 'readme.md': '' }), ['check']);
	assert.deepEqual([code, stdout, stderr], [0, '', 'No Dockerfile was found. Name one, or a folder that has one.\n']);
});

test('a dry run that would change something ends with 1, and with 0 when it is done', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM alpine:3.20 as x\n' });
	assert.equal((await drydock(folder, ['fix', '--dry-run'])).code, 1);
	assert.equal((await drydock(folder, ['fix'])).code, 0);
	assert.equal((await drydock(folder, ['fix', '--dry-run'])).code, 0);
});

test('a file that may not be written ends with 2 and is named', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM alpine:3.20 as x\n' });
	chmodSync(folder, 0o755);
	chmodSync(join(folder, 'Dockerfile'), 0o444);
	const { code, stderr } = await asNobody(() => drydock(folder, ['fix', 'Dockerfile']));
	assert.equal(code, 2);
	assert.equal(stderr, 'Dockerfile may not be written. Change its permissions and those of its folder, or leave it out.\n');
});
