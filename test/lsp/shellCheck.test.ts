import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fakeProgram } from '../support/fakeProgram.ts';
import { pulling, withClient } from '../support/lspClient.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const timeout = 30_000;
/** No other rule has anything to say about it. */
const base = `FROM a.example.com/b@sha256:${'a'.repeat(64)}\nUSER 1\n`;
const text = `${base}RUN echo $A\n`;

suite('ShellCheck in an editor', () => {
	test('its findings come when the text rests, and its fix is offered', { timeout, ...skipUnless('shellcheck') }, () =>
		withClient({ settings: { shellcheck: {} } }, async client => {
			const uri = 'file:///nowhere/Dockerfile';
			await client.open(uri, text);
			const [finding] = (await client.pushedFor(uri, 1, diagnostics => diagnostics.some(({ code }) => code === 'shellcheck'))).filter(
				({ code }) => code === 'shellcheck',
			);
			assert.deepEqual(finding?.range, { start: { line: 2, character: 9 }, end: { line: 2, character: 11 } });
			await client.change(uri, `${base}RUN echo "$A"\n`);
			await client.pushedFor(uri, 2, diagnostics => diagnostics.length === 0);
		}),
	);

	test('a slow program holds nothing up, and one that is out of date is stopped', { timeout }, async t => {
		const folder = temporaryFolder(t);
		const program = fakeProgram(folder, 'slow', `[ "$1" = --version ] && echo 'version: 0.11.0' && exit 0\ntouch '${join(folder, 'started')}'\nexec sleep 60`);
		await withClient({ capabilities: pulling, settings: { shellcheck: { path: program } } }, async client => {
			const uri = pathToFileURL(join(folder, 'Dockerfile')).href;
			await client.open(uri, `${text}WORKDIR a\n`);
			await client.until(() => existsSync(join(folder, 'started')));
			assert.deepEqual(
				(await client.pull(uri)).map(({ code }) => code),
				['relative-workdir'],
			);
		});
	});

	test('a workspace that is not trusted starts nothing', { timeout }, async t => {
		const folder = temporaryFolder(t, { Dockerfile: text, '.dockerignore': 'x\n' });
		const program = fakeProgram(folder, 'marking', `touch '${join(folder, 'started')}'`);
		const options = { settings: { shellcheck: { path: program } }, initializationOptions: { trusted: false } };
		await withClient(options, async client => {
			const uri = pathToFileURL(join(folder, 'Dockerfile')).href;
			await client.open(uri, `${base}RUN echo $A\nCOPY x /\n`);
			// the files around it are looked at when the text rests, as scripts would be
			await client.pushedFor(uri, 1, diagnostics => diagnostics.some(({ code }) => code === 'ignored-copy-source'));
			assert.ok(!existsSync(join(folder, 'started')));
		});
	});
});
