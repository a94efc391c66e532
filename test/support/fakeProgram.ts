import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program of our own in a folder that can go on PATH. `script` is for /bin/sh. */
export function fakeProgram(folder: string, name: string, script: string): string {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n${script}\n`);
	chmodSync(path, 0o755);
	return path;
}
