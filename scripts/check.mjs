// Types, lint and format, layers, and that generated files are up to date. --write formats first.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forbiddenImports } from './layers.mjs';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const checked = ['server', 'client', 'test', 'scripts', 'biome.json'];
const bin = name => join(root, 'node_modules', '.bin', name);
let failed = false;
function step(name, program, args) {
	const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
	console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
	if (status !== 0) {
		failed = true;
		console.log(`${stdout}${stderr}`.split('\n').slice(0, 60).join('\n'));
	}
}
if (process.argv.includes('--write')) spawnSync(bin('biome'), ['check', '--write', ...checked], { cwd: root, stdio: 'inherit' });
step('types', bin('tsc'), ['-b']);
step('lint and format', bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=20', ...checked]);
step('generated files', process.execPath, [join(root, 'scripts', 'generate.mjs'), '--check']);
const imports = forbiddenImports(root);
console.log(`${imports.length === 0 ? 'ok    ' : 'FAILED'} layers`);
for (const line of imports) console.log(`  ${line}`);
if (failed || imports.length > 0) process.exit(1);
