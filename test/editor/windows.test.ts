import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DockerEngine, dockerMissing, startDocker } from '../support/dockerEngine.ts';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const missing = (await Editor.missing()) ?? dockerMissing();
if (missing && everythingMustRun) throw new Error(`Builds in other windows cannot be tested: ${missing}`);

const dockerfile = 'FROM scratch\nCOPY a.txt /a.txt\nUSER 65532\n';

describe('builds in windows of every kind', { skip: missing ?? false }, () => {
	let engine: DockerEngine;
	const host = process.env['DOCKER_HOST'];
	before(async () => {
		engine = await startDocker();
		if (engine.env['DOCKER_HOST'] !== undefined) process.env['DOCKER_HOST'] = engine.env['DOCKER_HOST'];
	});
	after(async () => {
		if (host === undefined) delete process.env['DOCKER_HOST'];
		else process.env['DOCKER_HOST'] = host;
		await engine?.stop();
	});

	/** Builds the file that is open, with the tag that is proposed. */
	async function buildIn(editor: Editor, tag: string): Promise<void> {
		await editor.waitForText('COPY a.txt');
		await editor.askForBuild();
		await editor.page.keyboard.press('Enter');
		await editor.page
			.locator('.tree-explorer-viewlet-tree-view .message')
			.filter({ hasText: `${tag} · 1 layer, 5 B` })
			.first()
			.waitFor({ timeout: 60_000 });
		assert.match(engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'), new RegExp(`^${tag}$`, 'm'));
	}

	test('a lone file without a folder', async () => {
		const files = { 'lone/Dockerfile': dockerfile, 'lone/a.txt': 'hello' };
		const editor = await Editor.open(files, 'lone/Dockerfile', { 'drydock.engine': 'docker' }, undefined, 'none');
		try {
			await buildIn(editor, 'lone:0.1.0');
		} finally {
			await editor.screenshot('window-without-folder');
			await editor.close();
		}
	});

	test('several folders, and files with names of their own', async () => {
		const files = {
			'all.code-workspace': '{ "folders": [{ "path": "web" }, { "path": "jobs" }] }',
			'web/images/Web.Dockerfile': dockerfile,
			'web/images/a.txt': 'hello',
			'jobs/Containerfile': dockerfile,
			'jobs/a.txt': 'jobs5',
			'jobs/package.json': '{ "name": "night-jobs", "version": "2.3.4" }',
		};
		const editor = await Editor.open(files, 'web/images/Web.Dockerfile', { 'drydock.engine': 'docker' }, undefined, 'all.code-workspace');
		try {
			await buildIn(editor, 'images:0.1.0');
			await editor.openFile('Containerfile');
			await buildIn(editor, 'night-jobs:2.3.4');
			await editor.command('Drydock: Focus on Builds View');
			for (const tag of ['images:0.1.0', 'night-jobs:2.3.4'])
				await editor.page.locator('.pane-body .monaco-list-row').filter({ hasText: tag }).first().waitFor();
		} finally {
			await editor.screenshot('window-of-folders');
			await editor.close();
		}
	});
});
