import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DockerEngine, dockerMissing, startDocker } from '../support/dockerEngine.ts';
import { eventually } from '../support/eventually.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';
import { pane, sizesAreDrawn } from './layerRows.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const files: Record<string, string> = {
	'.vscode/settings.json': '{ "drydock.engine": "docker" }',
	'broken/Dockerfile': 'FROM scratch\nCOPY absent.txt /absent.txt\n',
	'keys/Dockerfile': 'FROM scratch\nCOPY a.txt /a.txt\nCOPY b.txt /b.txt\nUSER 65532\n',
	'keys/a.txt': 'first',
	'keys/b.txt': 'second',
	'order/Dockerfile': 'FROM drydock-test/npm:1\nWORKDIR /app\nCOPY . .\nRUN npm ci\nUSER 65532\n',
	'order/package.json': '{ "name": "order", "version": "0.1.0" }\n',
	'order/package-lock.json': '{}\n',
	'order/.dockerignore': 'node_modules\n',
	'order/server.js': 'first\n',
	'npm/Dockerfile': "FROM drydock-test/base:1\nRUN echo 'busybox sleep 2' > /bin/npm && chmod 755 /bin/npm\n",
	'slow/Dockerfile': 'FROM drydock-test/base:1\nRUN busybox sleep 600\n',
};
for (const name of ['Dockerfile', 'site/index.html', 'site/style.css', 'notes.txt']) files[`hello/${name}`] = join(examples, 'hello-scratch', name);

const editorMissing = await Editor.missing();
const engineMissing = dockerMissing();
const missing = editorMissing ?? engineMissing;
if (missing && everythingMustRun) throw new Error(`Builds in the editor cannot be tested: ${missing}`);

