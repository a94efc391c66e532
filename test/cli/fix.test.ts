import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

const sloppy = 'FROM debian as base\nUSER 65532\n';
const good = sloppy.replace(' as ', ' AS ');

const text = (folder: string, name = 'Dockerfile'): string => readFileSync(join(folder, name), 'utf8');

test('applies what is safe, says what, and a second run finds nothing', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM debian as base\nADD a b\nUSER 1\n', 'ok/Dockerfile': good });
	const first = await drydock(folder, ['fix']);
	assert.deepEqual([first.code, first.stderr], [0, '']);
	assert.match(first.stdout, /^Dockerfile: 2 fixes\n {4}from-as-casing: Write AS\n {4}add-instead-of-copy: .*\n$/);
	assert.equal(text(folder), 'FROM debian AS base\nCOPY a b\nUSER 1\n');
	assert.deepEqual(await drydock(folder, ['fix']), { code: 0, stdout: '', stderr: '' });
	assert.equal(text(folder), 'FROM debian AS base\nCOPY a b\nUSER 1\n');
});

test('the mode is kept, a link stays a link, and nothing is left behind', async t => {
	const folder = temporaryFolder(t, { real: sloppy });
	chmodSync(join(folder, 'real'), 0o754);
	symlinkSync('real', join(folder, 'Dockerfile'));
	assert.equal((await drydock(folder, ['fix', 'Dockerfile'])).code, 0);
	assert.equal(text(folder, 'real'), good);
	assert.ok(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink());
	assert.equal(statSync(join(folder, 'real')).mode & 0o777, 0o754);
	assert.deepEqual(readdirSync(folder).sort(), ['Dockerfile', 'real']);
});

test('a file that needs no fix is not written at all', async t => {
	const folder = temporaryFolder(t, { Dockerfile: good });
	const before = statSync(join(folder, 'Dockerfile'));
	await drydock(folder, ['fix']);
	const after = statSync(join(folder, 'Dockerfile'));
	assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
});

test('what needs a look is done with --review only, and what a person must know never', async t => {
	const before = 'FROM debian:12\nWORKDIR app\nENV API_KEY=x\nUSER 1\n';
	const folder = temporaryFolder(t, { Dockerfile: before });
	await drydock(folder, ['fix']);
	assert.equal(text(folder), before);
	const { code } = await drydock(folder, ['fix', '--review', '--offline', '--only', 'relative-workdir']);
	assert.deepEqual([code, text(folder)], [0, before.replace('app', '/app')]);
});

test('--only limits it, by id or alias, as a list or one by one', async () => {
	const before = 'FROM debian as base\nADD a b\nMAINTAINER me\nUSER 1\n';
	const fixed = async (...only: string[]): Promise<string> => (await drydock(process.cwd(), ['fix', '-', ...only], { stdin: before })).stdout;
	assert.equal(await fixed('--only', 'from-as-casing'), before.replace(' as ', ' AS '));
	assert.equal(await fixed('--only', 'FromAsCasing'), before.replace(' as ', ' AS '));
	assert.equal(await fixed('--only', 'from-as-casing,DL3020'), before.replace(' as ', ' AS ').replace('ADD', 'COPY'));
	assert.equal(await fixed('--only', 'from-as-casing', '--only', 'DL3020'), before.replace(' as ', ' AS ').replace('ADD', 'COPY'));
	assert.equal(await fixed('--only', 'missing-user'), before);
});

test('rules that are off are not fixed, and comments that silence are heard', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy, commented: `# drydock ignore=from-as-casing\n${sloppy}` });
	await drydock(folder, ['fix', '--rule', 'from-as-casing=off']);
	assert.equal(text(folder), sloppy);
	await drydock(folder, ['fix', 'commented']);
	assert.equal(text(folder, 'commented'), `# drydock ignore=from-as-casing\n${sloppy}`);
	await drydock(folder, ['fix', 'commented', '--no-inline-ignores']);
	assert.equal(text(folder, 'commented'), `# drydock ignore=from-as-casing\n${good}`);
});

