/** Whatever a file holds: an answer or a sentence, and the run goes on. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock } from './drydock.ts';

const sloppy = 'FROM scratch as base\nUSER 1\n';

/** The error of each file, or its rules with their places. */
async function outcomes(folder: string, ...names: string[]): Promise<Record<string, string | string[]>> {
	const { files } = await checkJson(folder, names);
	return Object.fromEntries(
		files.map(({ path, error, findings }) => [path, error ?? findings.map(({ rule, range: { start } }) => `${rule} ${start.line}:${start.character}`)]),
	);
}

test('line ends of Windows, a mark, a lone carriage return, an unfinished last line', async t => {
	const folder = temporaryFolder(t, {
		crlf: sloppy.replaceAll('\n', '\r\n'),
		mark: `\uFEFF${sloppy}`,
		lone: `# a\rFROM x as y\n${sloppy}`,
		unfinished: sloppy.trimEnd(),
	});
	assert.deepEqual(await outcomes(folder, 'crlf', 'mark', 'lone', 'unfinished'), {
		crlf: ['from-as-casing 0:13'],
		mark: ['from-as-casing 0:13'],
		lone: ['from-as-casing 1:13'],
		unfinished: ['from-as-casing 0:13'],
	});
});

test('what is no UTF-8 text is named with its line, and the others are looked at', async t => {
	const bytes = (...parts: (string | number)[]): Uint8Array =>
		Uint8Array.from(parts.flatMap(part => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));
	const folder = temporaryFolder(t, {
		latin: bytes('FROM a\n# caf', 0xe9, '\n'),
		// a surrogate by itself, as some programs write it
		surrogate: bytes('FROM a\n\n# ', 0xed, 0xa0, 0xbd, '\n'),
		cut: bytes('FROM a # ', 0xf0, 0x9f),
		utf16: bytes(0xff, 0xfe, 'F', 0, 'R', 0),
		nul: bytes('FROM a\n', 0, '\n'),
		program: bytes(0x7f, 'ELF', 2, 1, 1, 0, 0, 0, 0xff),
		good: sloppy,
	});
	assert.deepEqual(await outcomes(folder, 'latin', 'surrogate', 'cut', 'utf16', 'nul', 'program', 'good'), {
		latin: 'latin is not valid UTF-8 in line 2. Save it as UTF-8.',
		surrogate: 'surrogate is not valid UTF-8 in line 3. Save it as UTF-8.',
		cut: 'cut is not valid UTF-8 in line 1. Save it as UTF-8.',
		utf16: 'utf16 is written in UTF-16. Save it as UTF-8.',
		nul: 'nul has a NUL byte in line 2: it is not a text file. Check that it is the file you mean.',
		program: 'program has a NUL byte in line 1: it is not a text file. Check that it is the file you mean.',
		good: ['from-as-casing 0:13'],
	});
});

test('nothing, blanks, comments only, here-documents and continuations without an end', async t => {
	const folder = temporaryFolder(t, {
		empty: '',
		blank: '\n\t \n',
		comment: '# a\n',
		heredoc: 'FROM scratch\nRUN <<A <<B\nx\nA\n',
		goesOn: 'FROM scratch\nUSER 1 \\\n',
	});
	const found = await outcomes(folder, 'empty', 'blank', 'comment', 'heredoc', 'goesOn');
	assert.deepEqual([found['empty'], found['blank'], found['comment']], [['syntax-error 0:0'], ['syntax-error 0:0'], ['syntax-error 0:0']]);
	assert.ok(found['heredoc']?.includes('syntax-error 1:8'), String(found['heredoc']));
	assert.deepEqual(found['goesOn'], []);
});

test('ten megabytes, one line that no builder reads, and more than that', { timeout: 300_000 }, async t => {
	const large = `FROM scratch as a\nUSER 1\n${Array.from({ length: 999 }, (_, n) => `LABEL a${n}="${'x'.repeat(9_980)}"\n`).join('')}`;
	const folder = temporaryFolder(t, { large, long: `FROM scratch\nUSER 1\nLABEL a="${'x'.repeat(9_999_000)}"`, larger: `# ${'x'.repeat(10_000_000)}\n` });
	assert.deepEqual(await outcomes(folder, 'large', 'long', 'larger'), {
		large: ['from-as-casing 0:13'],
		long: ['syntax-error 2:0'],
		larger: 'larger is larger than 10 MB. Check that it is the file you mean.',
	});
	const { stdout } = await drydock(folder, ['check', 'long']);
	assert.ok(stdout.length < 1_000, 'a line is not shown whole');
});

