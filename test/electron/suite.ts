/**
 * Runs inside the extension host of a VS Code, with its API: on a desktop through @vscode/test-electron (scripts/electron.mjs), in the
 * workbench that npm carries through electron.test.ts. `run` rejects if something is not so, and the editor ends with that.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extensionId = 'drydock.drydock-vscode';

const tests: Readonly<Record<string, (document: vscode.TextDocument) => Promise<void>>> = {
	'a Dockerfile wakes the extension': async () => {
		await until('the extension is active', () => vscode.extensions.getExtension(extensionId)?.isActive);
	},
	'every command of the manifest is registered': async () => {
		const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON;
		const declared = (manifest.contributes.commands as { command: string }[]).map(({ command }) => command);
		const known = (await vscode.commands.getCommands(true)).filter(id => id.startsWith('drydock.'));
		assert.deepEqual(
			declared.filter(id => !known.includes(id)),
			[],
		);
	},
	'findings are diagnostics of the source drydock': async document => {
		const found = await until('diagnostics are there', () => {
			const ours = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'drydock');
			return ours.length > 0 ? ours : undefined;
		});
		const ids = found.map(({ code }) => (typeof code === 'object' ? code.value : code));
		for (const id of ['from-as-casing', 'add-instead-of-copy']) assert.ok(ids.includes(id), `${id} among ${ids}`);
	},
	'a quick fix is resolved lazily, and changes the word': async document => {
		const start = document.positionAt(document.getText().indexOf('ADD'));
		// a server that is still busy with the file may answer nothing the first time
		const action = await until('an edit that uses COPY', async () => {
			const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				'vscode.executeCodeActionProvider',
				document.uri,
				new vscode.Range(start, start.translate(0, 3)),
				vscode.CodeActionKind.QuickFix.value,
				50,
			);
			return actions.find(({ title, edit }) => title.startsWith('Use COPY') && edit !== undefined);
		});
		assert.ok(action.edit);
		assert.ok(await vscode.workspace.applyEdit(action.edit));
		assert.match(document.getText(), /^COPY src \/src$/m);
	},
	'the command fixes what is safe': async document => {
		await vscode.commands.executeCommand('drydock.fixAll');
		await until('the alias is in one case', () => document.getText().startsWith('FROM debian:12 AS build\n') || undefined);
	},
	'the rest is the same text': async document => {
		assert.equal(document.getText(), 'FROM debian:12 AS build\nCOPY src /src\nUSER 65532\n');
	},
};

/** Called by the editor. */
export async function run(): Promise<void> {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, 'a folder is open');
	const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'Dockerfile'));
	await vscode.window.showTextDocument(document);
	const failed: string[] = [];
	for (const [name, test] of Object.entries(tests)) {
		try {
			await test(document);
			console.log(`ok ${name}`);
		} catch (error) {
			failed.push(name);
			console.error(`not ok ${name}: ${error instanceof Error ? error.stack : error}`);
		}
	}
	if (failed.length > 0) throw new Error(`${failed.length} of ${Object.keys(tests).length} failed: ${failed.join('; ')}`);
}

/** Waits for a condition that no event tells of. */
async function until<T>(what: string, check: () => T | undefined | Promise<T | undefined>, timeout = 60_000): Promise<NonNullable<T>> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const value = await check();
		if (value) return value;
		if (Date.now() > deadline) throw new Error(`Not within ${timeout} ms: ${what}`);
		await new Promise(resolve => setTimeout(resolve, 50));
	}
}
