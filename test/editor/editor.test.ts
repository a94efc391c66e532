import { after, before, describe, test } from 'node:test';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const dockerfile = 'FROM debian:12 as build\nADD src /src\nENV API_KEY=${API_KEY}\n';

const missing = await Editor.missing();
if (missing && everythingMustRun) throw new Error(`The editor cannot be run: ${missing}`);

describe('in a real VS Code', { skip: missing ?? false }, () => {
	let editor: Editor;
	before(async () => {
		editor = await Editor.open({ Dockerfile: dockerfile, 'src/a.txt': 'a' }, 'Dockerfile');
	});
	after(async () => {
		await editor?.screenshot('last');
		await editor?.close();
	});

	test('findings are drawn, and stand in the Problems view', async () => {
		await editor.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
		await editor.command('Problems: Focus on Problems View');
		await editor.page.locator('.markers-panel').filter({ hasText: 'ADD is used for local files' }).first().waitFor({ timeout: 30_000 });
		await editor.screenshot('problems');
		await editor.command('View: Hide Panel');
	});

	test('what is typed is judged at once, and a slip put right', async () => {
		await editor.page.locator('.monaco-editor .view-line').first().click();
		await editor.page.keyboard.press('Control+End');
		await editor.page.keyboard.type('USR 65532', { delay: 20 });
		await editor.page.locator('.squiggly-error').first().waitFor({ timeout: 30_000 });
		await editor.goTo(4, 2);
		await editor.quickFix('Change to USER', 'USER 65532');
		await editor.page.locator('.squiggly-error').first().waitFor({ state: 'hidden', timeout: 30_000 });
	});

	test('the light bulb changes the word, and the finding goes', async () => {
		await editor.goTo(2, 2);
		await editor.quickFix('Use COPY', 'COPY src /src');
	});

	test('a command of the palette fixes the rest that is safe', async () => {
		await editor.command('Drydock: Fix All Safe Findings');
		await editor.waitForText('FROM debian:12 AS build');
		await editor.screenshot('fixed');
	});
});
