// Writes what is derived from the rules: docs/rules.md and the schema of the setting drydock.rules. --check compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const { rules } = await import('../server/src/service/index.ts');
const { packageJson, ruleDocs } = await import('./derive.mjs');
const manifest = join(root, 'package.json');
const derived = [
	[join(root, 'docs', 'rules.md'), () => ruleDocs(rules)],
	[manifest, () => packageJson(readFileSync(manifest, 'utf8'), rules)],
];
let stale = false;
for (const [path, make] of derived) {
	const wanted = make();
	let present = '';
	try {
		present = readFileSync(path, 'utf8');
	} catch {
		// not there yet
	}
	if (present === wanted) continue;
	if (process.argv.includes('--check')) {
		stale = true;
		console.error(`${path.slice(root.length + 1)} is not what the rules say: run npm run generate.`);
	} else writeFileSync(path, wanted);
}
if (stale) process.exit(1);
