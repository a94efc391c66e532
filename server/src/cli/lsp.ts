/** `drydock lsp --stdio`: the language server, for any editor. It is a bundle of its own beside this one. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandIo } from './io.ts';

/** Loads the server, which lives until its client leaves; 2 if it cannot be started. */
export async function lsp(args: readonly string[], io: CommandIo): Promise<number> {
	const wrong = args.find(argument => !/^--(?:stdio|node-ipc|(?:pipe|socket|clientProcessId)=.+)$/.test(argument));
	if (wrong !== undefined || args.length === 0) {
		io.stderr(
			wrong === undefined
				? 'Say how the editor talks to the server: drydock lsp --stdio.\n'
				: `"${wrong}" is not known here. Start the server with drydock lsp --stdio.\n`,
		);
		return 2;
	}
	const folder = io.entry === undefined ? undefined : dirname(io.entry);
	const bundle = folder && join(folder, 'server.cjs');
	const source = folder && join(folder, '..', 'lsp', 'main.ts');
	if (bundle && existsSync(bundle)) createRequire(bundle)(bundle);
	else if (source && existsSync(source)) await import(pathToFileURL(source).href);
	else {
		io.stderr('The language server is missing: server.cjs does not stand beside the command. Install Drydock again.\n');
		return 2;
	}
	return 0;
}
