import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { readPatch } from '../../server/src/host/changedLines.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock } from './drydock.ts';

const old = 'FROM debian\nUSER 65532\nWORKDIR x\n';

function git(folder: string, ...args: readonly string[]): void {
	execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], {
		cwd: folder,
		stdio: 'pipe',
	});
}

function repository(t: TestContext, files: Readonly<Record<string, string>>): string {
	const folder = temporaryFolder(t, files);
	git(folder, 'init', '-q');
	git(folder, 'add', '-A');
	git(folder, 'commit', '-qm', 'old');
	return folder;
}

async function found(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
	const { files } = await checkJson(folder, args);
	return files.flatMap(({ path, findings }) => findings.map(({ rule, range }) => `${path}:${range.start.line + 1} ${rule}`));
}

describe('only changed lines', skipUnless('git'), () => {
	test('in files that git knows; files that it does not know count whole', async t => {
		const folder = repository(t, { 'a b/Dockerfile': old, 'same/Dockerfile': old });
		git(folder, 'checkout', '-qb', 'feature');
		writeFileSync(join(folder, 'a b/Dockerfile'), `# moved\n${old}MAINTAINER me\n`);
		git(folder, 'commit', '-qam', 'change');
		writeFileSync(join(folder, 'Dockerfile'), 'FROM debian\nUSER 65532\n');
		assert.deepEqual(await found(folder, '--diff-base', 'main'), ['Dockerfile:1 untagged-base-image', 'a b/Dockerfile:5 maintainer-instruction']);
		assert.deepEqual(await found(join(folder, 'a b'), '--diff-base', 'main'), ['Dockerfile:5 maintainer-instruction']);
		assert.equal((await drydock(folder, ['check', '--diff-base', 'main', 'same'])).code, 0);
	});

	test('from where the histories part: what the other branch did since does not count', async t => {
		const folder = repository(t, { Dockerfile: `${old}# end\n` });
		git(folder, 'checkout', '-qb', 'feature');
		writeFileSync(join(folder, 'Dockerfile'), `${old}# other end\n`);
		git(folder, 'commit', '-qam', 'mine');
		git(folder, 'checkout', '-q', 'main');
		writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:12\nUSER 65532\nWORKDIR /x\n# end\n');
		git(folder, 'commit', '-qam', 'theirs');
		git(folder, 'checkout', '-q', 'feature');
		assert.deepEqual(await found(folder, '--diff-base', 'main'), []);
	});

	test('what is not committed counts; a file that moved does not, but for its changes', async t => {
		const folder = repository(t, { Dockerfile: `${old}${'RUN true\n'.repeat(20)}` });
		renameSync(join(folder, 'Dockerfile'), join(folder, 'x.dockerfile'));
		git(folder, 'add', '-A');
		writeFileSync(join(folder, 'x.dockerfile'), `${old}${'RUN true\n'.repeat(20)}MAINTAINER me\n`);
		assert.deepEqual(await found(folder, '--diff-base', 'HEAD'), ['x.dockerfile:24 maintainer-instruction']);
	});

	test('lines that only went away are none', async t => {
		const folder = repository(t, { Dockerfile: `${old}RUN a\n` });
		writeFileSync(join(folder, 'Dockerfile'), old);
		assert.deepEqual(await found(folder, '--diff-base', 'HEAD'), []);
	});

	test('together with a baseline', async t => {
		const folder = repository(t, { Dockerfile: old });
		writeFileSync(join(folder, 'Dockerfile'), `${old}MAINTAINER me\nLABEL a b\n`);
		await drydock(folder, ['check', '--write-baseline', 'b.json']);
		writeFileSync(join(folder, 'Dockerfile'), `FROM debian\nUSER 65532\nWORKDIR y\nMAINTAINER me\nLABEL a b\n`);
		assert.deepEqual(await found(folder, '--baseline', 'b.json', '--diff-base', 'HEAD'), ['Dockerfile:3 relative-workdir']);
	});

	test('what cannot be compared ends the run and says what to do', async t => {
		const said = async (folder: string, base: string): Promise<string> => {
			const { code, stderr } = await drydock(folder, ['check', `--diff-base=${base}`]);
			assert.equal(code, 2);
			return stderr;
		};
		const folder = repository(t, { Dockerfile: old });
		assert.match(await said(folder, 'nowhere'), /^git knows no commit "nowhere"\. Fetch it/);
		assert.match(await said(folder, '--output=x'), /^git knows no commit "--output=x"\./);
		assert.match(await said(temporaryFolder(t, { Dockerfile: old }), 'main'), /is in no repository/);
		git(folder, 'checkout', '-q', '--orphan', 'apart');
		git(folder, 'commit', '-qm', 'another history');
		assert.match(await said(folder, 'main'), /^git knows no commit that "main" and this one have in common\./);
	});
});

test('patches: names in quotes, lines that look like headers, files that went away', () => {
	const patch = [
		'diff --git "a/a\\tb\\"\\303\\244" "b/a\\tb\\""',
		'--- "a/a\\tb\\""',
		'+++ "b/a\\tb\\""',
		'@@ -1,2 +1,2 @@ FROM x',
		'--- b/no header',
		'-x',
		'+++ b/no header',
		'+@@ -1 +90 @@',
		'@@ -9 +8,0 @@',
		'-gone',
		'@@ -20,0 +19 @@',
		'+new',
		'\\ No newline at end of file',
		'--- a/gone',
		'+++ /dev/null',
		'@@ -1 +0,0 @@',
		'-x',
		'--- a/x y\t',
		'+++ b/x y\t',
		'@@ -0,0 +1,3 @@',
		'+1',
		'+2',
		'+3',
		'',
	].join('\n');
	assert.deepEqual(
		[...readPatch(patch)],
		[
			[
				'a\tb"',
				[
					{ first: 0, last: 1 },
					{ first: 18, last: 18 },
				],
			],
			['x y', [{ first: 0, last: 2 }]],
		],
	);
});