describe('building with a real engine', { skip: missing ?? false }, () => {
	let engine: DockerEngine;
	let editor: Editor;
	const host = process.env.DOCKER_HOST;
	before(async () => {
		engine = await startDocker();
		if (engine.env.DOCKER_HOST !== undefined) process.env.DOCKER_HOST = engine.env.DOCKER_HOST;
		for (const tag of [
			'hello:0.1.0',
			'hello:0.1.1',
			'hello:0.1.2',
			'hello:0.1.3',
			'hello:edge',
			'hello:terminal',
			'keys:0.1.0',
			'keys:0.1.1',
			'order:0.1.0',
			'slow:0.1.0',
		])
			removeImage(engine, tag);
		engine.importBusybox('drydock-test/base:1');
		editor = await Editor.open(files, 'hello/Dockerfile');
		// a file without a finding: its command is what starts the extension
		await editor.page.locator('.monaco-editor .view-line').filter({ hasText: 'COPY' }).first().waitFor({ timeout: 60_000 });
	});
	after(async () => {
		if (host === undefined) delete process.env.DOCKER_HOST;
		else process.env.DOCKER_HOST = host;
		await editor?.screenshot('build-last');
		await editor?.close();
		await engine?.stop();
	});

	test('two Enters from the command to an image and its layers', async () => {
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'hello:0.1.0 · 2 layers' }).first().waitFor({ timeout: 60_000 });
		const rows = await editor.page.locator(`${pane} .monaco-list-row`).allTextContents();
		assert.deepEqual(
			rows.flatMap(row => /\d: COPY \S+/.exec(row)?.[0] ?? []),
			['4: COPY site/', '5: COPY notes.txt'],
		);
		assert.match(engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'), /^hello:0\.1\.0$/m);
		await editor.page.waitForFunction(sizesAreDrawn, '2', { timeout: 20_000 });
		await editor.screenshot('built');
	});

	test('a click on a row goes to its line', async () => {
		await editor.page.locator(`${pane} .monaco-list-row`).filter({ hasText: '5: COPY' }).first().click();
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Ln 5, Col 1' }).first().waitFor({ timeout: 20_000 });
	});

	test('a tag that exists is never moved: the next free one is proposed, and taken', async () => {
		const before = engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:0.1.0');
		await editor.askForBuild();
		await editor.page.keyboard.press('Control+a');
		await editor.page.keyboard.insertText('hello:latest');
		await editor.page.locator('.quick-input-message').filter({ hasText: 'latest says nothing' }).first().waitFor();
		await editor.page.keyboard.press('Control+a');
		await editor.page.keyboard.insertText('hello:0.1.0');
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'hello:0.1.0 exists' }).first().waitFor({ timeout: 20_000 });
		await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Overwrite hello:0.1.0' }).first().waitFor();
		await editor.screenshot('tag-taken');
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'hello:0.1.1 · 2 layers' }).first().waitFor({ timeout: 60_000 });
		assert.equal(engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:0.1.0'), before);
	});

	test('the builds of the workspace are listed, and what the next one will run again is said before it is started', async () => {
		await editor.command('Drydock: Focus on Builds View');
		const builds = editor.page.locator('.pane-body .monaco-list-row');
		await builds
			.filter({ hasText: /hello:0\.1\.1just now/ })
			.first()
			.waitFor();
		await builds
			.filter({ hasText: /hello:0\.1\.0/ })
			.first()
			.waitFor();
		writeFileSync(join(editor.folder, 'hello/notes.txt'), 'changed\n');
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.page.keyboard.press('Control+End');
		await editor.page.keyboard.type('# edited');
		await editor.page.locator('.statusbar-item').filter({ hasText: 're-runs line 5' }).first().waitFor({ timeout: 20_000 });
		await editor.screenshot('forecast');
		await editor.page.keyboard.press('Control+z');
		await editor.page.keyboard.press('Control+s');
	});

	test('why the cache was missed, and back to the image before', async () => {
		const before = engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:0.1.1');
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'hello:0.1.2 · 2 layers' }).first().waitFor({ timeout: 60_000 });
		const builds = editor.page.locator('.pane-body .monaco-list-row');
		await builds.filter({ hasText: 'hello:0.1.2' }).first().click();
		await builds.filter({ hasText: 'Line 5 ran' }).filter({ hasText: 'notes.txt' }).first().waitFor();
		await builds.filter({ hasText: 'cached' }).filter({ hasText: 'COPY site/' }).first().waitFor();
		await editor.screenshot('why-missed');
		await editor.command('Drydock: Roll Back to an Earlier Build');
		await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'hello:0.1.1' }).first().click();
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'kept under a name of its own' }).first().waitFor();
		await editor.page.keyboard.press('Control+a');
		await editor.page.keyboard.insertText('hello:0.1.2');
		await editor.page.keyboard.press('Enter');
		await editor.page
			.locator('.notification-toast')
			.filter({ hasText: /hello:0\.1\.2 is the image of .* kept as hello:bld-/ })
			.first()
			.waitFor({ timeout: 20_000 });
		assert.equal(engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:0.1.2'), before);
		await editor.screenshot('rolled-back');
	});

	test('two builds compared: layers, files, and a diff of a file', async () => {
		await editor.command('Drydock: Compare Images');
		const rows = editor.page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: 'hello:bld-' }).first().click();
		const view = editor.page.locator('.pane-body .monaco-list-row');
		await view.filter({ hasText: 'Files' }).filter({ hasText: '1 changed' }).first().waitFor({ timeout: 30_000 });
		await view
			.filter({ hasText: /^notes\.txt/ })
			.first()
			.click();
		await editor.page.locator('.tab').filter({ hasText: '/usr/share/doc/hello/notes.txt (hello:bld-' }).first().waitFor();
		await editor.screenshot('compare');
		await editor.command('Drydock: Close Comparison');
	});

	test('everything else is in a form behind the tag, and remembered', async () => {
		await editor.page
			.locator('.tab')
			.filter({ hasText: /^Dockerfile/ })
			.first()
			.click();
		await editor.askForBuild();
		await editor.page.locator('.quick-input-titlebar .codicon-settings-gear').first().click();
		const rows = editor.page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: 'Without the Cache' }).first().click();
		await rows.filter({ hasText: 'More Tags' }).first().click();
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'More Tags Beside hello:0.1.3' }).first().waitFor();
		await editor.page.keyboard.insertText('hello:edge');
		await editor.page.keyboard.press('Enter');
		await rows.filter({ hasText: 'Labels of Its Origin' }).first().click();
		await rows.filter({ hasText: 'also hello:edge, without the cache, labels' }).first().waitFor();
		await editor.screenshot('build-form');
		await rows.filter({ hasText: 'Build hello:0.1.3' }).first().click();
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'hello:0.1.3 · 2 layers' }).first().waitFor({ timeout: 60_000 });
		assert.equal(
			engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:0.1.3'),
			engine.docker('image', 'inspect', '--format', '{{.Id}}', 'hello:edge'),
		);
		const labels = JSON.parse(engine.docker('image', 'inspect', '--format', '{{json .Config.Labels}}', 'hello:0.1.3')) as Record<string, string>;
		assert.equal(labels['org.opencontainers.image.version'], '0.1.3');
		await editor.askForBuild();
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'As before: without the cache, labels' }).first().waitFor();
		await editor.page.keyboard.press('Escape');
	});

	test('an image that is built in a terminal fills the pane, too', async () => {
		engine.docker('build', '--quiet', '--label', 'built=elsewhere', '-t', 'hello:terminal', join(editor.folder, 'hello'));
		await editor.page
			.locator('.tree-explorer-viewlet-tree-view .message')
			.filter({ hasText: 'hello:terminal · 2 layers' })
			.first()
			.waitFor({ timeout: 30_000 });
	});

	test('an error of the build stands on its instruction until the text is edited', async () => {
		await editor.openFile('broken/Dockerfile');
		await editor.waitForText('COPY absent.txt');
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
		await editor.command('Problems: Focus on Problems View');
		const problem = editor.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'absent.txt' }).filter({ hasText: 'Ln 2' }).first();
		await problem.waitFor({ timeout: 20_000 });
		await editor.screenshot('build-error');
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.page.keyboard.press('Control+End');
		await editor.page.keyboard.type('# edited');
		await problem.waitFor({ state: 'hidden', timeout: 20_000 });
	});

	test('what moving COPY lower would save is said, and one click does it', async () => {
		engine.docker('build', '--quiet', '-t', 'drydock-test/npm:1', join(editor.folder, 'npm'));
		await editor.openFile('order/Dockerfile');
		await editor.waitForText('RUN npm ci');
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'order:0.1.0' }).first().waitFor({ timeout: 60_000 });
		writeFileSync(join(editor.folder, 'order/server.js'), 'second\n');
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.page.keyboard.press('Control+End');
		await editor.page.keyboard.type('# edited');
		const item = editor.page
			.locator('.statusbar-item')
			.filter({ hasText: /re-runs lines 3-[45], about [2-9]/ })
			.first();
		await item.waitFor({ timeout: 30_000 });
		await item.hover();
		const offer = editor.page.locator('.monaco-hover a').filter({ hasText: 'Move COPY Lower' }).first();
		await offer.waitFor({ timeout: 20_000 });
		await editor.screenshot('saving');
		await offer.click();
		await editor.waitForText('COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .');
	});

	test('a build can be stopped, and leaves neither a process nor an image', async () => {
		await editor.openFile('slow/Dockerfile');
		await editor.waitForText('busybox sleep');
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		const toast = editor.page.locator('.notification-toast').filter({ hasText: 'Building slow:' }).filter({ hasText: 'sleep 600' }).first();
		await toast.waitFor({ timeout: 60_000 });
		await eventually(() => engine.docker('ps', '--quiet') !== '');
		await editor.screenshot('building');
		await toast.locator('a, .monaco-button').filter({ hasText: 'Cancel' }).first().click();
		await toast.waitFor({ state: 'hidden', timeout: 60_000 });
		await eventually(() => engine.docker('ps', '--quiet') === '');
		assert.doesNotMatch(engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'), /^slow:/m);
		await editor.screenshot('cancelled');
	});

	test('the whole round by keyboard alone: build, layers, a file, another build, why it ran, and back', async () => {
		const { page } = editor;
		const { keyboard } = page;
		const message = (text: string) => page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: text }).first().waitFor({ timeout: 60_000 });
		const build = async (): Promise<void> => {
			await editor.command('Drydock: Build and Tag Image');
			await page.locator('.quick-input-widget').filter({ hasText: 'Build and Tag Image with Docker' }).first().waitFor({ timeout: 30_000 });
			await keyboard.press('Enter');
		};
		await editor.openFile('keys/Dockerfile');
		await editor.waitForText('COPY b.txt');
		await build();
		await message('keys:0.1.0 · 2 layers');
		await page.locator(`${pane} .monaco-list-row`).filter({ hasText: 'All Files' }).first().waitFor();
		await editor.command('Drydock: Focus on Layers View');
		await keyboard.press('Home');
		await keyboard.press('ArrowRight');
		await page
			.locator(`${pane} .monaco-list-row`)
			.filter({ hasText: /^a\.txt5 B/ })
			.first()
			.waitFor();
		await keyboard.press('ArrowDown');
		await keyboard.press('Enter');
		await page.locator('.tab').filter({ hasText: 'a.txt (line 2)' }).first().waitFor();

		writeFileSync(join(editor.folder, 'keys/b.txt'), 'changed');
		await editor.openFile('keys/Dockerfile');
		await editor.waitForText('COPY b.txt');
		await build();
		await message('keys:0.1.1 · 2 layers');
		await editor.command('Drydock: Focus on Builds View');
		const rows = page.locator('.pane-body .monaco-list-row');
		await rows.filter({ hasText: 'keys:0.1.1' }).first().waitFor();
		await keyboard.press('Home');
		await keyboard.press('ArrowRight');
		await rows.filter({ hasText: 'Line 3 ran' }).filter({ hasText: 'b.txt' }).first().waitFor();
		await editor.command('Drydock: Roll Back to an Earlier Build');
		await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'keys:0.1.0' }).first().waitFor();
		await keyboard.insertText('keys:0.1.0');
		await keyboard.press('Enter');
		await page.locator('.quick-input-widget').filter({ hasText: 'kept under a name of its own' }).first().waitFor();
		await keyboard.press('Control+a');
		await keyboard.insertText('keys:0.1.1');
		await keyboard.press('Enter');
		await message('keys:0.1.1 · 2 layers, 11 B');
		const id = (tag: string): string => engine.docker('image', 'inspect', '--format', '{{.Id}}', tag);
		assert.equal(id('keys:0.1.1'), id('keys:0.1.0'));
	});
});

function removeImage(engine: DockerEngine, reference: string): void {
	try {
		engine.docker('image', 'rm', '--force', reference);
	} catch {
		// It was not there.
	}
}
