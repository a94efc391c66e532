import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock } from './drydock.ts';

const sloppy = 'FROM debian as base\nUSER 65532\n';
const silent = 'rules: { untagged-base-image: off, from-as-casing: off }\n';

/** The rules that a run found something for, by file. */
async function found(cwd: string, args: readonly string[] = []): Promise<Record<string, string[]>> {
	const { files } = await checkJson(cwd, args);
	return Object.fromEntries(files.map(({ path, findings }) => [path, findings.map(({ rule, severity }) => `${rule} ${severity}`)]));
}

test('the nearest file counts for each Dockerfile of a run', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, '.drydock.yaml': silent, 'a/Dockerfile': sloppy, 'a/.drydock.yaml': 'rules: { DL3006: error }\n' });
	assert.deepEqual(await found(folder), {
		Dockerfile: [],
		'a/Dockerfile': ['untagged-base-image error', 'from-as-casing hint'],
	});
	assert.deepEqual(await found(join(folder, 'a')), { Dockerfile: ['untagged-base-image error', 'from-as-casing hint'] });
});

test('that of hadolint counts, and comments that it forbids count no more', async t => {
	const text = '# hadolint ignore=DL3006\nFROM debian\nUSER 65532\nWORKDIR a\n';
	const folder = temporaryFolder(t, { Dockerfile: text, '.hadolint.yaml': 'ignored: [DL3000]\n' });
	assert.deepEqual(await found(folder), { Dockerfile: [] });
	const strict = temporaryFolder(t, { Dockerfile: text, '.hadolint.yaml': 'ignored: [DL3000]\ndisable-ignore-pragma: true\n' });
	assert.deepEqual(await found(strict), { Dockerfile: ['untagged-base-image warning'] });
});

test('what the command line says beats the files', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, '.drydock.yaml': `${silent}profile: strict\n` });
	assert.deepEqual(await found(folder, ['--rule', 'DL3006=error']), { Dockerfile: ['untagged-base-image error'] });
	assert.deepEqual(await found(folder, ['--rule', 'from-as-casing=info', '--rule', 'base-without-digest=off']), { Dockerfile: ['from-as-casing info'] });
	const digest = temporaryFolder(t, { Dockerfile: 'FROM debian:12\nUSER 65532\n', '.drydock.yaml': 'profile: strict\n' });
	assert.deepEqual(await found(digest), { Dockerfile: ['base-without-digest warning'] });
	assert.deepEqual(await found(digest, ['--profile', 'default']), { Dockerfile: ['base-without-digest hint'] });
});

test('from which severity on a run fails is what the command line says, else the project, else warning', async t => {
	const code = async (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<number> =>
		(await drydock(temporaryFolder(t, { Dockerfile: sloppy, ...files }), ['check', ...args])).code;
	assert.equal(await code({}), 1);
	assert.equal(await code({ '.hadolint.yaml': 'failure-threshold: error\n' }), 0);
	assert.equal(await code({ '.hadolint.yaml': 'no-fail: true\n', '.drydock.yaml': 'rules: { DL3006: error }\n' }), 0);
	assert.equal(await code({ '.hadolint.yaml': 'no-fail: true\n', '.drydock.yaml': 'failOn: warning\n' }), 1);
	assert.equal(await code({ '.drydock.yaml': 'failOn: never\n' }, '--fail-on', 'hint'), 1);
	assert.equal(await code({ 'a/Dockerfile': 'FROM scratch\nUSER 1\n', '.drydock.yaml': 'failOn: error\n' }), 0);
});

test('--config replaces the files that would be found, wherever one stands', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': sloppy, 'a/.drydock.yaml': silent, 'ci/strict.yaml': 'rules: { from-as-casing: error }\n' });
	assert.deepEqual(await found(folder, ['--config', 'ci/strict.yaml']), { 'a/Dockerfile': ['untagged-base-image warning', 'from-as-casing error'] });
	assert.deepEqual(await found(folder, ['--config', join(folder, 'ci/strict.yaml'), 'a']), {
		'a/Dockerfile': ['untagged-base-image warning', 'from-as-casing error'],
	});
});

test('a file that is named and cannot be used ends the run before anything is done', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, 'bad.yaml': 'rules: [\n', 'binary.yaml': 'a\0b', sub: '' });
	for (const [name, sentence] of [
		['none.yaml', 'none.yaml does not exist. Check the path.\n'],
		['binary.yaml', 'binary.yaml has a NUL byte in line 1: it is not a text file. Check that it is the file you mean.\n'],
		['.', `${folder} is a folder. Name a file in it.\n`],
	] as const) {
		for (const command of ['check', 'fix', 'refactor'])
			assert.deepEqual(await drydock(folder, [command, '--config', name]), { code: 2, stdout: '', stderr: sentence }, `${command} ${name}`);
	}
	const { code, stdout, stderr } = await drydock(folder, ['check', '--config', 'bad.yaml']);
	assert.deepEqual([code, stdout], [2, '']);
	assert.match(stderr, /^bad\.yaml:\d+:\d+: This is not valid YAML: .*\.\n$/);
	assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), sloppy);
});

