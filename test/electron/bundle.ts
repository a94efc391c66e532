import { join } from 'node:path';
import { build } from 'esbuild';

export const root = join(import.meta.dirname, '..', '..');

/** What the suite is run on. */
export const dockerfile = 'FROM debian:12 as build\nADD src /src\nUSER 65532\n';

/** The suite as the one CommonJS file that an extension host can load; its path. */
export async function bundleSuite(folder: string): Promise<string> {
	const outfile = join(folder, 'suite.cjs');
	await build({
		absWorkingDir: root,
		entryPoints: ['test/electron/suite.ts'],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['vscode'],
		logLevel: 'warning',
	});
	return outfile;
}
