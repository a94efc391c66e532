import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; version: string };
const tarball = join(root, `${name}-${version}.tgz`);
const vsix = join(root, `${name}-${version}.vsix`);

test('the packages are small', () => {
	for (const file of [tarball, vsix]) assert.ok(statSync(file).size < 2_000_000, `${file} is under 2 MB`);
});

test('the .vsix holds what the editor needs, and nothing else', () => {
	const shipped = [...entriesOfZip(readFileSync(vsix)).keys()].filter(entry => !/^extension\/(?:media|syntaxes)\//.test(entry));
	assert.deepEqual(shipped.sort(), [
		'[Content_Types].xml',
		'extension.vsixmanifest',
		'extension/LICENSE.txt',
		'extension/THIRD_PARTY_NOTICES.txt',
		'extension/changelog.md',
		'extension/dist/client.cjs',
		'extension/dist/dockerfile-utils.cjs',
		'extension/dist/extension.cjs',
		'extension/dist/server.browser.js',
		'extension/dist/server.cjs',
		'extension/dist/yaml.cjs',
		'extension/docs/drydock.schema.json',
		'extension/package.json',
		'extension/readme.md',
	]);
});

test('what the README links to has an address, also where no file is beside it', () => {
	const written = readFileSync(join(root, 'README.md'), 'utf8').match(/\]\((?!https:|#)[^)]+\)/g) ?? [];
	assert.ok(written.length >= 5, 'two pictures, three pages');
	const inVsix = entriesOfZip(readFileSync(vsix)).get('extension/readme.md')?.().toString('utf8') ?? '';
	for (const text of [inVsix, fromTarball('README.md')]) {
		assert.equal(text.match(/!\[[^\]]+\]\(https:\/\/\S+\/raw\/HEAD\/media\/screenshot-\w+\.png\)/g)?.length, 2);
		assert.match(text, /\]\(https:\/\/\S+\/blob\/HEAD\/docs\/rules\.md\)/);
		assert.doesNotMatch(text, /\]\((?!https:|#)/);
	}
});

test('the tarball holds the command and its server, and depends on nothing', () => {
	const shipped = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
	const texts = ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD_PARTY_NOTICES.txt'];
	assert.deepEqual(
		shipped.sort(),
		[...texts, 'dist/cli.cjs', 'dist/commands.cjs', 'dist/dockerfile-utils.cjs', 'dist/server.cjs', 'dist/yaml.cjs', 'package.json']
			.map(file => `package/${file}`)
			.sort(),
	);
	const manifest = JSON.parse(fromTarball('package.json'));
	for (const key of ['dependencies', 'devDependencies', 'scripts']) assert.equal(manifest[key], undefined, key);
});

test('the tarball runs after a plain install that needs no registry', t => {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-install-'));
	t.after(() => rmSync(folder, { recursive: true }));
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder, stdio: 'pipe' });
	const drydock = join(folder, 'node_modules', '.bin', 'drydock');
	assert.match(execFileSync(drydock, ['--version'], { encoding: 'utf8' }), new RegExp(version.replaceAll('.', '\\.')));
	writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:12 as a\nUSER 1\n');
	const report = JSON.parse(execFileSync(drydock, ['check', '--offline', '--format', 'json', 'Dockerfile'], { cwd: folder, encoding: 'utf8' }));
	assert.deepEqual(
		report.files[0].findings.map((finding: { rule: string }) => finding.rule),
		['base-without-digest', 'from-as-casing'],
	);
});

test('the notices name what is inside, with its licence', () => {
	const notices = fromTarball('THIRD_PARTY_NOTICES.txt');
	for (const inside of ['unbash', 'vscode-languageserver', 'vscode-languageclient', 'dockerfile-utils', 'dockerfile-ast', 'yaml'])
		assert.match(notices, new RegExp(`^${inside} \\d+\\.\\S+ \\((?:MIT|ISC)\\)$`, 'm'));
});

function fromTarball(file: string): string {
	return execFileSync('tar', ['-xzOf', tarball, `package/${file}`], { encoding: 'utf8' });
}

/** Name → content, by the central directory of a zip file without a comment, as vsce writes it. */
function entriesOfZip(zip: Buffer): Map<string, () => Buffer> {
	const end = zip.length - 22;
	assert.equal(zip.readUInt32LE(end), 0x06054b50, 'the end of a zip file');
	const entries = new Map<string, () => Buffer>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [nameLength, extraLength, commentLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
		const [method, size, header] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
		entries.set(zip.toString('utf8', at + 46, at + 46 + nameLength), () => {
			const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
			const bytes = zip.subarray(from, from + size);
			return method === 0 ? bytes : inflateRawSync(bytes);
		});
		at += 46 + nameLength + extraLength + commentLength;
	}
	return entries;
}