test('only the bytes that must change do: comments, continuations, here-documents, line ends, marks', async t => {
	const lines = [
		'# escape=`',
		'# a comment with ADD x y and from as',
		'FROM debian:12   as   base',
		'RUN echo a `',
		'    # inside',
		'',
		'    && echo "as"',
		'RUN <<EOF',
		'FROM x as y',
		'ADD a b',
		'EOF',
		'\tADD   --chown=1:1 `',
		'  a   b',
		'USER 1',
	];
	const wanted = lines.map(line =>
		line.startsWith('FROM debian') ? line.replace(' as ', ' AS ') : line.startsWith('\tADD') ? line.replace('ADD', 'COPY') : line,
	);
	for (const end of ['\n', '\r\n']) {
		for (const mark of ['', '\uFEFF']) {
			for (const last of ['', end]) {
				const folder = temporaryFolder(t, { Dockerfile: mark + lines.join(end) + last });
				const { code } = await drydock(folder, ['fix', '--rule', 'empty-continuation-line=off']);
				assert.deepEqual([code, text(folder)], [0, mark + wanted.join(end) + last]);
			}
		}
	}
});

test('a file that does not parse is left as it is, which is said; another is done', async t => {
	const broken = 'FROM debian as base\nENV x\nUSER 1\n';
	const folder = temporaryFolder(t, { broken, heredoc: 'FROM a as b\nRUN <<EOF\nx\n', Dockerfile: sloppy });
	const { code, stderr } = await drydock(folder, ['fix', 'broken', 'heredoc', 'Dockerfile']);
	assert.equal(code, 0);
	assert.match(stderr, /^broken does not parse and was left as it is\. drydock check says where\.\n/m);
	assert.match(stderr, /^heredoc does not parse and was left as it is\./m);
	assert.deepEqual([text(folder, 'broken'), text(folder)], [broken, good]);
});

test('what is no text is never written', async t => {
	const latin = Uint8Array.from([...new TextEncoder().encode('FROM debian as base\n# caf'), 0xe9, 10]);
	const nul = new TextEncoder().encode('FROM debian as base\n\0');
	const folder = temporaryFolder(t, { latin, nul, Dockerfile: sloppy });
	const { code, stderr } = await drydock(folder, ['fix', 'latin', 'nul', 'Dockerfile']);
	assert.equal(code, 2);
	assert.match(stderr, /^latin is not valid UTF-8 in line 2\. .*\nnul has a NUL byte in line 2: .*\n$/);
	assert.deepEqual([new Uint8Array(readFileSync(join(folder, 'latin'))), new Uint8Array(readFileSync(join(folder, 'nul')))], [latin, nul]);
	assert.equal(text(folder), good);
});

test('a file or folder that may not be written is said, and the others are done', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': sloppy, 'b/Dockerfile': sloppy, 'c/Dockerfile': sloppy });
	for (const name of ['.', 'a', 'b', 'c']) chmodSync(join(folder, name), 0o777);
	for (const name of ['a', 'b', 'c']) chmodSync(join(folder, name, 'Dockerfile'), 0o666);
	chmodSync(join(folder, 'a/Dockerfile'), 0o444);
	chmodSync(join(folder, 'b'), 0o555);
	const { code, stderr } = await asNobody(() => drydock(folder, ['fix', 'a/Dockerfile', 'b/Dockerfile', 'c/Dockerfile']));
	chmodSync(join(folder, 'b'), 0o777);
	assert.equal(code, 2);
	assert.equal(
		stderr,
		['a', 'b'].map(name => `${name}/Dockerfile may not be written. Change its permissions and those of its folder, or leave it out.\n`).join(''),
	);
	assert.deepEqual([text(folder, 'a/Dockerfile'), text(folder, 'b/Dockerfile'), text(folder, 'c/Dockerfile')], [sloppy, sloppy, good]);
	assert.deepEqual(readdirSync(join(folder, 'b')), ['Dockerfile']);
});

test('standard input goes to standard output, also where nothing is to be fixed', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy });
	for (const args of [
		['fix', '-'],
		['fix', '--stdin'],
		['fix', '--stdin', '--stdin-path', 'Dockerfile'],
	]) {
		assert.deepEqual(await drydock(folder, args, { stdin: `\uFEFF${sloppy}` }), { code: 0, stdout: `\uFEFF${good}`, stderr: '' });
		assert.deepEqual(await drydock(folder, args, { stdin: good }), { code: 0, stdout: good, stderr: '' });
	}
	assert.equal(text(folder), sloppy, 'the file itself is not touched');
	const both = await drydock(folder, ['fix', '--stdin', 'Dockerfile'], { stdin: sloppy });
	assert.deepEqual([both.code, both.stderr], [2, '--stdin fixes standard input: name no PATH with it.\n']);
});

test('--quiet says nothing of what went well', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy });
	assert.deepEqual(await drydock(folder, ['fix', '--quiet']), { code: 0, stdout: '', stderr: '' });
	assert.equal(text(folder), good);
});
