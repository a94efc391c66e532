import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fakeProgram } from '../support/fakeProgram.ts';
import { findProgram, skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock, linesAndRules } from './drydock.ts';

/** No other rule has anything to say about it. */
const base = `FROM a.example.com/b@sha256:${'a'.repeat(64)}\nUSER 1\n`;
const text = `${base}RUN echo $A\n`;

suite('ShellCheck on the command line', skipUnless('shellcheck'), () => {
	const program = findProgram('shellcheck') ?? '';

	test('its findings are findings, by their own ids too, also offline', async t => {
		const folder = temporaryFolder(t, { Dockerfile: text });
		const { files, unanswered } = await checkJson(folder, ['--shellcheck', program, '--offline']);
		assert.deepEqual(
			[files[0]?.findings.map(({ rule, aliases, severity }) => [rule, aliases, severity]), unanswered],
			[[['shellcheck', ['SC2086'], 'info']], []],
		);
		assert.deepEqual(linesAndRules(await checkJson(folder, ['--shellcheck', program, '--rule', 'SC2086=off'])), []);
		assert.deepEqual(linesAndRules(await checkJson(folder, ['--shellcheck', program, '--rule', 'shellcheck=off'])), []);
		assert.equal((await drydock(folder, ['check', '--shellcheck', program, '--rule', 'SC2086=error'])).code, 1);
	});

	test('its repairs are applied with --review only', async t => {
		const folder = temporaryFolder(t, { Dockerfile: text });
		const file = join(folder, 'Dockerfile');
		await drydock(folder, ['fix', '--shellcheck', program]);
		assert.equal(readFileSync(file, 'utf8'), text);
		await drydock(folder, ['fix', '--review', '--offline', '--shellcheck', program]);
		assert.equal(readFileSync(file, 'utf8'), text.replace('$A', '"$A"'));
	});
});

test('a program that cannot be used is said once, and nothing else is missing', async t => {
	const folder = temporaryFolder(t, { Dockerfile: `${text}RUN echo $B\n`, 'b/Dockerfile': text });
	const { code, stdout, stderr } = await drydock(folder, ['check', '--shellcheck', join(folder, 'none')]);
	assert.deepEqual(
		[code, stdout, stderr],
		[0, 'Nothing found in 2 files.\n', 'ShellCheck is not used: none was not found. Install it, or correct the path that leads to it.\n'],
	);
	const broken = fakeProgram(folder, 'broken', '[ "$1" = --version ] && echo "version: 0.11.0" && exit 0; exit 3');
	assert.equal((await drydock(folder, ['check', '--shellcheck', broken])).stderr, 'ShellCheck gave no answer: it ended with 3.\n');
});

test('no option asks for one that is not installed', async t => {
	const folder = temporaryFolder(t, { Dockerfile: text });
	const path = process.env['PATH'];
	t.after(() => {
		process.env['PATH'] = path;
	});
	process.env['PATH'] = folder;
	assert.deepEqual(await drydock(folder, ['check', '--shellcheck=shellcheck']), { code: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });
});
