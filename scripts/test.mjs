// Runs the suites: one summary line each, and "N passed, N failed" for the whole as the last line.
// DRYDOCK_TEST_ALL=1: a skipped test is a failure. Names as arguments: only those suites.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

onLockedNode();
const all = process.env.DRYDOCK_TEST_ALL === '1';
const wanted = process.argv.slice(2);
const suites = ['layers', 'service', 'rules', 'catalogue', 'properties', 'oracle', 'image', 'host', 'client', 'cli', 'lsp', 'package', 'engine', 'editor'];
const packages = {
	dockerd: 'docker.io',
	'docker-registry': 'docker-registry',
	skopeo: 'skopeo',
	htpasswd: 'apache2-utils',
	busybox: 'busybox-static',
	openssl: 'openssl',
	git: 'git',
	chromium: 'chromium',
};

/** As root on Debian, installs what the tests need; elsewhere says what is missing. */
function installSystemPackages() {
	const has = program =>
		(process.env.PATH ?? '')
			.split(':')
			.concat('/usr/sbin', '/sbin')
			.some(folder => existsSync(join(folder, program)));
	const missing = Object.entries(packages)
		.filter(([program]) => !has(program))
		.map(([, name]) => name);
	if (missing.length === 0) return;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		console.log(`Not installed: ${missing.join(', ')}. Tests that need them are skipped; on Debian: apt-get install ${missing.join(' ')}`);
		return;
	}
	console.log(`Installing with apt-get: ${missing.join(' ')}`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
	// the tests start their own daemons: no service is wanted
	spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...env, RUNLEVEL: '1' },
	});
}

/** One suite in a process of its own; its counts come from the TAP that node --test prints. */
function run(name, program, args) {
	return new Promise(resolve => {
		const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.on('data', chunk => {
			output += chunk;
		});
		child.on('close', code => {
			const count = word => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
			const result = { name, passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
			if (code !== 0 && result.failed === 0) result.failed = 1;
			if (result.failed > 0 || (all && result.skipped > 0)) console.log(failures(output));
			else for (const line of output.split('\n')) if (/^# (?:properties|oracle|skipped|.*SKIP)/i.test(line) && !/^# skipped 0/.test(line)) console.log(line);
			resolve(result);
		});
	});
}

/** The failed and skipped tests of a TAP, with what they said. */
function failures(output) {
	const lines = output.split('\n');
	const bad = [];
	for (let at = 0; at < lines.length; at++) {
		if (!/^\s*not ok |# SKIP/.test(lines[at])) continue;
		bad.push(lines[at]);
		if (/not ok/.test(lines[at])) {
			for (let next = at + 1; next < Math.min(at + 45, lines.length) && !/^\s*\.\.\.$/.test(lines[next]); next++) bad.push(lines[next]);
		}
	}
	return (bad.length > 0 ? bad : lines.slice(-60)).slice(0, 400).join('\n');
}

const results = [];
const report = result => {
	results.push(result);
	console.log(`${result.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
};
if (wanted.length === 0 || wanted.some(name => ['host', 'engine', 'editor'].includes(name))) installSystemPackages();
for (const name of ['package', 'check']) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const { status } = spawnSync(process.execPath, [join(root, 'scripts', `${name}.mjs`)], { cwd: root, stdio: 'inherit' });
	report({ name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
}
for (const name of suites) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const folder = join(root, 'test', name);
	const files = existsSync(folder)
		? readdirSync(folder)
				.filter(file => file.endsWith('.test.ts'))
				.map(file => join(folder, file))
		: [];
	if (files.length > 0) report(await run(name, process.execPath, ['--test', '--test-reporter=tap', '--test-concurrency=2', ...files]));
}
const sum = key => results.reduce((total, result) => total + result[key], 0);
const skipped = sum('skipped');
if (skipped > 0) console.log(`${skipped} tests were SKIPPED: see above what they need.`);
const failed = sum('failed') + (all ? skipped : 0);
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
