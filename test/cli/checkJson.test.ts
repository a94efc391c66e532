import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { type CheckJson, checkJson, drydock, packageVersion } from './drydock.ts';

const docs = 'https://github.com/drydock/drydock-vscode/blob/main/docs/rules';

test('the whole of it, key by key in the order of the contract', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\nWORKDIR é/app\n' });
	const { stdout } = await drydock(folder, ['check', '--format', 'json']);
	const expected = {
		schema: 1,
		tool: { name: 'drydock', version: packageVersion },
		files: [
			{
				path: 'Dockerfile',
				findings: [
					{
						rule: 'relative-workdir',
						aliases: ['DL3000', 'WorkdirRelativePath', 'DS-0009', 'CKV_DOCKER_10', 'DF009', 'WORKDIR_IS_NOT_ABSOLUTE'],
						category: 'files',
						severity: 'warning',
						message: 'é/app is relative to the working directory of the base image.',
						help: `${docs}/relative-workdir.md`,
						range: { start: { line: 2, character: 8 }, end: { line: 2, character: 13 } },
						actions: [{ id: 'make-absolute', title: 'Use /é/app', kind: 'quickfix', safety: 'review' }],
						related: [],
						suppressedBy: null,
					},
				],
				crashes: [],
			},
		],
		unanswered: [],
	};
	const actual = JSON.parse(stdout) as { files: { findings: { message: string; actions: object[] }[] }[] };
	assert.deepEqual(actual, expected);
	assert.equal(JSON.stringify(actual), JSON.stringify(expected), 'Only the order of keys differs.');
});

test('no file gives a list of none', async t => {
	const { files, unanswered, code } = await checkJson(temporaryFolder(t), []);
	assert.deepEqual([files, unanswered, code], [[], [], 0]);
});

test('a file that cannot be read has an error instead of findings, and the others are there', async t => {
	const folder = temporaryFolder(t, { good: 'FROM scratch\nUSER 1\n', binary: 'FROM a\n\0' });
	const { files, code, stderr } = await checkJson(folder, ['missing', 'binary', 'good']);
	assert.equal(code, 2);
	assert.deepEqual(files, [
		{ path: 'missing', error: 'missing does not exist. Check the path.' },
		{ path: 'binary', error: 'binary has a NUL byte in line 2: it is not a text file. Check that it is the file you mean.' },
		{ path: 'good', findings: [], crashes: [] },
	]);
	assert.equal(stderr, `${files[0]?.error}\n${files[1]?.error}\n`);
});

test('paths are echoed as they were given', async t => {
	const text = 'FROM scratch\nUSER 1\n';
	const folder = temporaryFolder(t, { 'a/Dockerfile': text, 'a/b/api.dockerfile': text, other: text });
	const paths = async (...args: string[]): Promise<string[]> => (await checkJson(folder, args)).files.map(({ path }) => path);
	assert.deepEqual(await paths(), ['a/Dockerfile', 'a/b/api.dockerfile']);
	assert.deepEqual(await paths('.'), ['a/Dockerfile', 'a/b/api.dockerfile']);
	assert.deepEqual(await paths('./other'), ['./other']);
	assert.deepEqual(await paths(`${folder}/other`, 'a'), [`${folder}/other`, 'a/Dockerfile', 'a/b/api.dockerfile']);
	assert.deepEqual(await paths('a/b/../Dockerfile'), ['a/b/../Dockerfile']);
	assert.deepEqual(await paths('a/Dockerfile', 'a'), ['a/Dockerfile', 'a/b/api.dockerfile'], 'Each file comes once.');
});

test('ranges count UTF-16 units', async () => {
	const { files } = await checkJson('/', ['-'], { stdin: 'FROM scratch\nUSER 1\nLABEL a="🐳" maintainer=x\n' });
	assert.deepEqual(
		files[0]?.findings.map(({ rule, range }) => [rule, range]),
		[['maintainer-label', { start: { line: 2, character: 13 }, end: { line: 2, character: 23 } }]],
	);
});

test('another place that a finding is about', async () => {
	const { files } = await checkJson('/', ['-'], { stdin: 'FROM scratch AS a\nFROM scratch AS A\nUSER 1\n' });
	const found = files[0]?.findings.find(({ rule }) => rule === 'duplicate-stage-name');
	assert.deepEqual(found?.range, { start: { line: 1, character: 16 }, end: { line: 1, character: 17 } });
	assert.deepEqual(
		found?.related.map(({ range }) => range),
		[{ start: { line: 0, character: 16 }, end: { line: 0, character: 17 } }],
	);
});

test('aliases are those whose tool flags this very place', async () => {
	const { files } = await checkJson('/', ['-'], { stdin: 'FROM debian:12\nRUN apt-get install -y curl\nRUN pip install flask\nRUN apk add git\n' });
	assert.deepEqual(
		files[0]?.findings.filter(({ rule }) => rule === 'unpinned-package').map(({ range, aliases }) => [range.start.line + 1, aliases]),
		[
			[2, ['DL3008', 'DF005']],
			[3, ['DL3013', 'DF051']],
			[4, ['DL3018', 'DF052']],
		],
	);
});

describe('questions that nobody answered', () => {
	const text = 'FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN go build\nUSER 1\n';

	test('a text without a place has no files around it', async () => {
		assert.deepEqual((await checkJson('/', ['-'], { stdin: text })).unanswered, [
			{ kind: 'contextFolder', key: '', path: '-' },
			{ kind: 'siblingFile', key: '-.dockerignore', path: '-' },
		]);
	});
	test('a text with a place has them', async t => {
		const folder = temporaryFolder(t, { 'go.mod': 'module x\n' });
		assert.deepEqual((await checkJson(folder, ['-', '--stdin-path', 'Dockerfile'], { stdin: text })).unanswered, []);
	});
	test('a file has them', async t => {
		assert.deepEqual((await checkJson(temporaryFolder(t, { Dockerfile: text }), ['--offline'])).unanswered, []);
	});
});

test('no registry and no engine is asked to find what is wrong', async () => {
	const { unanswered } = await checkJson('/', ['-'], { stdin: 'FROM debian\nUSER 1\n' });
	assert.deepEqual(unanswered, []);
});

test('each line that is a file is an object of its own', async t => {
	const text = 'FROM scratch\nUSER 1\n';
	const { stdout } = await drydock(temporaryFolder(t, { 'a/Dockerfile': text, 'b/Dockerfile': text }), ['check', '--format', 'json']);
	const lines = stdout.split('\n').slice(1, -2);
	assert.deepEqual(
		lines.map(line => (JSON.parse(line.replace(/(?:,|\],)$/, '')) as CheckJson['files'][number]).path),
		['a/Dockerfile', 'b/Dockerfile'],
	);
});
