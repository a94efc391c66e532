import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type MadeImage, madeArchive, madeImage } from '../support/madeImage.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';
import { pane, sizesAreDrawn } from './layerRows.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const files: Record<string, string> = { '.vscode/settings.json': '{ "drydock.engine": "docker" }' };
for (const name of ['Dockerfile', 'image.tar']) files[`saved/${name}`] = join(examples, 'saved-image', name);

const editorMissing = await Editor.missing();
if (editorMissing && everythingMustRun) throw new Error(`Layers in the editor cannot be tested: ${editorMissing}`);

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
		await row('Wasted').waitFor();
		const rows = await editor.page.locator(`${pane} .monaco-list-row`).allTextContents();
		assert.deepEqual(
			rows.map(text => / %\s+(\d): /.exec(text)?.[1]),
			['2', '3', '4', '6', undefined, undefined],
		);
		assert.match(rows[0] ?? '', /^\s*129 B\s*6 %\s*2: COPY etc\/ \/etc\/$/);
		assert.match(rows[1] ?? '', /^\s*988 B\s*48 %\s*3: COPY app\/ \/app\/ · 951 B wasted$/);
		assert.match(rows[4] ?? '', /^All Files1\.12 kB · 6 files and folders$/);
		assert.match(rows[5] ?? '', /^Wasted951 B · 46 %$/);
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'saved-image:1.0.0 · 4 layers, 2.07 kB' }).first().waitFor();
		await editor.page.waitForFunction(sizesAreDrawn, '3', { timeout: 20_000 });
		await editor.screenshot('layers-archive');
	});

	/** A row of the pane by its text. */
	const row = (text: string | RegExp) => editor.page.locator(`${pane} .monaco-list-row`).filter({ hasText: text }).first();

	test('files of a layer by keyboard alone: expand, and open one', async () => {
		await row('COPY app/ /app/').click();
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Ln 3, Col 1' }).first().waitFor();
		const { keyboard } = editor.page;
		await keyboard.press('ArrowRight');
		await row(/^app.*2 files/).waitFor();
		await keyboard.press('ArrowDown');
		await keyboard.press('ArrowRight');
		await row(/^messages\.txt951 B/).waitFor();
		await keyboard.press('ArrowDown');
		await keyboard.press('Enter');
		await editor.page.locator('.tab').filter({ hasText: 'messages.txt' }).first().waitFor();
		await editor.screenshot('layers-file');
	});

	test('a filter lists files at any depth', async () => {
		await editor.command('Drydock: Filter Files in Layers');
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'Part of a path' }).first().waitFor();
		await editor.page.keyboard.insertText('*.txt');
		await editor.page.keyboard.press('Enter');
		await row(/^messages\.txt.*· \/app/).waitFor();
		await editor.screenshot('layers-filter');
		await editor.command('Drydock: Clear Filter of Layers');
		await row(/^app.*2 files/).waitFor();
	});

	test('what a layer changed in a file is a diff, and its history names the layers', async () => {
		await row('6: COPY app/messages.txt').click();
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Ln 6, Col 1' }).first().waitFor();
		await editor.page.keyboard.press('ArrowRight');
		await row(/^app.*1 file$/).click();
		await row(/^messages\.txt/).click({ button: 'right' });
		await editor.page.locator('.context-view .action-item').filter({ hasText: 'Compare with the Layer Below' }).first().hover();
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.tab').filter({ hasText: 'messages.txt (line 3 ↔ line 6)' }).first().waitFor();
		await editor.screenshot('layers-diff');
		await row(/^messages\.txt/).click({ button: 'right' });
		await editor.page.locator('.context-view .action-item').filter({ hasText: 'Who Added' }).first().hover();
		await editor.page.keyboard.press('Enter');
		const events = editor.page.locator('.quick-input-list .monaco-list-row');
		await events.filter({ hasText: 'addedline 3 · 951 B' }).first().waitFor();
		await events.filter({ hasText: 'owner, mode or time changedline 6 · 951 B' }).first().waitFor();
		await editor.screenshot('layers-history');
		await editor.page.keyboard.press('Escape');
	});

	test('the heat map, the newest first, the instructions without a layer', async () => {
		await editor.openFile('saved/Dockerfile');
		await editor.command('Drydock: Toggle Heat Map of Layer Sizes');
		await editor.command('Drydock: Show Instructions without a Layer');
		await row('5: ENV GREETING').waitFor();
		await editor.command('Drydock: Newest Layer First');
		await editor.screenshot('layers-heat');
	});
});

