import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder with these files that goes away with the test. */
export function temporaryFolder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-test-')));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, content] of Object.entries(files)) {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	}
	return folder;
}
