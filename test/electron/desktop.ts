import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite, dockerfile, root } from './bundle.ts';

/**
 * Runs the suite in a desktop VS Code, on what npm run build left in dist/. Without `vscodeExecutablePath` the newest one is downloaded.
 * Rejects if the editor ends with another status than 0.
 */
export async function runOnDesktop(vscodeExecutablePath?: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-electron-'));
	try {
		const workspace = join(folder, 'workspace');
		mkdirSync(join(workspace, 'src'), { recursive: true });
		writeFileSync(join(workspace, 'Dockerfile'), dockerfile);
		writeFileSync(join(workspace, 'src', 'a.txt'), 'a');
		await runTests({
			...(vscodeExecutablePath ? { vscodeExecutablePath } : {}),
			extensionDevelopmentPath: root,
			extensionTestsPath: await bundleSuite(folder),
			// a profile of its own: a socket below it must not have a long path
			launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${join(folder, 'user')}`, `--extensions-dir=${join(folder, 'extensions')}`],
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
