import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DockerEngine } from '../support/dockerEngine.ts';
import { engineKinds } from '../support/engineKinds.ts';
import { eventually } from '../support/eventually.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';
import { pane, sizesAreDrawn } from './layerRows.ts';

const example = fileURLToPath(new URL('../../examples/secret-build', import.meta.url));
const files = Object.fromEntries(['Dockerfile', 'texts/hello.txt'].map(name => [`tour/${name}`, join(example, name)]));
const canary = 'token-canary-f3a9';

const [, current] = engineKinds();
const missing = (await Editor.missing()) ?? (current?.skip || undefined);
if (missing && everythingMustRun) throw new Error(`The round cannot be walked: ${missing}`);
/** All of them by DRYDOCK_THEMES=all, for looking at the pictures. */
const themes = {
	dark: 'Default Dark Modern',
	light: 'Default Light Modern',
	contrast: 'Default High Contrast',
	'contrast-light': 'Default High Contrast Light',
};
const chosen = Object.entries(themes).slice(0, process.env['DRYDOCK_THEMES'] === 'all' ? undefined : 1);

for (const [name, theme] of chosen) {
	describe(`the round of a new user, ${name}`, { skip: missing ?? false }, () => {
		let engine: DockerEngine;
		let editor: Editor;
		const environment = { ...process.env };
		before(async () => {
			assert.ok(current);
			engine = await current.start();
			Object.assign(process.env, engine.env, { API_TOKEN: canary });
			engine.importBusybox('busybox:1.37');
			editor = await Editor.open(files, 'tour/Dockerfile', { 'workbench.colorTheme': theme, 'drydock.engine': 'docker' });
			await editor.waitForText('COPY texts/');
		});
		after(async () => {
			for (const key of Object.keys(process.env)) if (!(key in environment)) delete process.env[key];
			Object.assign(process.env, environment);
			await editor?.screenshot(`walk-${name}-last`);
			await editor?.close();
			await engine?.stop();
		});

		const shot = (step: string): Promise<void> => editor.screenshot(`walk-${name}-${step}`);
		const list = () => editor.page.locator('.quick-input-list .monaco-list-row');
		const box = (title: string) => editor.page.locator('.quick-input-widget').filter({ hasText: title }).first().waitFor({ timeout: 30_000 });
		const message = (text: string) =>
			editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: text }).first().waitFor({ timeout: 60_000 });
		const rows = () => editor.page.locator('.pane-body .monaco-list-row');
		const id = (tag: string): string => engine.docker('image', 'inspect', '--format', '{{.Id}}', tag).trim();

		test('a secret and two tags are chosen; the gutter tells how far the build is', async () => {
			await editor.askForBuild();
			await editor.page.locator('.quick-input-titlebar .codicon-settings-gear').first().click();
			await list().filter({ hasText: 'More Tags' }).first().click();
			await box('More Tags Beside tour:0.1.0');
			await editor.page.keyboard.insertText('tour:edge');
			await editor.page.keyboard.press('Enter');
			await list().filter({ hasText: 'Secrets' }).first().click();
			await box('Secret "api_token" (line 5)');
			await shot('secret');
			await list().filter({ hasText: 'From an Environment Variable' }).first().click();
			await box('Environment variable with the secret "api_token"');
			await editor.page.keyboard.press('Enter');
			await list().filter({ hasText: 'api_token from $API_TOKEN' }).first().waitFor();
			await shot('form');
			await list().filter({ hasText: 'Build tour:0.1.0' }).first().click();
			await message('tour:0.1.0 · 6 layers');
			assert.equal(id('tour:0.1.0'), id('tour:edge'));
			assert.ok((await editor.page.locator('.glyph-margin-widgets .cgmr').count()) >= 5, 'each line that ran has its mark');
		});

		test('layers, sizes on the lines, and the bytes that nobody sees', async () => {
			await editor.page.waitForFunction(sizesAreDrawn, '4', { timeout: 30_000 });
			await rows()
				.filter({ hasText: /7: RUN dd/ })
				.first()
				.waitFor();
			await rows()
				.filter({ hasText: /8\.39 MB/ })
				.first()
				.waitFor();
			await shot('built');
		});

		test('a file of a layer is opened', async () => {
			const row = editor.page
				.locator(`${pane} .monaco-list-row`)
				.filter({ hasText: /3: COPY texts/ })
				.first();
			await row.click();
			await editor.command('Drydock: Focus on Layers View');
			for (const below of ['srv', 'texts', 'hello.txt']) {
				await editor.page.keyboard.press('ArrowRight');
				await editor.page
					.locator(`${pane} .monaco-list-row`)
					.filter({ hasText: new RegExp(`^${below}`) })
					.first()
					.waitFor({ timeout: 20_000 });
				await editor.page.keyboard.press('ArrowDown');
			}
			await editor.page.keyboard.press('Enter');
			await editor.page.locator('.tab').filter({ hasText: 'hello.txt (line 3)' }).first().waitFor();
			await editor.waitForText('Hello from a layer.');
			await shot('file');
		});

		test('a broken line has its error on it, and is mended', async () => {
			await editor.openFile('tour/Dockerfile');
			await editor.waitForText('COPY texts/');
			await editor.goTo(3, 6);
			await editor.page.keyboard.type('no');
			await editor.waitForText('COPY notexts/');
			await editor.askForBuild();
			await editor.page.keyboard.press('Enter');
			await editor.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
			await shot('error');
			await editor.goTo(3, 6);
			for (const key of ['Delete', 'Delete', 'Control+s']) await editor.page.keyboard.press(key);
			await editor.waitForText('COPY texts/');
			await editor.page.locator('.squiggly-error').first().waitFor({ state: 'hidden', timeout: 20_000 });
		});

		test('a line is changed: what it costs is said before, why it ran after', async () => {
			await editor.goTo(7, 62);
			await editor.page.keyboard.type('well ');
			await editor.page.keyboard.press('Control+s');
			await editor.page.locator('.statusbar-item').filter({ hasText: 're-runs lines 7-8' }).first().waitFor({ timeout: 20_000 });
			await shot('forecast');
			await editor.askForBuild();
			await editor.page.keyboard.press('Enter');
			await message('tour:0.1.1 · 6 layers');
			await editor.command('Drydock: Focus on Builds View');
			await rows().filter({ hasText: 'tour:0.1.1' }).first().click();
			await rows().filter({ hasText: 'Line 7 ran' }).filter({ hasText: 'The instruction changed' }).first().waitFor();
			await shot('why');
			const step = rows()
				.filter({ hasText: /7: RUN dd/ })
				.last();
			await step.hover();
			await step.locator('.codicon-output').first().click();
			await editor.waitForText('8+0 records out');
			await shot('printed');
			await editor.openFile('tour/Dockerfile');
		});

		test('back to the first image; the token is nowhere', async () => {
			const second = id('tour:0.1.1');
			await editor.command('Drydock: Roll Back to an Earlier Build');
			await list().filter({ hasText: 'tour:0.1.0' }).first().click();
			await box('kept under a name of its own');
			await editor.page.keyboard.press('Control+a');
			await editor.page.keyboard.insertText('tour:0.1.1');
			await editor.page.keyboard.press('Enter');
			await eventually(() => id('tour:0.1.1') === id('tour:0.1.0'));
			const names = engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', '--no-trunc').split('\n');
			const kept = names.find(reference => /^tour:bld-20\d{12}-[0-9a-f]{12}$/.test(reference));
			assert.equal(id(kept ?? 'tour:none'), second);
			await shot('back');
			assert.ok(!(await editor.page.locator('body').first().textContent())?.includes(canary));
			for (const text of textsBelow(editor.folder)) assert.ok(!text.includes(canary));
		});
	});
}

function textsBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry =>
		entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), 'latin1')] : [],
	);
}
