import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type DockerEngine, dockerMissing, startDocker } from '../support/dockerEngine.ts';
import { madeImage } from '../support/madeImage.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const files: Record<string, string> = {
	'.vscode/settings.json': '{ "drydock.engine": "docker" }',
	'broken/Dockerfile': 'FROM scratch\nCOPY absent.txt /absent.txt\n',
	'slow/Dockerfile': 'FROM drydock-test/base:1\nRUN busybox sleep 600\n',
};
for (const name of ['Dockerfile', 'site/index.html', 'site/style.css', 'notes.txt']) files[`hello/${name}`] = join(examples, 'hello-scratch', name);
for (const name of ['Dockerfile', 'image.tar']) files[`saved/${name}`] = join(examples, 'saved-image', name);

const editorMissing = await Editor.missing();
const engineMissing = dockerMissing();
const missing = editorMissing ?? engineMissing;
if (missing && everythingMustRun) throw new Error(`Builds in the editor cannot be tested: ${missing}`);

const pane = '.pane-body .tree-explorer-viewlet-tree-view';
/** What is drawn behind the lines is no text of the page: it is in the style of pseudo-elements. True where at least so many sizes are. */
const sizesAreDrawn = (wanted: string): boolean =>
	[...document.querySelectorAll('.monaco-editor .view-line span')].filter(span => / (?:B|[kMG]B)/.test(getComputedStyle(span, '::after').content)).length >=
	Number(wanted);

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
			await editor.page.locator('.codelens-decoration').filter({ hasText: 'made:1: 2 layers' }).first().waitFor();
			await editor.screenshot('findings');
		} finally {
			await editor.close();
		}
	});
});

describe('building with a real engine', { skip: missing ?? false }, () => {
	let engine: DockerEngine;
	let editor: Editor;
	const host = process.env.DOCKER_HOST;
	before(async () => {
		engine = await startDocker();
		if (engine.env.DOCKER_HOST !== undefined) process.env.DOCKER_HOST = engine.env.DOCKER_HOST;
		for (const tag of ['hello:0.1.0', 'hello:0.1.1', 'hello:0.1.2', 'hello:0.1.3', 'hello:edge', 'hello:terminal', 'slow:0.1.0']) removeImage(engine, tag);
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

	/** The first Enter takes the command, the second the proposed tag. */
	async function startBuild(): Promise<void> {
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.command('Drydock: Build and Tag Image');
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'Build and Tag Image with Docker' }).first().waitFor({ timeout: 30_000 });
	}

	test('two Enters from the command to an image and its layers', async () => {
		await startBuild();
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
		await startBuild();
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
		await startBuild();
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
		await startBuild();
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
		await startBuild();
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
		await startBuild();
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
	test('a build can be stopped, and leaves neither a process nor an image', async () => {
		await editor.openFile('slow/Dockerfile');
		await editor.waitForText('busybox sleep');
		await startBuild();
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
});

/** Waits for what no event tells of. */
async function eventually(holds: () => boolean, timeout = 60_000): Promise<void> {
	for (const deadline = Date.now() + timeout; !holds(); ) {
		assert.ok(Date.now() < deadline, `not within ${timeout} ms: ${holds}`);
		await delay(200);
	}
}

function removeImage(engine: DockerEngine, reference: string): void {
	try {
		engine.docker('image', 'rm', '--force', reference);
	} catch {
		// It was not there.
	}
}
