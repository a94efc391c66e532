/** What only a process can show: the program as it ships, pipes that are closed, many files, and the server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { bundle, drydockProcess, needBundle } from './drydock.ts';

const sloppy = 'FROM debian as base\nUSER 65532\n';
const timeout = 120_000;

/** As many files as fill a pipe many times. */
function many(count: number): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}/Dockerfile`, 'FROM debian as x\nADD a b\nWORKDIR c\nENV TOKEN=1\n']));
}

/** Reads one piece of a stream, then closes it; what the process says elsewhere comes back. */
async function closedEarly(cwd: string, args: readonly string[], closed: 'stdout' | 'stderr'): Promise<{ code: number; other: string; read: string }> {
	const child = spawn(process.execPath, [bundle, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	let other = '';
	const rest = closed === 'stdout' ? child.stderr : child.stdout;
	rest.setEncoding('utf8').on('data', text => {
		other += text;
	});
	const ended = once(child, 'close');
	const [read] = await once(child[closed].setEncoding('utf8'), 'data');
	child[closed].destroy();
	const [code] = await ended;
	return { code, other, read };
}

test('the bundle does what the sources do', { timeout }, async t => {
	if (!needBundle(t)) return;
	const folder = temporaryFolder(t, {
		Dockerfile: sloppy,
		'a/Dockerfile': 'FROM scratch\nSTOPSIGNAL nonsense\nUSER 1\n',
		'a/.drydock.yaml': 'profile: strict\n',
	});
	for (const args of [
		['check', '--format', 'json'],
		['check', '--format', 'sarif', 'a'],
		['check', 'nothere'],
		['fix', '--dry-run'],
		['refactor', 'a/Dockerfile', '--list'],
		['rules', '--format', 'json'],
		['--version'],
		['nonsense'],
		[],
	])
		assert.deepEqual(await drydockProcess(folder, args, {}, bundle), await drydockProcess(folder, args), args.join(' '));
});

test('the bundle is a program that a shell can start, also through a link', { timeout }, async t => {
	if (!needBundle(t)) return;
	assert.match(readFileSync(bundle, 'utf8'), /^#!\/usr\/bin\/env node\n/);
	const folder = temporaryFolder(t, { Dockerfile: sloppy });
	symlinkSync(bundle, join(folder, 'drydock'));
	const { code, stdout } = await drydockProcess(folder, ['check', '--quiet'], {}, join(folder, 'drydock'));
	assert.deepEqual([code, stdout.split('\n').length], [1, 3]);
});

test('standard input comes through a pipe', { timeout }, async t => {
	if (!needBundle(t)) return;
	const folder = temporaryFolder(t);
	const { code, stdout, stderr } = await drydockProcess(folder, ['fix', '--stdin'], { stdin: sloppy }, bundle);
	assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: sloppy.replace(' as ', ' AS '), stderr: '' });
});

test('a reader who stops reading ends the run without a word', { timeout }, async t => {
	if (!needBundle(t)) return;
	const folder = temporaryFolder(t, many(600));
	for (const args of [['check'], ['check', '--format', 'json'], ['check', '--format', 'sarif'], ['fix', '--dry-run']]) {
		const { other, read } = await closedEarly(folder, args, 'stdout');
		assert.ok(read.length > 0);
		assert.equal(other, '', args.join(' '));
	}
});

test('standard error that nobody reads does not end the run', { timeout }, async t => {
	if (!needBundle(t)) return;
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n' });
	const missing = Array.from({ length: 3_000 }, (_, index) => `missing-${index}-${'x'.repeat(40)}`);
	const { code, other } = await closedEarly(folder, ['check', '--format', 'json', ...missing, 'Dockerfile'], 'stderr');
	assert.equal(code, 2);
	assert.deepEqual(JSON.parse(other).files.at(-1), { path: 'Dockerfile', findings: [], crashes: [] });
});

test('two thousand files in one run, in the order of their names, each once', { timeout }, async t => {
	if (!needBundle(t)) return;
	const files = many(2_000);
	const folder = temporaryFolder(t, { ...files, '7/Dockerfile': 'FROM \0' });
	const { code, stdout, stderr } = await drydockProcess(folder, ['check', '--format', 'json'], {}, bundle);
	const report = JSON.parse(stdout) as { files: { path: string; error?: string; findings?: { rule: string }[] }[] };
	assert.deepEqual(
		report.files.map(({ path }) => path),
		Object.keys(files).sort(),
	);
	assert.equal(code, 2);
	assert.equal(stderr, '7/Dockerfile has a NUL byte in line 1: it is not a text file. Check that it is the file you mean.\n');
	const rules = new Set(report.files.filter(({ error }) => error === undefined).map(({ findings }) => findings?.map(({ rule }) => rule).join()));
	assert.equal(rules.size, 1, 'the same text has the same findings');
});

test('the language server answers from the same program, and from any editor', { timeout }, async t => {
	if (!needBundle(t)) return;
	const child = spawn(process.execPath, [bundle, 'lsp', '--stdio'], { stdio: 'pipe' });
	let stdout = '';
	child.stdout.setEncoding('utf8').on('data', text => {
		stdout += text;
		if (stdout.includes('"serverInfo"'))
			child.stdin.write(message('{"jsonrpc":"2.0","id":2,"method":"shutdown"}') + message('{"jsonrpc":"2.0","method":"exit"}'));
	});
	const message = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
	child.stdin.write(message('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'));
	const [code] = await once(child, 'close');
	assert.equal(code, 0);
	assert.match(stdout, /^Content-Length: \d+\r\n\r\n/);
	assert.match(stdout, /"serverInfo":\{"name":"drydock","version":"\d+\.\d+\.\d+"\}/);
});

test('the server is asked for as it should be, and its absence is said', { timeout }, async t => {
	if (!needBundle(t)) return;
	const folder = temporaryFolder(t);
	assert.deepEqual(await drydockProcess(folder, ['lsp'], {}, bundle), {
		code: 2,
		stdout: '',
		stderr: 'Say how the editor talks to the server: drydock lsp --stdio.\n',
	});
	assert.match((await drydockProcess(folder, ['lsp', '--sdtio'], {}, bundle)).stderr, /^"--sdtio" is not known here\. /);
	for (const file of ['cli.cjs', 'commands.cjs']) cpSync(join(dirname(bundle), file), join(folder, file));
	const { code, stderr } = await drydockProcess(folder, ['lsp', '--stdio'], {}, join(folder, 'cli.cjs'));
	assert.deepEqual([code, stderr], [2, 'The language server is missing: server.cjs does not stand beside the command. Install Drydock again.\n']);
});
