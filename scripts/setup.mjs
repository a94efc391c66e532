// Makes a clone ready. Plain JavaScript that Node 20 can run; everything after it runs on the Node that the lock file brings.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.drydock-lock');
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs the locked packages if they are not there. */
export function installPackages() {
	const lock = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(node)) return;
	console.log('Installing packages (npm ci) ...');
	const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
	if (result.status !== 0) {
		console.error('npm ci failed. See the message above; Node 20 and a reachable npm registry are needed.');
		process.exit(1);
	}
	writeFileSync(stamp, lock);
}

/** Runs the calling script again on the Node of the lock file, unless it already does. */
export function onLockedNode() {
	installPackages();
	if (process.env.DRYDOCK_ON_NODE || !existsSync(node)) return;
	const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
	const result = spawnSync(node, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, DRYDOCK_ON_NODE: '1', PATH: path } });
	process.exit(result.status ?? 1);
}
