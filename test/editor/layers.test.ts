import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DockerEngine, dockerMissing, startDocker } from '../support/dockerEngine.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const files: Record<string, string> = {
	'.vscode/settings.json': '{ "drydock.engine": "docker" }',
	'broken/Dockerfile': 'FROM scratch\nCOPY absent.txt /absent.txt\n',
};
for (const name of ['Dockerfile', 'site/index.html', 'site/style.css', 'notes.txt']) files[`hello/${name}`] = join(examples, 'hello-scratch', name);
for (const name of ['Dockerfile', 'image.tar']) files[`saved/${name}`] = join(examples, 'saved-image', name);

const editorMissing = await Editor.missing();
const engineMissing = dockerMissing();
const missing = editorMissing ?? engineMissing;
if (missing && everythingMustRun) throw new Error(`Builds in the editor cannot be tested: ${missing}`);

const pane = '.pane-body .tree-explorer-viewlet-tree-view';
const decoration = '.monaco-editor .view-line .ced-content, .monaco-editor .view-line span[class*="ced-"]';

/** What the theme draws as text behind a line, read from the style of the pseudo-element. */
const drawnSizes = (): string[] =>
	[...document.querySelectorAll('.monaco-editor .view-line span')]
		.map(span => getComputedStyle(span, '::after').content)
		.filter(content => /\d (B|[kMG]B)/.test(content));

describe('layers without an engine', { skip: editorMissing ?? false }, () => {
	let editor: Editor;
	const host = process.env.DOCKER_HOST;
	before(async () => {
		process.env.DOCKER_HOST = 'unix:///nonexistent/docker.sock';
		editor = await Editor.open(files, 'saved/Dockerfile');
		await editor.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
	});
	after(async () => {
		if (host === undefined) delete process.env.DOCKER_HOST;
		else process.env.DOCKER_HOST = host;
		await editor?.screenshot('layers-no-engine-last');
		await editor?.close();
	});

	test('the empty pane says what to do', async () => {
		await editor.command('Drydock: Focus on Layers View');
		for (const text of ['No image yet.', 'Build and Tag', 'Open Image Archive', 'Show a Local Image'])
			await editor.page.locator('.welcome-view').filter({ hasText: text }).first().waitFor();
	});

	test('an engine that does not answer: a sentence, and what can be done', async () => {
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.command('Drydock: Show Layers of a Local Image');
		for (const text of ['Docker did not answer', 'Linting works without it', 'Choose Engine', 'Retry', 'Open Archive'])
			await editor.page.locator('.welcome-view').filter({ hasText: text }).first().waitFor();
		await editor.screenshot('layers-no-engine');
	});

	test('an archive shows its layers, with their lines', async () => {
		await editor.command('Drydock: Open Image Archive');
		await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'saved/image.tar' }).first().click();
		await editor.page.locator(pane).filter({ hasText: 'COPY etc/ /etc/' }).first().waitFor();
		const rows = await editor.page.locator(`${pane} .monaco-list-row`).allTextContents();
		assert.deepEqual(
			rows.map(row => /line (\d)/.exec(row)?.[1]),
			['2', '3', '4', '6'],
		);
		assert.match(rows[0] ?? '', /^COPY etc\/ \/etc\/129 B {2}6 %/);
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'saved-image:1.0.0: 4 layers, 2.07 kB' }).first().waitFor();
		await editor.screenshot('layers-archive');
	});
});
