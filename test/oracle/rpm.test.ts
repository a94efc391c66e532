import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { rpmHeaders, rpmPackages } from '../../server/src/image/packages/rpm.ts';
import { skipUnless } from '../support/requirement.ts';
import { ask } from './oracle.ts';

/** Databases of real systems, from CentOS 5 to Fedora 35, SUSE, and a machine whose numbers begin with the highest byte. */
function samples(): string[] {
	const folder = execFileSync('go', ['mod', 'download', '-json', 'github.com/knqyf263/go-rpmdb'], { cwd: import.meta.dirname, encoding: 'utf8' });
	const data = join((JSON.parse(folder) as { Dir: string }).Dir, 'pkg', 'testdata');
	return readdirSync(data, { recursive: true, encoding: 'utf8' })
		.filter(name => /[/\\](?:Packages|Packages\.db|rpmdb\.sqlite)$/.test(name))
		.map(name => join(data, name));
}

describe('databases of RPM of real systems', skipUnless('go'), () => {
	test('the same headers as go-rpmdb finds', { timeout: 300_000 }, async () => {
		const paths = samples().filter(path => !path.endsWith('.sqlite'));
		assert.ok(paths.length >= 12, paths.join('\n'));
		const answers = await ask(
			'rpmHeaders',
			paths.map(text => ({ text })),
		);
		for (const [at, path] of paths.entries()) {
			const hashes = rpmHeaders(readFileSync(path)).map(header => createHash('sha256').update(header).digest('hex'));
			assert.deepEqual(hashes.sort(), answers[at]?.hashes, path);
		}
	});

	test('every header is a package with a version and files', () => {
		for (const path of samples()) {
			const packages = rpmPackages(readFileSync(path));
			assert.ok(packages.length > 0, path);
			for (const { name, version } of packages) assert.match(`${name} ${version}`, /^[\w.+-]+ (?:\d+:)?[\w.+~^]+-[\w.+~^]+$/, path);
			assert.ok(packages.some(({ files }) => files().length > 0, path));
		}
	});
});
