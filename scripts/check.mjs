// Types, lint, layers, and that generated files are up to date.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forbiddenImports } from './layers.mjs';
import { onLockedNode, root } from './setup.mjs';

onLockedNode();
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
step('types', bin('tsc'), ['-b']);
step('lint', bin('biome'), ['lint', '--error-on-warnings', '--max-diagnostics=20', 'server', 'client', 'test', 'scripts']);
step('generated files', process.execPath, [join(root, 'scripts', 'generate.mjs'), '--check']);
const imports = forbiddenImports(root);
console.log(`${imports.length === 0 ? 'ok    ' : 'FAILED'} layers`);
for (const line of imports) console.log(`  ${line}`);
if (failed || imports.length > 0) process.exit(1);
