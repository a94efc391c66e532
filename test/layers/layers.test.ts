import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const { forbiddenImports } = (await import(new URL('../../scripts/layers.mjs', import.meta.url).href)) as { forbiddenImports(root: string): string[] };
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

test('no room of the house knows one it must not know', () => {
	assert.deepEqual(forbiddenImports(root), []);
});

for (const [file, line] of Object.entries({
	'server/src/service/a.ts': "import { readFileSync } from 'node:fs';",
	'server/src/service/b.ts': "import { run } from '../host/process.ts';",
	'server/src/image/c.ts': "import { rules } from '../service/index.ts';",
	'server/src/host/d.ts': "export * from '../lsp/server.ts';",
	'server/src/cli/e.ts': "const x = await import('../lsp/main.ts');",
	'server/src/lsp/f.ts': "import * as vscode from 'vscode';",
	'client/src/g.ts': "import { parseDockerfile } from '../../server/src/service/syntax/parse.ts';",
})) {
	test(`a forbidden import fails the check: ${line}`, t => {
		const folder = mkdtempSync(join(tmpdir(), 'drydock-layers-'));
		t.after(() => rmSync(folder, { recursive: true }));
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), `${line}\n`);
		assert.equal(forbiddenImports(folder).length, 1);
	});
}
