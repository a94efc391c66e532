import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { goModules } from '../../server/src/image/packages/go.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { build } from './oracle.ts';

/** As `go version -m` tells. */
function toldByGo(program: string): string[] {
	const [first = '', ...lines] = execFileSync('go', ['version', '-m', program], { encoding: 'utf8' }).split('\n');
	const modules: string[] = [`stdlib ${/: go(\S+)/.exec(first)?.[1]}`];
	for (const line of lines) {
		const [, kind = '', name, version] = line.split('\t');
		if (kind === '=>') modules.pop();
		if (['mod', 'dep', '=>'].includes(kind)) modules.push(`${name} ${version}`);
	}
	return modules;
}

const read = (program: string): string[] => goModules(readFileSync(program)).map(({ name, version }) => `${name} ${version}`);

describe('modules that Go has linked into a program', skipUnless('go'), () => {
	test('the same as Go itself tells', { timeout: 300_000 }, async () => {
		const program = await build();
		const told = toldByGo(program);
		assert.ok(told.length > 30 && told.some(line => line.startsWith('github.com/moby/buildkit v')));
		assert.deepEqual(read(program), told);
	});

	test('a small program, one for Windows and one for another machine', { timeout: 120_000 }, t => {
		const folder = temporaryFolder(t, { 'go.mod': 'module example.org/hello\n\ngo 1.20\n', 'main.go': 'package main\n\nfunc main() { println("hello") }\n' });
		for (const [os, arch] of [
			['linux', 'amd64'],
			['windows', 'amd64'],
			['linux', 's390x'],
		]) {
			const program = join(folder, `hello-${os}-${arch}`);
			const env = { ...process.env, GOOS: os, GOARCH: arch, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };
			execFileSync('go', ['build', '-ldflags', '-s -w', '-o', program, '.'], { cwd: folder, env });
			assert.deepEqual(read(program), toldByGo(program));
			const bytes = readFileSync(program);
			for (let cut = 0; cut < bytes.length; cut += 77_777) assert.ok(goModules(bytes.subarray(0, cut)).length <= 2);
		}
	});

	test('what is no program of Go', t => {
		const folder = temporaryFolder(t, {});
		writeFileSync(join(folder, 'text'), `${'x'.repeat(16)}\u00ff Go buildinf:${'\u0002'.repeat(64)}`, 'latin1');
		assert.deepEqual([read(join(folder, 'text')), read(process.execPath)], [[], []]);
	});
});
