import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pushImage } from '../support/pushImage.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { everythingMustRun, findProgram } from '../support/requirement.ts';
import { Editor } from './harness.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const files: Record<string, string> = {};
for (const name of ['node-app/Dockerfile', 'node-app/package.json', 'node-app/package-lock.json', 'go-service/Dockerfile', 'go-service/go.mod'])
	files[name] = join(examples, name);

const missing = (await Editor.missing()) ?? (findProgram('docker-registry') ? undefined : 'docker-registry is not installed (apt-get install docker-registry)');
if (missing && everythingMustRun) throw new Error(`The editor cannot be run: ${missing}`);

describe('the named code actions, by the light bulb of a real VS Code', { skip: missing ?? false }, () => {
	let editor: Editor;
	let registry: TestRegistry;
	let digest: string;
	before(async () => {
		registry = await startRegistry();
		({ digest } = await pushImage(registry, 'team/tool', '1.2'));
		const tool = `${registry.host}/team/tool:1.2`;
		const pins = {
			'pin/Dockerfile': `FROM ${tool}\nUSER 65532\n`,
			'pins/Dockerfile': `FROM ${tool} AS tools\nFROM scratch\nCOPY --from=${tool} /a /a\nUSER 65532\n`,
		};
		editor = await Editor.open({ ...files, ...pins }, 'node-app/Dockerfile');
		await editor.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
	});
	after(async () => {
		await editor?.screenshot('named-actions-last');
		await editor?.close();
		await registry?.stop();
	});

	test('move COPY lower', async () => {
		await editor.goTo(4, 6);
		await editor.openQuickFixes('Move COPY lower');
		await editor.screenshot('light-bulb');
		await editor.page.keyboard.press('Escape');
		await editor.quickFix('Move COPY lower', 'COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .');
	});

	test('replace the ARG secret by a secret mount', async () => {
		await editor.goTo(3, 6);
		await editor.quickFix('Replace API_TOKEN by a secret mount', 'RUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN,required=true node fetch-texts.js');
		await editor.screenshot('refactored');
	});

	test('convert to multi-stage', async () => {
		await editor.openFile('go-service/Dockerfile');
		await editor.waitForText('FROM golang');
		await editor.goTo(1, 8);
		await editor.quickFix('Convert to multi-stage', 'COPY --from=build');
		await editor.screenshot('multi-stage');
	});

	test('pin the image: the registry is asked when the action is chosen', async () => {
		await editor.openFile('pin/Dockerfile');
		await editor.waitForText('/team/tool:1.2');
		await editor.goTo(1, 8);
		await editor.quickFix('Pin', `/team/tool:1.2@${digest}`);
		await editor.screenshot('pinned');
	});
	test('the palette pins every image of a file', async () => {
		await editor.openFile('pins/Dockerfile');
		await editor.waitForText('AS tools');
		await editor.command('Drydock: Pin All Images');
		for (const wanted of [`/team/tool:1.2@${digest} AS tools`, `/team/tool:1.2@${digest} /a /a`]) await editor.waitForText(wanted);
		await editor.page.locator('.statusbar-item').filter({ hasText: 'Drydock: 2 changes' }).first().waitFor();
	});
});
