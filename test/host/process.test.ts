import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { run, stream } from '../../server/src/host/process.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const node = process.execPath;
const limits = { timeoutMs: 20_000, maxOutputBytes: 1_000_000 };
const script = (code: string, ...args: string[]): { program: string; args: string[] } => ({ program: node, args: ['-e', code, '--', ...args] });

test('gives status and both outputs', async () => {
	assert.deepEqual(await run({ ...script('console.log("out ü"); console.error("err"); process.exitCode = 3'), ...limits }), {
		code: 3,
		stdout: 'out ü\n',
		stderr: 'err\n',
	});
});

test('arguments are no shell words', async () => {
	const hostile = ['$(id)', '; rm -rf x', '"', "'", '*', 'a b', ''];
	const { stdout } = await run({ ...script('process.stdout.write(JSON.stringify(process.argv.slice(1)))', ...hostile), ...limits });
	assert.deepEqual(JSON.parse(stdout), hostile);
});

test('input, folder and environment reach the program', async t => {
	const cwd = temporaryFolder(t);
	process.env['DRYDOCK_TEST_TAKEN_AWAY'] = 'x';
	t.after(() => delete process.env['DRYDOCK_TEST_TAKEN_AWAY']);
	const code = 'process.stdin.on("data", d => console.log(d + process.cwd() + process.env.MORE + process.env.DRYDOCK_TEST_TAKEN_AWAY))';
	const { stdout } = await run({ ...script(code), input: 'in:', cwd, env: { MORE: ':more:', DRYDOCK_TEST_TAKEN_AWAY: undefined }, ...limits });
	assert.equal(stdout, `in:${cwd}:more:undefined\n`);
});

test('a program that does not read its input does no harm', async () => {
	assert.equal((await run({ ...script('process.stdin.destroy(); process.exitCode = 0'), input: 'x'.repeat(5_000_000), ...limits })).code, 0);
});

test('a signal is a status as shells count', async () => {
	assert.equal((await run({ ...script('process.kill(process.pid, "SIGKILL")'), ...limits })).code, 137);
});

test('a program that is not there', async () => {
	await assert.rejects(run({ program: 'no-such-engine', args: [], ...limits }), {
		kind: 'notFound',
		message: 'no-such-engine was not found. Install it, or correct the path that leads to it.',
	});
});

test('a folder that is not there is not blamed on the program', async () => {
	await assert.rejects(run({ ...script(''), cwd: '/no/such/folder', ...limits }), {
		kind: 'notStarted',
		message: 'node could not start: the folder /no/such/folder does not exist.',
	});
});

test('a file that is no program', async t => {
	const program = join(temporaryFolder(t, { plain: 'text' }), 'plain');
	await assert.rejects(run({ program, args: [], ...limits }), {
		kind: 'notStarted',
		message: 'plain may not be run. Make it executable, or correct the path that leads to it.',
	});
});

test('a secret is in no message', async () => {
	await assert.rejects(run({ ...script(''), env: { TOKEN: 'hunter2\0' }, ...limits }), (error: Error) => {
		assert.match(error.message, /has a NUL character/);
		assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)} ${error.cause}`, /hunter2/);
		return true;
	});
});

test('one that takes too long is stopped with all that it started', async t => {
	const folder = temporaryFolder(t);
	const file = join(folder, 'child');
	// The child ignores the polite signal, holds the pipes and outlives its parent unless it is killed.
	const child = 'process.on("SIGTERM", () => {}); require("fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)';
	const parent = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}, "--", process.argv[1]], { stdio: "inherit" }); setInterval(() => {}, 1000)`;
	const control = new AbortController();
	const running = stream({ ...script(parent, file), signal: control.signal, graceMs: 300 });
	while (!existsSync(file) || readFileSync(file, 'utf8') === '') await new Promise(resolve => setImmediate(resolve));
	control.abort();
	await assert.rejects(running.done, { kind: 'aborted', message: 'node was cancelled. Start it again if you still want its result.' });
	const pid = Number(readFileSync(file, 'utf8'));
	for (const end = Date.now() + 10_000; isRunning(pid); ) {
		assert.ok(Date.now() < end, 'the grandchild is still there');
		await new Promise(resolve => setImmediate(resolve));
	}
});

