import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { everythingMustRun } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const missing = await Editor.missing();
if (missing && everythingMustRun) throw new Error(`The editor cannot be run: ${missing}`);

describe('in a workspace that nobody trusts yet', { skip: missing ?? false }, () => {
	let editor: Editor;
	before(async () => {
		editor = await Editor.open({ Dockerfile: 'FROM scratch\nADD a.txt /a.txt\n', 'a.txt': 'a' }, 'Dockerfile', {
			'security.workspace.trust.enabled': true,
			'security.workspace.trust.startupPrompt': 'never',
		});
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor({ timeout: 60_000 });
	});
	after(async () => {
		await editor?.screenshot('restricted-last');
		await editor?.close();
	});

	const buildButton = () => editor.page.locator('.editor-actions a[aria-label^="Build and Tag Image"]');

	test('findings and fixes are there', async () => {
		await editor.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
		await editor.goTo(2, 2);
		await editor.quickFix('Use COPY', 'COPY a.txt /a.txt');
	});

	test('nothing builds: no button, no command, and the pane says why', async () => {
		await editor.command('Drydock: Focus on Layers View');
		await editor.page.locator('.welcome-view').filter({ hasText: 'Building needs a trusted workspace.' }).first().waitFor();
		assert.equal(await buildButton().count(), 0);
		const offered = await editor.offeredCommands('Drydock: ');
		assert.ok(offered.includes('Drydock: Open Image Archive…'), offered.join(', '));
		for (const command of ['Build and Tag Image', 'Build Again', 'Pin All Images', 'Show Layers of a Local Image…'])
			assert.ok(!offered.includes(`Drydock: ${command}`), command);
		await editor.screenshot('restricted');
	});

	test('once it is trusted, it builds', async () => {
		await editor.command('Workspaces: Manage Workspace Trust');
		await editor.page
			.getByRole('button', { name: /^Trust$/ })
			.first()
			.click();
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor({ state: 'hidden', timeout: 60_000 });
		await editor.openFile('Dockerfile');
		await buildButton().first().waitFor({ timeout: 60_000 });
		assert.ok((await editor.offeredCommands('Drydock: ')).includes('Drydock: Build and Tag Image'));
	});
});
