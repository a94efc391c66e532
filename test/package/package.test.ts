import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; version: string };
const tarball = join(root, `${name}-${version}.tgz`);
const vsix = join(root, `${name}-${version}.vsix`);

test('the packages are small', () => {
	for (const file of [tarball, vsix]) assert.ok(statSync(file).size < 2_000_000, `${file} is under 2 MB`);
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

test('the notices name what is inside', () => {
	const notices = readFileSync(join(root, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
	for (const inside of ['unbash', 'vscode-languageserver', 'vscode-languageclient', 'dockerfile-utils'])
		assert.ok(notices.includes(`\n${inside} `) || notices.includes(`${inside} `), inside);
});
