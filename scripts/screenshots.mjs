// Renews the pictures of the README (media/screenshot-*.png). Needs Docker and Chromium, as the editor's tests do.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const packed = spawnSync(process.execPath, [join(root, 'scripts', 'package.mjs')], { cwd: root, stdio: 'inherit' });
if (packed.status !== 0) process.exit(1);
const { takePictures } = await import('../test/editor/pictures.ts');
await takePictures(join(root, 'media')).catch(error => {
	console.error(`The screenshots were not taken: ${error.message}`);
	process.exitCode = 1;
});
