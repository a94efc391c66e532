import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { type RpmPackage, rpmPackages } from '../../server/src/image/packages/rpm.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** So many that a database has inner pages, and so long lists of files that a header goes over several pages. */
const packages = 150;
const files = 60;

function spec(): string {
	const parts = ['Name: drydock', 'Version: 1.0', 'Release: 2', 'Epoch: 3', 'Summary: s', 'License: MIT', 'BuildArch: noarch', '%description', 'd', ''];
	for (let n = 0; n < packages; n++)
		parts.push(
			`%package -n part-${n}`,
			`Version: ${n}.1`,
			'Epoch: 0',
			'Summary: s',
			`%description -n part-${n}`,
			'd',
			`%files -n part-${n}`,
			`/opt/part-${n}`,
			'',
		);
	const made = `for n in $(seq 0 ${packages - 1}); do mkdir -p %{buildroot}/opt/part-$n; for f in $(seq ${files}); do : > %{buildroot}/opt/part-$n/a-long-name-of-a-file-$f; done; done`;
	return [...parts, '%install', made, 'mkdir -p %{buildroot}/usr/bin; : > %{buildroot}/usr/bin/drydock', '%files', '/usr/bin/drydock', ''].join('\n');
}

/** Its own format, which Debian's RPM does not write, is tested with a real file beside the oracle. */
describe('the database of RPM, as RPM itself writes it', skipUnless('rpm', 'rpmbuild', 'db5.3_load', 'python3'), () => {
	let built: string[];
	const folder = mkdtempSync(join(tmpdir(), 'drydock-rpm-'));
	after(() => rmSync(folder, { recursive: true, force: true }));
	before(() => {
		const path = join(folder, 'drydock.spec');
		writeFileSync(path, spec());
		execFileSync('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${folder}`, '--define', '_build_id_links none', path], { stdio: 'pipe' });
		const made = join(folder, 'RPMS', 'noarch');
		built = readdirSync(made).map(name => join(made, name));
	});

	function rpm(database: string, ...args: string[]): string {
		return execFileSync('rpm', ['--dbpath', database, ...args], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: 'pipe' });
	}

	function install(t: TestContext): string {
		const database = temporaryFolder(t);
		rpm(database, '-i', '--justdb', '--nodeps', '--nosignature', ...built);
		return database;
	}

	function compare(read: readonly RpmPackage[], database: string): void {
		assert.equal(read.length, packages + 1);
		const listed = rpm(database, '-qa', '--qf', '%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\\n').trim().split('\n');
		assert.deepEqual(read.map(({ name, version }) => `${name} ${version}`).sort(), listed.map(line => line.replace(' 0:', ' ')).sort());
		for (const name of ['drydock', 'part-0', `part-${packages - 1}`]) {
			const owned = rpm(database, '-ql', name).trim().split('\n');
			assert.deepEqual(
				read.find(found => found.name === name)?.files(),
				owned.map(path => path.slice(1)),
			);
		}
	}

	test('of SQLite', t => {
		const database = install(t);
		const file = readFileSync(join(database, 'rpmdb.sqlite'));
		compare(rpmPackages(file), database);
		// a file that is cut off, or wrong anywhere, is read as far as it goes
		for (let cut = 0; cut < file.length; cut += 50_021) assert.ok(rpmPackages(file.subarray(0, cut)).length <= packages + 1);
		for (let at = 0; at < file.length; at += 9_973) {
			const damaged = Uint8Array.from(file);
			damaged[at] = (damaged[at] ?? 0) ^ 0xff;
			assert.ok(rpmPackages(damaged).length <= packages + 1);
		}
	});

	test('of Berkeley DB, with the same headers', t => {
		const database = install(t);
		const target = temporaryFolder(t);
		const script = `
import sqlite3, struct, sys
print("VERSION=3\\nformat=bytevalue\\ntype=hash\\nHEADER=END")
for number, blob in sqlite3.connect(sys.argv[1]).execute("select hnum, blob from Packages"):
    print(" " + struct.pack("<I", number).hex() + "\\n " + blob.hex())
print("DATA=END")`;
		const dump = execFileSync('python3', ['-c', script, join(database, 'rpmdb.sqlite')], { maxBuffer: 1 << 27 });
		writeFileSync(join(target, 'dump'), dump);
		execFileSync('db5.3_load', ['-f', join(target, 'dump'), join(target, 'Packages')]);
		assert.ok(existsSync(join(target, 'Packages')));
		const file = readFileSync(join(target, 'Packages'));
		compare(rpmPackages(file), database);
		for (let cut = 0; cut < file.length; cut += 50_021) assert.ok(rpmPackages(file.subarray(0, cut)).length <= packages + 1);
	});

	test('anything else is none', () => {
		for (const bytes of [[], [1, 2, 3], new Array(5000).fill(0), [...'SQLite format 3\0'].map(letter => letter.charCodeAt(0))])
			assert.deepEqual(rpmPackages(Uint8Array.from(bytes)), []);
	});
});
