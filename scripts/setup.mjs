// Makes a clone ready. Plain JavaScript that Node 20 can run; everything after it runs on the Node that the lock file brings.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.drydock-lock');
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Installs the locked packages if they are not there, or not those of this lock file. The stamp comes last: an interrupted install is made again. */
function installPackages() {
	const lock = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(node)) return;
	console.log('Installing packages (npm ci) ...');
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: windows });
	if (status !== 0) {
		console.error('npm ci failed. See the message above; Node 20 and a reachable npm registry are needed.');
		process.exit(1);
	}
	// where npm runs no install scripts, that of the package "node" is run here: without it there is no Node 24
	if (!existsSync(node)) spawnSync(process.execPath, ['installArchSpecificPackage'], { cwd: dirname(dirname(node)), stdio: 'inherit' });
	if (!existsSync(node)) {
		console.error('The package "node" did not install itself. Allow its install script, or use Node 24.');
		process.exit(1);
	}
	writeFileSync(stamp, lock);
}

/**
 * For the first line of a script: `await onLockedNode()`. Returns if this process is the Node of the lock file; otherwise runs the
 * script again on that one and ends as it ends. Signals are passed on, so that nothing is left running; the shell that npm puts
 * between itself and a script does not do that, so its end counts as one.
 */
export async function onLockedNode() {
	if (Number.parseInt(process.versions.node, 10) < 20) {
		console.error(`Node 20 or newer is needed; this is ${process.versions.node}.`);
		process.exit(1);
	}
	installPackages();
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref();
	if (realpathSync(process.execPath) === realpathSync(node)) return;
	const child = spawn(node, process.argv.slice(1), {
		stdio: 'inherit',
		env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	const [code, signal] = await new Promise((resolve, reject) => child.on('error', reject).on('exit', (...how) => resolve(how)));
	process.exit(code ?? 128 + constants.signals[signal]);
}
