// The .vsix for VS Code, and the npm tarball of the command line.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const run = (program, args, cwd = root) => {
	const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
	if (status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed: ${stdout}${stderr}`);
	return stdout;
};
console.log(run(process.execPath, [join(root, 'scripts', 'build.mjs')]).trimEnd());

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const picture = /screenshot-[^/\\]*\.png$/;
const { docsUrl } = await import('../server/src/service/docsUrl.ts');
/** Where the project lives, as the links to rules have it. */
const home = docsUrl('').replace(/\/blob\/.*/, '');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stage = mkdtempSync(join(tmpdir(), 'drydock-package-'));
try {
	// what ships has its dependencies inside: the packed manifests name none
	const { devDependencies, dependencies, scripts, files, type, ...shipped } = manifest;
	for (const file of ['CHANGELOG.md', 'LICENSE', '.vscodeignore']) cpSync(join(root, file), join(stage, file));
	for (const folder of ['dist', 'media', 'syntaxes', 'docs'])
		if (existsSync(join(root, folder))) cpSync(join(root, folder), join(stage, folder), { recursive: true, filter: path => !picture.test(path) });
	writeFileSync(join(stage, 'README.md'), withAddresses(readme));
	writeFileSync(join(stage, 'THIRD_PARTY_NOTICES.txt'), notices());
	writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...shipped, engines: { vscode: manifest.engines.vscode } }, null, 2));
	const vsix = join(root, `${manifest.name}-${manifest.version}.vsix`);
	run(
		join(root, 'node_modules', '.bin', 'vsce'),
		['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--no-rewrite-relative-links', '--out', vsix],
		stage,
	);
	const { contributes, activationEvents, main, browser, icon, categories, capabilities, ...command } = shipped;
	writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...command, files, engines: { node: manifest.engines.node } }, null, 2));
	rmSync(join(stage, '.vscodeignore'));
	run('npm', ['pack', '--silent', '--pack-destination', root], stage);
	for (const file of readdirSync(root).filter(name => name.startsWith(`${manifest.name}-${manifest.version}.`))) {
		const { size } = statSync(join(root, file));
		console.log(`${file}  ${Math.round(size / 1000)} kB`);
		if (size > 2_000_000) throw new Error(`${file} is larger than 2 MB.`);
	}
} finally {
	rmSync(stage, { recursive: true });
}

/** A README that is shown elsewhere: VS Code and the Marketplace show pictures from https addresses only, and have no files beside it. */
function withAddresses(text) {
	return text.replace(/(!?)(\[[^\]]*\])\((?!\w+:|#)([^)]*)\)/g, (_, image, label, file) => `${image}${label}(${home}/${image ? 'raw' : 'blob'}/HEAD/${file})`);
}

/** Names, versions and licences of every package that is inside a bundle. */
function notices() {
	const inputs = JSON.parse(readFileSync(join(root, 'dist', 'inputs.json'), 'utf8'));
	const folders = new Set(inputs.flatMap(input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []));
	const parts = [...folders].sort().map(folder => {
		const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
		const file = readdirSync(join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
		return `${name} ${version} (${license})\n\n${file ? readFileSync(join(root, folder, file), 'utf8').trim() : `Licence: ${license}`}\n`;
	});
	return `Drydock contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
