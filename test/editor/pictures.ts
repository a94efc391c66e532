/** The pictures of the README, from the packaged extension in a real VS Code: `npm run screenshots` renews them. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { dockerMissing, startDocker } from '../support/dockerEngine.ts';
import { Editor } from './harness.ts';
import type { View } from './launch.ts';

const root = join(import.meta.dirname, '..', '..');
const view: View = { width: 1200, height: 680, scale: 1.5 };
const settings = { 'editor.minimap.enabled': false, 'terminal.integrated.gpuAcceleration': 'off', 'drydock.engine': 'docker' };

/** Writes them into the folder. */
export async function takePictures(folder: string): Promise<void> {
	const missing = (await Editor.missing()) ?? dockerMissing();
	if (missing) throw new Error(missing);
	await pictureOfFindings(folder);
	await pictureOfLayers(folder);
}

async function pictureOfFindings(folder: string): Promise<void> {
	const editor = await Editor.open({ 'node-app': join(root, 'examples', 'node-app') }, 'node-app/Dockerfile', settings, view);
	try {
		await editor.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
		await editor.command('Problems: Focus on Problems View');
		await editor.page.locator('.markers-panel').filter({ hasText: 'API_TOKEN looks like a secret' }).first().waitFor();
		await editor.goTo(3, 6);
		await editor.openQuickFixes('Replace API_TOKEN');
		await editor.screenshot('screenshot-editor', folder);
	} finally {
		await editor.close();
	}
}

async function pictureOfLayers(folder: string): Promise<void> {
	const engine = await startDocker();
	const host = process.env.DOCKER_HOST;
	if (engine.env.DOCKER_HOST !== undefined) process.env.DOCKER_HOST = engine.env.DOCKER_HOST;
	const version = /v(\d+\.\d+\.\d+)/.exec(execFileSync('busybox', { encoding: 'utf8' }))?.[1];
	const base = `busybox:${version}`;
	engine.importBusybox(base);
	const dockerfile = [
		`FROM ${base}`,
		'WORKDIR /srv/www',
		'COPY docs/ .',
		'RUN busybox gzip -k -9 rules.md',
		'USER 65532',
		'CMD ["busybox", "httpd", "-f", "-p", "8080"]',
		'',
	].join('\n');
	const files = {
		'docs-site/Dockerfile': dockerfile,
		'docs-site/docs': join(root, 'docs'),
		'docs-site/package.json': '{ "name": "docs-site", "version": "1.4.0" }\n',
	};
	let editor: Editor | undefined;
	try {
		editor = await Editor.open(files, 'docs-site/Dockerfile', settings, view);
		await editor.page.locator('.monaco-editor [class*="squiggly"]').first().waitFor({ timeout: 60_000 });
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.command('Drydock: Build and Tag Image');
		await editor.page.locator('.quick-input-widget').filter({ hasText: 'Build and Tag Image with Docker' }).first().waitFor({ timeout: 30_000 });
		await editor.page.keyboard.press('Enter');
		await editor.page.locator('.pane-body .monaco-list-row').filter({ hasText: 'COPY docs/' }).first().click();
		await editor.goTo(4, 1);
		await editor.screenshot('screenshot-layers', folder);
	} finally {
		await editor?.close();
		if (host === undefined) delete process.env.DOCKER_HOST;
		else process.env.DOCKER_HOST = host;
		await engine.stop();
	}
}
