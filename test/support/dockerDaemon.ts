/**
 * Runs one dockerd, in a process group of its own, for as long as its standard input is open; then nothing of it is left. So an engine for
 * tests ends with the test that started it, however that ends. Arguments: a folder for all it writes, the bridge to make, its address.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers } from './dockerLeftovers.ts';

const [folder = '', bridge = '', address = ''] = process.argv.slice(2);
const ip = (...args: string[]): unknown => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const log = join(folder, 'log');

ip('link', 'add', bridge, 'type', 'bridge');
try {
	ip('addr', 'add', address, 'dev', bridge);
	ip('link', 'set', bridge, 'up');
	const output = openSync(log, 'w');
	const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'run'), '--pidfile', join(folder, 'pid')];
	const network = ['--bridge', bridge, '--iptables=false', '--ip6tables=false'];
	const daemon = spawn('dockerd', ['-H', `unix://${join(folder, 'docker.sock')}`, ...places, ...network], { stdio: ['ignore', output, output] });
	closeSync(output);
	const ended = once(daemon, 'exit');
	// one that gives up says why; one that is killed was meant to be
	void ended.then(([code]) => {
		if (code === 0 || code === null) return;
		process.stderr.write(readFileSync(log, 'utf8').slice(-2000));
		process.stdin.destroy();
	});
	await once(process.stdin.resume(), 'close');
	daemon.kill();
	await ended;
	await removeLeftovers(folder);
} finally {
	ip('link', 'del', bridge);
	rmSync(folder, { recursive: true, force: true });
}
