import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeAtomically } from '../../server/src/host/writeAtomically.ts';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

test('the new text stands there, the mode stays, nothing else is left', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'old' });
	const path = join(folder, 'Dockerfile');
	chmodSync(path, 0o751);
	const before = statSync(path).ino;
	await writeAtomically(path, '\uFEFFnew ü\r\n');
	assert.equal(readFileSync(path, 'utf8'), '\uFEFFnew ü\r\n');
	assert.equal(statSync(path).mode & 0o7777, 0o751);
	assert.notEqual(statSync(path).ino, before, 'replaced, not overwritten');
	assert.deepEqual(readdirSync(folder), ['Dockerfile']);
});

test('a file that is not there is made', async t => {
	const folder = temporaryFolder(t);
	await writeAtomically(join(folder, '.dockerignore'), '.git\n');
	assert.equal(readFileSync(join(folder, '.dockerignore'), 'utf8'), '.git\n');
});

test('a link stays a link and its target is written', async t => {
	const folder = temporaryFolder(t, { 'real/Dockerfile': 'old' });
	const link = join(folder, 'Dockerfile');
	symlinkSync('real/Dockerfile', link);
	await writeAtomically(link, 'new');
	assert.equal(lstatSync(link).isSymbolicLink(), true);
	assert.equal(readlinkSync(link), 'real/Dockerfile');
	assert.equal(readFileSync(join(folder, 'real/Dockerfile'), 'utf8'), 'new');
});

test('a text that somebody else changed is not overwritten', async t => {
	const path = join(temporaryFolder(t, { Dockerfile: 'theirs' }), 'Dockerfile');
	await assert.rejects(writeAtomically(path, 'new', { expected: 'old' }), {
		name: 'WriteError',
		message: `${path} was changed by somebody else in the meantime and was not written. Try again.`,
	});
	assert.equal(readFileSync(path, 'utf8'), 'theirs');
	await writeAtomically(path, 'new', { expected: 'theirs' });
	assert.equal(readFileSync(path, 'utf8'), 'new');
});

test('a failed rename leaves no trace', async t => {
	const folder = temporaryFolder(t);
	const path = join(folder, 'Dockerfile');
	mkdirSync(path);
	await assert.rejects(writeAtomically(path, 'new'), { message: `${path} is not a file and was not written. Name a file.` });
	assert.deepEqual(readdirSync(folder), ['Dockerfile']);
});

test('a folder that is not there', async t => {
	const path = join(temporaryFolder(t), 'none/Dockerfile');
	await assert.rejects(writeAtomically(path, 'new'), { message: `${path} could not be written: its folder does not exist. Make the folder first.` });
});

test('a device is not replaced by a file', async t => {
	const folder = temporaryFolder(t);
	symlinkSync('/dev/null', join(folder, 'Dockerfile'));
	await assert.rejects(writeAtomically(join(folder, 'Dockerfile'), 'new'), {
		message: `${join(folder, 'Dockerfile')} is not a file and was not written. Name a file.`,
	});
	assert.equal(lstatSync('/dev/null').isCharacterDevice(), true);
});

test('a write that fails half-way loses nothing and leaves nothing behind', t => {
	const folder = temporaryFolder(t, { Dockerfile: 'old' });
	const path = join(folder, 'Dockerfile');
	const module = pathToFileURL(join(import.meta.dirname, '../../server/src/host/writeAtomically.ts')).href;
	const code = `import { writeAtomically } from '${module}'; await writeAtomically(${JSON.stringify(path)}, 'x'.repeat(1e6)).catch(error => console.log(error.message));`;
	// A limit on the size of files stands in for a full disk: some of the text is written, then no more.
	const { stdout } = spawnSync('sh', ['-c', 'trap "" XFSZ; ulimit -f 16; exec "$0" --input-type=module -e "$1"', process.execPath, code], { encoding: 'utf8' });
	assert.equal(stdout, `${path} could not be written (EFBIG). It is as it was; try again.\n`);
	assert.equal(readFileSync(path, 'utf8'), 'old');
	assert.deepEqual(readdirSync(folder), ['Dockerfile']);
});

test('a file that its owner made read-only is left alone', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'old' });
	const path = join(folder, 'Dockerfile');
	chmodSync(folder, 0o777);
	chmodSync(path, 0o444);
	await asNobody(() =>
		assert.rejects(writeAtomically(path, 'new'), { message: `${path} may not be written. Change its permissions and those of its folder, or leave it out.` }),
	);
	assert.equal(readFileSync(path, 'utf8'), 'old');
	assert.deepEqual(readdirSync(folder), ['Dockerfile']);
});