test('what is wrong in a file that was found is said once, with its place, and the rest goes on', async t => {
	const config = 'rules:\n  from-as-casing: eror\n  untagged-base-image: off\n';
	const folder = temporaryFolder(t, { '.drydock.yaml': config, 'a/Dockerfile': sloppy, 'b/Dockerfile': sloppy });
	const { code, stdout, stderr } = await drydock(folder, ['check']);
	assert.equal(code, 2);
	assert.equal(stderr, '.drydock.yaml:2:19: The severity of from-as-casing should be one of error, warning, info, hint, off. Did you mean error?\n');
	assert.equal(stdout.match(/ from-as-casing /g)?.length, 2);
	assert.doesNotMatch(stdout, /untagged-base-image/);
});

test('every format for programs says that the configuration was wrong', async t => {
	const folder = temporaryFolder(t, { '.drydock.yaml': 'rulez: {}\n', Dockerfile: 'FROM scratch\nUSER 1\n' });
	const message = '"rulez" is not known here. Did you mean rules?';
	const { code, configuration } = await checkJson(folder, []);
	assert.deepEqual(
		[code, configuration],
		[2, [{ path: '.drydock.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, message }]],
	);
	const sarif = JSON.parse((await drydock(folder, ['check', '--format', 'sarif'])).stdout);
	const [invocation] = sarif.runs[0].invocations;
	assert.equal(invocation.executionSuccessful, false);
	assert.deepEqual(invocation.toolConfigurationNotifications, [
		{
			level: 'error',
			message: { text: message },
			locations: [{ physicalLocation: { artifactLocation: { uri: '.drydock.yaml' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 } } }],
		},
	]);
	const github = await drydock(folder, ['check', '--format', 'github']);
	assert.equal(github.stdout, `::error file=.drydock.yaml,line=1::${message}\n`);
});

test('fix leaves alone what a wrong file is for, and does the others', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': sloppy, 'a/.drydock.yaml': 'rulez: {}\n', 'b/Dockerfile': sloppy });
	const { code, stdout, stderr } = await drydock(folder, ['fix']);
	assert.equal(code, 2);
	assert.match(stderr, /^a.\.drydock\.yaml:1:1: .*\na.Dockerfile was left as it is: correct a.\.drydock\.yaml first, which says what may be fixed\.\n$/);
	assert.match(stdout, /^b.Dockerfile: 1 fix\n/);
	assert.equal(readFileSync(join(folder, 'a/Dockerfile'), 'utf8'), sloppy);
	assert.equal(readFileSync(join(folder, 'b/Dockerfile'), 'utf8'), sloppy.replace(' as ', ' AS '));
});

test('fix does not touch what the project has switched off', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, '.drydock.yaml': silent });
	assert.deepEqual(await drydock(folder, ['fix']), { code: 0, stdout: '', stderr: '' });
	assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), sloppy);
});

test('standard input is treated as a file of the current folder, or of the place it is said to have', async t => {
	const folder = temporaryFolder(t, { '.drydock.yaml': silent, 'a/.drydock.yaml': '' });
	mkdirSync(join(folder, 'a/.git'));
	const rules = async (...args: string[]): Promise<string[] | undefined> =>
		(await checkJson(folder, ['-', ...args], { stdin: sloppy })).files[0]?.findings.map(({ rule }) => rule);
	assert.deepEqual(await rules(), []);
	assert.deepEqual(await rules('--stdin-path', 'a/Dockerfile'), ['untagged-base-image', 'from-as-casing']);
});

test('a rule may be named by the id that another tool has for it', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nSTOPSIGNAL nonsense\nUSER 1\n' });
	assert.deepEqual(await found(folder), { Dockerfile: ['invalid-stop-signal error'] });
	assert.deepEqual(await found(folder, ['--rule', 'invalid-stop-signal=hint']), { Dockerfile: ['invalid-stop-signal hint'] });
	assert.deepEqual(await found(folder, ['--rule', 'INVALID_SIGNAL=off']), { Dockerfile: [] });
	const quiet = temporaryFolder(t, { Dockerfile: 'FROM scratch\nSTOPSIGNAL nonsense\nUSER 1\n', '.drydock.yaml': 'rules: { invalid-stop-signal: off }\n' });
	assert.deepEqual(await found(quiet), { Dockerfile: [] });
	const commented = temporaryFolder(t, { Dockerfile: 'FROM scratch\n# drydock ignore=invalid-stop-signal ours\nSTOPSIGNAL nonsense\nUSER 1\n' });
	assert.deepEqual(await found(commented), { Dockerfile: [] });
});
