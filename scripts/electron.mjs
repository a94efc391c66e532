// The suite of test/electron in a desktop VS Code: the one that DRYDOCK_VSCODE names, else the newest, which is downloaded.
// Without a screen: xvfb-run npm run test:electron.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const { runOnDesktop } = await import('../test/electron/desktop.ts');
await runOnDesktop(process.env.DRYDOCK_VSCODE).catch(error => {
	console.error(`The suite failed: ${error.message}`);
	process.exitCode = 1;
});