describe('what should not be in an image', { skip: editorMissing ?? false }, () => {
	test('findings are listed below the layers, and by setting on the lines', async t => {
		const archive = madeImage(t, {
			layers: [
				{
					createdBy: 'COPY . /app',
					files: [
						{ path: 'app/id_rsa', content: 'key' },
						{ path: 'app/server.js', content: 'serve()' },
					],
				},
				{ createdBy: 'RUN rm /app/id_rsa', files: [{ path: 'app/.wh.id_rsa' }] },
			],
		});
		const dockerfile = 'FROM scratch\nCOPY . /app\nRUN rm /app/id_rsa\nUSER 65532\n';
		const editor = await Editor.open({ 'key/image.tar': archive, 'key/Dockerfile': dockerfile }, 'key/Dockerfile', {
			'drydock.layers.problems': true,
			'drydock.layers.codeLens': true,
		});
		try {
			await editor.command('Drydock: Open Image Archive');
			await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'key/image.tar' }).first().click();
			await editor.page
				.locator(`${pane} .monaco-list-row`)
				.filter({ hasText: /^Private key.*recoverable · \/app\/id_rsa is named as a private key/ })
				.first()
				.waitFor();
			await editor.command('Problems: Focus on Problems View');
			await editor.page
				.locator('.markers-panel .monaco-list-row')
				.filter({ hasText: 'everybody who has the image can still read it' })
				.filter({ hasText: 'Ln 2' })
				.first()
				.waitFor();
			// an editor that loses the focus gives up a request for code lenses, until it has it again
			await editor.page.locator('.monaco-editor .view-line').first().click();
			await editor.page.locator('.codelens-decoration').filter({ hasText: 'made:1: 2 layers' }).first().waitFor();
		} finally {
			await editor.screenshot('findings');
			await editor.close();
		}
	});

	test('an image for several platforms: another one is chosen; an archive is dropped on the view', async t => {
		const of = (architecture: string, text: string): MadeImage => ({
			name: 'made:2',
			architecture,
			layers: [{ createdBy: 'COPY a /a', files: [{ path: 'a', content: text }] }],
		});
		const archive = madeArchive(t, [of('amd64', 'four'), of('arm64', 'seven77')]);
		const dropped = madeImage(t, { name: 'dropped:1', layers: [{ createdBy: 'COPY b /b', files: [{ path: 'b', content: 'five5' }] }] });
		const editor = await Editor.open(
			{ 'dropped/image.tar': dropped, 'several/image.tar': archive, 'several/Dockerfile': 'FROM scratch\nCOPY a /a\nUSER 65532\n' },
			'several/Dockerfile',
		);
		try {
			await editor.command('Drydock: Open Image Archive');
			await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'several/image.tar' }).first().click();
			const message = editor.page.locator('.tree-explorer-viewlet-tree-view .message');
			await message.filter({ hasText: '1 layer, 4 B, linux/amd64' }).first().waitFor();
			await editor.command('Drydock: Choose Platform of the Image');
			await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'linux/arm64' }).first().click();
			await message.filter({ hasText: '1 layer, 7 B, linux/arm64' }).first().waitFor();

			// another archive is dropped on the view, as the explorer gives it
			const uri = `vscode-remote://${new URL(editor.page.url()).host}${editor.folder}/dropped/image.tar`;
			await editor.page.evaluate(
				([target = '', dropped = '']) => {
					const dataTransfer = new DataTransfer();
					dataTransfer.setData('text/uri-list', dropped);
					for (const type of ['dragenter', 'dragover', 'drop'])
						document.querySelector(target)?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
				},
				[`${pane} .monaco-list-row`, uri],
			);
			await message.filter({ hasText: 'dropped:1 · 1 layer, 5 B' }).first().waitFor({ timeout: 20_000 });
		} finally {
			await editor.close();
		}
	});
});
