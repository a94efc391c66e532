import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeText, readText, readTextSync } from '../../server/src/host/readText.ts';
import { asNobody } from '../support/asNobody.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const ways = { readText, readTextSync: async (path: string) => readTextSync(path) };

for (const [name, read] of Object.entries(ways)) {
	describe(name, () => {
		test('every byte of the text comes back', async t => {
			const text = 'FROM a\r\nRUN é 🐳\rx\n\n';
			assert.deepEqual(await read(join(temporaryFolder(t, { Dockerfile: text }), 'Dockerfile')), { text, bom: false });
		});

		test('a byte order mark is kept and told', async t => {
			assert.deepEqual(await read(join(temporaryFolder(t, { Dockerfile: '\uFEFFFROM a' }), 'Dockerfile')), { text: '\uFEFFFROM a', bom: true });
		});

		test('an empty file is a text', async t => {
			assert.deepEqual(await read(join(temporaryFolder(t, { Dockerfile: '' }), 'Dockerfile')), { text: '', bom: false });
		});

		const refusals: readonly (readonly [string, string, (path: string) => void, string])[] = [
			[
				'what is not UTF-8',
				'notUtf8',
				path => writeFileSync(path, Buffer.from('FROM a\nRUN caf\xe9\n', 'latin1')),
				'FILE is not valid UTF-8 in line 2. Save it as UTF-8.',
			],
			[
				'half a surrogate',
				'notUtf8',
				path => writeFileSync(path, Buffer.from([0x41, 0xed, 0xa0, 0x80])),
				'FILE is not valid UTF-8 in line 1. Save it as UTF-8.',
			],
			['UTF-16', 'notUtf8', path => writeFileSync(path, Buffer.from('\uFEFFFROM a', 'utf16le')), 'FILE is written in UTF-16. Save it as UTF-8.'],
			[
				'binary',
				'binary',
				path => writeFileSync(path, 'FROM a\nab\0c'),
				'FILE has a NUL byte in line 2: it is not a text file. Check that it is the file you mean.',
			],
			[
				'a huge file',
				'tooLarge',
				path => {
					writeFileSync(path, '');
					truncateSync(path, 10_000_001);
				},
				'FILE is larger than 10 MB. Check that it is the file you mean.',
			],
			['a missing file', 'missing', () => {}, 'FILE does not exist. Check the path.'],
			['a folder', 'folder', path => execFileSync('mkdir', [path]), 'FILE is a folder. Name a file in it.'],
			['a link to itself', 'unreadable', path => symlinkSync(path, path), 'FILE is a link that leads back to itself. Correct the link, or leave it out.'],
		];
		for (const [what, kind, make, sentence] of refusals) {
			test(`${what} is refused with a sentence`, async t => {
				const path = join(temporaryFolder(t), 'Dockerfile');
				make(path);
				await assert.rejects(read(path), { name: 'ReadError', kind, message: sentence.replace('FILE', path) });
			});
		}
	});
}

test('a file without permission is refused with a sentence', async t => {
	const folder = temporaryFolder(t, { Dockerfile: '' });
	const path = join(folder, 'Dockerfile');
	chmodSync(folder, 0o755);
	chmodSync(path, 0);
	await asNobody(() => assert.rejects(readText(path), { kind: 'unreadable', message: `${path} may not be read. Change its permissions, or leave it out.` }));
});

test('a pipe is read to its end', async t => {
	const path = join(temporaryFolder(t), 'pipe');
	execFileSync('mkfifo', [path]);
	const text = 'RUN x\n'.repeat(50_000);
	const writing = import('node:fs/promises').then(fs => fs.writeFile(path, text));
	assert.equal((await readText(path)).text, text);
	await writing;
});

test('standard input is called by its name', () => {
	assert.throws(() => decodeText(Buffer.from([0xff]), 'standard input'), { message: 'standard input is not valid UTF-8 in line 1. Save it as UTF-8.' });
});
