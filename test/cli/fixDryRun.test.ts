/** `drydock fix --dry-run`: what other programs apply themselves. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { likelyDockerfile } from '../support/generateDockerfile.ts';
import { need } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock, type RangeJson } from './drydock.ts';

const sloppy = 'FROM debian as base\nADD a b\nUSER 1\n';
const good = 'FROM debian AS base\nCOPY a b\nUSER 1\n';

interface Report {
	readonly schema: number;
	readonly files: readonly {
		readonly path: string;
		readonly changed: boolean;
		readonly text: string;
		readonly edits: readonly { readonly range: RangeJson; readonly newText: string }[];
		readonly applied: readonly { readonly rule: string; readonly title: string; readonly safety: string; readonly edits: readonly number[] }[];
		readonly refused: readonly { readonly rule: string; readonly title: string; readonly why: string }[];
		readonly crashes: readonly unknown[];
		readonly error?: string;
	}[];
	readonly unanswered: readonly unknown[];
}

async function dryRun(cwd: string, args: readonly string[], stdin = ''): Promise<Report & { readonly code: number }> {
	const { code, stdout } = await drydock(cwd, ['fix', '--dry-run', '--format', 'json', '--offline', ...args], { stdin });
	return { ...(JSON.parse(stdout) as Report), code };
}

/** Independent of our own way to apply edits: a line ends with "\n" only, and a mark at the start is not counted. */
function applied(text: string, edits: Report['files'][number]['edits']): string {
	const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
	const lines = text.slice(mark.length).split(/(?<=\n)/);
	const starts = [0];
	for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
	const at = ({ line, character }: RangeJson['start']): number => (starts[line] ?? 0) + character;
	let result = mark;
	let done = 0;
	const body = text.slice(mark.length);
	for (const { range, newText } of edits) {
		assert.ok(at(range.start) >= done && at(range.end) >= at(range.start), 'ascending and apart');
		result += body.slice(done, at(range.start)) + newText;
		done = at(range.end);
	}
	return result + body.slice(done);
}

test('the shape is that of the contract', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, 'ok/Dockerfile': good });
	const { code, stdout, stderr } = await drydock(folder, ['fix', '--dry-run', '--format', 'json']);
	assert.deepEqual([code, stderr], [1, '']);
	const report = JSON.parse(stdout) as Report;
	assert.deepEqual(Object.keys(report), ['schema', 'files', 'unanswered']);
	assert.deepEqual(report.files[0], {
		path: 'Dockerfile',
		changed: true,
		text: good,
		edits: [
			{ range: { start: { line: 0, character: 12 }, end: { line: 0, character: 14 } }, newText: 'AS' },
			{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'COPY' },
		],
		applied: [
			{ rule: 'from-as-casing', title: 'Write AS', safety: 'safe', edits: [0] },
			{ rule: 'add-instead-of-copy', title: 'Use COPY', safety: 'safe', edits: [1] },
		],
		refused: [],
		crashes: [],
	});
	assert.deepEqual(report.files[1], { path: 'ok/Dockerfile', changed: false, text: good, edits: [], applied: [], refused: [], crashes: [] });
});

test('exit codes: nothing to change, something, could not', async t => {
	const folder = temporaryFolder(t, { sloppy, good, binary: 'FROM a as b\n\0' });
	assert.equal((await dryRun(folder, ['good'])).code, 0);
	assert.equal((await dryRun(folder, ['good', 'sloppy'])).code, 1);
	const { code, files } = await dryRun(folder, ['binary', 'sloppy', 'missing']);
	assert.equal(code, 2);
	assert.deepEqual(
		files.map(({ path, error, changed }) => [path, error, changed]),
		[
			['binary', 'binary has a NUL byte in line 2: it is not a text file. Check that it is the file you mean.', undefined],
			['sloppy', undefined, true],
			['missing', 'missing does not exist. Check the path.', undefined],
		],
	);
});

test('nothing is written', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy });
	const before = statSync(join(folder, 'Dockerfile')).mtimeMs;
	await drydock(folder, ['fix', '--dry-run']);
	await dryRun(folder, ['--review']);
	assert.deepEqual([readFileSync(join(folder, 'Dockerfile'), 'utf8'), statSync(join(folder, 'Dockerfile')).mtimeMs], [sloppy, before]);
});

test('edits give the text: line ends of Windows, a mark, a lone carriage return, characters of two units', async () => {
	for (const input of [
		sloppy,
		sloppy.replaceAll('\n', '\r\n'),
		`\uFEFF${sloppy}`,
		'FROM 🚢:1 as e\u0301🚢\n# 🚢\r as \u2028 x\nADD 🚢 b\nUSER 1\n',
		'FROM debian as base',
		'FROM a:1 as b\n\tADD x \\\n\n # c\n  y\nUSER 1',
		'# escape=`\nFROM a:1 as b\nADD x `\n y\nUSER 1\n',
	]) {
		const [file] = (await dryRun(process.cwd(), ['-'], input)).files;
		assert.equal(file?.changed, true, input);
		assert.equal(applied(input, file?.edits ?? []), file?.text, input);
		assert.equal(file?.text.startsWith('\uFEFF'), input.startsWith('\uFEFF'));
	}
});

test('whatever is fixed: the edits give the text, each belongs to a fix, and a second run changes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(likelyDockerfile, fc.boolean(), async (input, review) => {
			const args = review ? ['-', '--review'] : ['-'];
			const [file] = (await dryRun(process.cwd(), args, input)).files;
			assert.ok(file);
			assert.equal(applied(input, file.edits), file.text);
			assert.equal(file.changed, file.text !== input);
			const owned = new Set(file.applied.flatMap(({ edits }) => edits));
			assert.deepEqual(
				[...owned].sort((a, b) => a - b),
				file.edits.map((_, index) => index),
			);
			assert.deepEqual((await dryRun(process.cwd(), args, file.text)).files[0]?.edits, []);
		}),
		{ seed, numRuns: 150 },
	);
});

test('the difference is a patch that git applies to the bytes of the file', async t => {
	if (!need(t, 'git')) return;
	const far = Array.from({ length: 40 }, (_, index) => `ENV A${index}=1`).join('\n');
	for (const before of [
		sloppy,
		sloppy.replaceAll('\n', '\r\n'),
		`\uFEFF${sloppy}`,
		'FROM debian as base',
		`FROM debian as base\n${far}\nADD a b\nADD c d\nUSER 1`,
		`# top\n${far.replaceAll('ENV', 'ARG')}\nFROM debian as base\nUSER 1\n`,
	]) {
		const folder = temporaryFolder(t, { 'a b/Dockerfile': before });
		const { stdout, code } = await drydock(folder, ['fix', '--dry-run']);
		assert.equal(code, 1);
		writeFileSync(join(folder, 'patch'), stdout);
		const git = spawnSync('git', ['-c', 'core.autocrlf=false', 'apply', '-p1', 'patch'], { cwd: folder, encoding: 'utf8' });
		assert.deepEqual([git.status, git.stderr], [0, ''], stdout);
		const [file] = (await dryRun(folder, ['-'], before)).files;
		assert.equal(readFileSync(join(folder, 'a b/Dockerfile'), 'utf8'), file?.text);
	}
});

test('a file that does not parse comes back unchanged', async () => {
	const broken = 'FROM debian as base\nENV x\nADD a b\nUSER 1\n';
	const { code, files } = await dryRun(process.cwd(), ['-'], broken);
	assert.deepEqual([code, files[0]?.changed, files[0]?.text, files[0]?.edits], [0, false, broken, []]);
});