test('a time-out says how long it waited', async () => {
	await assert.rejects(run({ ...script('setInterval(() => {}, 1000)'), timeoutMs: 200, maxOutputBytes: 10 }), {
		kind: 'timedOut',
		message: 'node did not finish in 0.2 s. Check that it answers in a terminal, then try again.',
	});
});

test('too much output stops the program', async () => {
	await assert.rejects(run({ ...script('const f = () => process.stdout.write("x".repeat(65536), f); f()'), timeoutMs: 20_000, maxOutputBytes: 100_000 }), {
		kind: 'tooMuchOutput',
		message: 'node printed more than 100 kB and was stopped. Ask it for less.',
	});
});

test('what is cancelled before it starts does not start', async t => {
	const file = join(temporaryFolder(t), 'ran');
	await assert.rejects(run({ ...script('require("fs").writeFileSync(process.argv[1], "")', file), signal: AbortSignal.abort(), ...limits }), {
		kind: 'aborted',
	});
	assert.equal(existsSync(file), false);
});

test('lines come whole, whatever the pieces and ends', async () => {
	const code = `const parts = [Buffer.from("eins\\r\\nzw"), Buffer.from([0xc3]), Buffer.from([0xb6]), Buffer.from("lf\\n\\nlast")];
		const next = () => { const part = parts.shift(); if (part) process.stdout.write(part, () => setTimeout(next, 5)); else process.stderr.write("e\\n"); }; next();`;
	const lines: string[] = [];
	assert.equal(await stream({ ...script(code), onLine: (line, from) => lines.push(`${from} ${line}`) }).done, 0);
	assert.deepEqual(
		lines.filter(line => line.startsWith('stdout')),
		['stdout eins', 'stdout zwölf', 'stdout ', 'stdout last'],
	);
	assert.deepEqual(
		lines.filter(line => line.startsWith('stderr')),
		['stderr e'],
	);
});

test('chunks wait for whoever takes them', async () => {
	let inHand = 0;
	let most = 0;
	let size = 0;
	const code = 'let n = 100; const f = () => { if (n-- > 0) process.stdout.write("x".repeat(65536), f); }; f()';
	await stream({
		...script(code),
		onChunk: async chunk => {
			most = Math.max(most, ++inHand);
			size += chunk.byteLength;
			await new Promise(resolve => setImmediate(resolve));
			inHand--;
		},
	}).done;
	assert.equal(size, 6_553_600);
	assert.equal(most, 1);
});

test('a taker that throws stops the program and its error comes out', async () => {
	const running = stream({
		...script('setInterval(() => console.log("x"), 1)'),
		onLine: () => {
			throw new Error('enough');
		},
	});
	await assert.rejects(running.done, { message: 'enough' });
});

test('who ends this process ends the program too', async t => {
	const file = join(temporaryFolder(t), 'pid');
	const host = pathToFileURL(join(import.meta.dirname, '../../server/src/host/process.ts')).href;
	const inner = 'require("fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)';
	const outer = `import { run } from '${host}'; await run({ program: process.execPath, args: ['-e', ${JSON.stringify(inner)}, '--', ${JSON.stringify(file)}], timeoutMs: 60000, maxOutputBytes: 10 });`;
	const child = spawn(node, ['--input-type=module', '-e', outer], { stdio: 'ignore' });
	while (!existsSync(file) || readFileSync(file, 'utf8') === '') await new Promise(resolve => setImmediate(resolve));
	child.kill('SIGINT');
	const [, signal] = await once(child, 'exit');
	assert.equal(signal, 'SIGINT');
	const pid = Number(readFileSync(file, 'utf8'));
	for (const end = Date.now() + 10_000; isRunning(pid); ) {
		assert.ok(Date.now() < end, 'the program is still there');
		await new Promise(resolve => setImmediate(resolve));
	}
});

/** A zombie that nobody waits for has stopped too. */
function isRunning(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}
