// Shows the main job: what check finds on a terminal, then a real VS Code with the extension on the folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { editorInstalled, installEditor, startEditor, vsixIn } from './editor.mjs';
import { onLockedNode, root } from './setup.mjs';

const folder = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? join(root, 'examples'));
await onLockedNode();
const node = args => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
if (node([join(root, 'scripts', 'package.mjs')]).status !== 0) process.exit(1);
console.log(`\ndrydock check ${folder}\n`);
node([join(root, 'dist', 'cli.cjs'), 'check', folder, '--offline', '--fail-on', 'never']);

const code = (process.env.PATH ?? '')
	.split(delimiter)
	.map(path => join(path, process.platform === 'win32' ? 'code.cmd' : 'code'))
	.find(existsSync);
if (code) {
	console.log('\nOpening VS Code ...');
	spawnSync(code, ['--new-window', '--extensionDevelopmentPath', root, folder], { stdio: 'inherit', shell: process.platform === 'win32' });
} else {
	if (!editorInstalled())
		console.log('\nNo "code" on the PATH: fetching the VS Code that npm carries, once (about 650 MB; needs python3, make and g++) ...');
	const problem = installEditor();
	if (problem) {
		console.error(problem);
		process.exit(1);
	}
	const dataFolder = mkdtempSync(join(tmpdir(), 'drydock-editor-'));
	const editor = await startEditor({ dataFolder, extension: vsixIn(root) });
	console.log(`\nVS Code with Drydock: ${editor.address(folder)}\nCtrl-C ends it.`);
	if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) spawn('xdg-open', [editor.address(folder)], { stdio: 'ignore' }).on('error', () => {});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => editor.child.kill());
	editor.child.on('exit', () => {
		rmSync(dataFolder, { recursive: true, force: true });
		process.exit(0);
	});
}