test('a hundred thousand lines are checked and fixed', { timeout: 300_000 }, async t => {
	const body = 'RUN apt-get update && \\\n    apt-get install -y curl && \\\n    rm -rf /var/lib/apt/lists/*\nADD a b\n'.repeat(25_000);
	const folder = temporaryFolder(t, { Dockerfile: `FROM debian:12 as base\n${body}USER 1\n` });
	const { files } = await checkJson(folder, ['Dockerfile']);
	const count = (rule: string): number | undefined => files[0]?.findings.filter(finding => finding.rule === rule).length;
	assert.deepEqual([count('from-as-casing'), count('unpinned-package'), count('add-instead-of-copy')], [1, 25_000, 25_000]);
	assert.deepEqual(
		[(await drydock(folder, ['fix', 'Dockerfile', '--quiet'])).code, (await outcomes(folder, 'Dockerfile'))['Dockerfile']?.includes('from-as-casing 0:15')],
		[0, false],
	);
});

test('a file or folder that may not be read is named, and the others are looked at', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': sloppy, 'b/Dockerfile': sloppy, 'c/Dockerfile': sloppy });
	chmodSync(folder, 0o755);
	chmodSync(join(folder, 'a/Dockerfile'), 0);
	chmodSync(join(folder, 'b'), 0);
	const { code, stdout, stderr } = await asNobody(() => drydock(folder, ['check', '--quiet', 'a', 'b', 'c']));
	chmodSync(join(folder, 'b'), 0o755);
	assert.equal(code, 2);
	assert.equal(stderr, ['a/Dockerfile', 'b'].map(name => `${name} may not be read. Change its permissions, or leave it out.\n`).join(''));
	assert.match(stdout, /^c\/Dockerfile:1:14 hint from-as-casing /);
});

test('a folder that is called Dockerfile is searched like any other', async t => {
	const folder = temporaryFolder(t, { 'Dockerfile/Dockerfile': sloppy, 'x/Dockerfile.d/y': '' });
	assert.deepEqual(await outcomes(folder), { 'Dockerfile/Dockerfile': ['from-as-casing 0:13'] });
	assert.deepEqual(await outcomes(folder, 'Dockerfile'), { 'Dockerfile/Dockerfile': ['from-as-casing 0:13'] });
	assert.equal((await drydock(folder, ['fix', 'Dockerfile'])).code, 0);
});

test('links that go round, and links to nothing', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': sloppy });
	symlinkSync('..', join(folder, 'a/up'));
	symlinkSync('Dockerfile.round', join(folder, 'Dockerfile.round'));
	symlinkSync('nowhere', join(folder, 'Dockerfile.nothing'));
	assert.deepEqual(await outcomes(folder), {
		'a/Dockerfile': ['from-as-casing 0:13'],
		'Dockerfile.round': 'Dockerfile.round is a link that leads back to itself. Correct the link, or leave it out.',
		'Dockerfile.nothing': 'Dockerfile.nothing does not exist. Check the path.',
	});
});

test('a path that goes through a file, and one that is too long', async t => {
	const folder = temporaryFolder(t, { Dockerfile: sloppy });
	const long = 'x'.repeat(5_000);
	const found = await outcomes(folder, 'Dockerfile/x', long, 'Dockerfile');
	assert.equal(found['Dockerfile/x'], 'Dockerfile/x does not exist. Check the path.');
	assert.match(String(found[long]), /could not be read \(ENAMETOOLONG\)\. Check it, or leave it out\.$/);
	assert.deepEqual(found['Dockerfile'], ['from-as-casing 0:13']);
});

test('a file name may hold anything: it reaches no terminal as it is', async t => {
	const folder = temporaryFolder(t);
	const name = 'Dockerfile.\u001B[2J\nx';
	mkdirSync(join(folder, 'a'));
	writeFileSync(join(folder, 'a', name), sloppy);
	const { stdout } = await drydock(folder, ['check']);
	assert.match(stdout, /^a\/Dockerfile\.\uFFFD\[2J\uFFFDx:1:14 hint from-as-casing /);
	writeFileSync(join(folder, 'a', name), '\0');
	const { stderr } = await drydock(folder, ['check']);
	assert.match(stderr, /^a\/Dockerfile\.\uFFFD\[2J\uFFFDx has a NUL byte in line 1: [^\n]*\n$/);
});
