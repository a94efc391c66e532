// Bundles: one CommonJS file per entry (measured faster to load than split modules).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const { build } = await import('esbuild');
const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });

/** Largest size of a bundle in bytes: activation and start pay for every one. Each rule brings 1 to 2 kB of explanation with it; the views and the form of builds are in the extension. */
const limits = { 'server.cjs': 1_200_000, 'commands.cjs': 1_000_000, 'extension.cjs': 110_000, 'client.cjs': 600_000, 'server.browser.js': 1_000_000 };
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const define = { DRYDOCK_VERSION: JSON.stringify(version) };
const common = { bundle: true, define, minify: true, sourcemap: false, legalComments: 'none', logLevel: 'warning', metafile: true, absWorkingDir: root };
const forNode = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
// dockerfile-utils and its parts publish UMD, whose requires a bundler cannot follow: take their ES modules
const mainFields = ['module', 'main'];
/** Libraries in files of their own, shared by server and command, and loaded where they are needed: few projects have a configuration file. */
const librariesApart = {
	yaml: 'isAlias, isMap, isScalar, isSeq, parseDocument',
	'dockerfile-utils': 'format, formatOnType, formatRange',
};
const apart = {
	name: 'libraries-apart',
	setup({ onResolve }) {
		for (const name of Object.keys(librariesApart)) onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `./${name}.cjs`, external: true }));
	},
};
/** What activation runs is small; the language client is loaded when the server is started. */
const clientApart = {
	name: 'client-apart',
	setup: ({ onResolve }) => onResolve({ filter: /\/connection\.ts$/ }, () => ({ path: './client.cjs', external: true })),
};
/** The command itself is a few bytes: Node keeps compiled code only of files that are loaded after it was asked to. */
const command = '#!/usr/bin/env node\nrequire("node:module").enableCompileCache?.();\nrequire("./commands.cjs");\n';

const results = await Promise.all([
	build({ ...forNode, mainFields, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'], plugins: [clientApart] }),
	build({ ...forNode, mainFields, entryPoints: ['client/src/connection.ts'], outfile: 'dist/client.cjs', external: ['vscode'] }),
	build({ ...forNode, mainFields, entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server.cjs', plugins: [apart] }),
	build({ ...forNode, mainFields, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/commands.cjs', external: ['./server.cjs'], plugins: [apart] }),
	...Object.entries(librariesApart).map(([name, exported]) =>
		build({ ...forNode, mainFields, stdin: { contents: `export { ${exported} } from '${name}';`, resolveDir: root }, outfile: `dist/${name}.cjs` }),
	),
	build({
		...common,
		mainFields,
		platform: 'browser',
		format: 'iife',
		target: 'es2022',
		entryPoints: ['server/src/browser/main.ts'],
		outfile: 'dist/server.browser.js',
	}),
]);
writeFileSync(join(dist, 'cli.cjs'), command, { mode: 0o755 });
const inputs = new Set();
let failed = false;
for (const { metafile } of results) {
	for (const input of Object.keys(metafile.inputs)) inputs.add(input);
	for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
		const limit = limits[file.replace('dist/', '')];
		console.log(`${file}  ${Math.round(bytes / 1000)} kB`);
		if (bytes > limit) {
			failed = true;
			console.error(`${file} is larger than ${limit / 1000} kB: find out what came in (--metafile), or raise the limit with a reason.`);
		}
	}
}
writeFileSync(join(dist, 'inputs.json'), JSON.stringify([...inputs].sort()));
if (failed) process.exit(1);
