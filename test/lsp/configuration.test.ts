import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, FileChangeType, type FileEvent } from 'vscode-languageserver';
import { type LspClient, pulling, pushing, withClient } from '../support/lspClient.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const timeout = 30_000;
const sloppy = 'FROM debian:12 as base\nUSER 65532\n';

/** A folder with these files, and its URIs. */
function project(t: TestContext, files: Readonly<Record<string, string>>): { folder: string; uri: (name: string) => string } {
	const folder = temporaryFolder(t, files);
	return { folder, uri: name => pathToFileURL(join(folder, name)).href };
}

const withWatch = (capabilities: typeof pushing): typeof pushing => ({
	...capabilities,
	workspace: { ...capabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
});

function severityOf(diagnostics: readonly Diagnostic[], code: string): number | undefined {
	return diagnostics.find(diagnostic => diagnostic.code === code)?.severity;
}

async function changed(client: LspClient, ...uris: string[]): Promise<void> {
	const changes: FileEvent[] = uris.map(uri => ({ uri, type: FileChangeType.Changed }));
	await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

test('what the project says wins over what the editor says; the rest of the editor counts', { timeout }, t => {
	const { uri } = project(t, { '.drydock.yaml': 'rules:\n  from-as-casing: error\n', 'a/Dockerfile': '' });
	return withClient({ settings: { rules: { 'from-as-casing': 'off', 'base-without-digest': 'off' } }, folder: uri('') }, async client => {
		await client.open(uri('a/Dockerfile'), sloppy);
		const found = await client.pushedFor(uri('a/Dockerfile'));
		assert.equal(severityOf(found, 'from-as-casing'), 1);
		assert.equal(severityOf(found, 'base-without-digest'), undefined);
	});
});

test('a file of hadolint counts, and ours wins over it', { timeout }, t => {
	const { uri } = project(t, { '.hadolint.yaml': 'ignored: [DL3006, FromAsCasing]\n', '.drydock.yaml': 'rules: { from-as-casing: info }\n' });
	return withClient({ folder: uri('') }, async client => {
		await client.open(uri('Dockerfile'), 'FROM debian as base\nUSER 65532\n');
		const found = await client.pushedFor(uri('Dockerfile'));
		assert.equal(severityOf(found, 'untagged-base-image'), undefined);
		assert.equal(severityOf(found, 'from-as-casing'), 3);
	});
});

for (const [name, capabilities] of Object.entries({ pushes: pushing, pulls: pulling })) {
	test(`a changed file counts at once where the client ${name}`, { timeout }, t => {
		const { folder, uri } = project(t, { '.drydock.yaml': 'rules: { from-as-casing: error }\n' });
		const dockerfile = uri('Dockerfile');
		return withClient({ capabilities: withWatch(capabilities), folder: uri('') }, async client => {
			await client.open(dockerfile, sloppy);
			await client.until(() => client.registered.includes('workspace/didChangeWatchedFiles'));
			if (name === 'pulls') assert.equal(severityOf(await client.pull(dockerfile), 'from-as-casing'), 1);
			else await client.pushedFor(dockerfile, 1, found => severityOf(found, 'from-as-casing') === 1);
			writeFileSync(join(folder, '.drydock.yaml'), 'rules: { from-as-casing: off }\n');
			const before = client.refreshes;
			await changed(client, uri('.drydock.yaml'));
			if (name === 'pulls') {
				await client.until(() => client.refreshes > before);
				assert.equal(severityOf(await client.pull(dockerfile), 'from-as-casing'), undefined);
			} else await client.pushedFor(dockerfile, 1, found => severityOf(found, 'from-as-casing') === undefined);
			rmSync(join(folder, '.drydock.yaml'));
			await changed(client, uri('.drydock.yaml'));
			if (name === 'pushes') await client.pushedFor(dockerfile, 1, found => severityOf(found, 'from-as-casing') === 4);
		});
	});
}

test('what is wrong in it stands at its place until it is right, and the rest of it counts', { timeout }, t => {
	const text = 'rules:\n  from-as-casing: eror\n  missing-usr: off\n  base-without-digest: off\n';
	const { folder, uri } = project(t, { '.drydock.yaml': text });
	return withClient({ capabilities: withWatch(pulling), folder: uri('') }, async client => {
		await client.open(uri('Dockerfile'), sloppy);
		await client.until(() => client.pushed.length > 0);
		const [pushed] = client.pushed;
		assert.equal(pushed?.uri, uri('.drydock.yaml'));
		assert.deepEqual(
			pushed?.diagnostics.map(({ range, message, source }) => [range.start, range.end, message, source]),
			[
				[
					{ line: 1, character: 18 },
					{ line: 1, character: 22 },
					'The severity of from-as-casing should be one of error, warning, info, hint, off. Did you mean error?',
					'drydock',
				],
				[{ line: 2, character: 2 }, { line: 2, character: 13 }, 'There is no rule "missing-usr". Did you mean missing-user?', 'drydock'],
			],
		);
		assert.equal(severityOf(await client.pull(uri('Dockerfile')), 'base-without-digest'), undefined);
		// another document with the same file says nothing new
		await client.open(uri('Dockerfile.other'), sloppy);
		await client.pull(uri('Dockerfile.other'));
		assert.equal(client.pushed.length, 1);
		writeFileSync(join(folder, '.drydock.yaml'), 'rules: { base-without-digest: off }\n');
		await changed(client, uri('.drydock.yaml'));
		await client.until(() => client.pushed.length > 1);
		assert.deepEqual(client.pushed.at(-1), { uri: uri('.drydock.yaml'), diagnostics: [] });
		assert.deepEqual(client.shown, []);
	});
});

test('problems of a configuration go with the last document that it is for', { timeout }, t => {
	const { uri } = project(t, { '.drydock.yaml': 'rules: [\n' });
	return withClient({ folder: uri('') }, async client => {
		await client.open(uri('Dockerfile'), sloppy);
		await client.until(() => client.pushed.some(params => params.uri === uri('.drydock.yaml') && params.diagnostics.length > 0));
		assert.match(String(client.pushed.find(params => params.uri === uri('.drydock.yaml'))?.diagnostics[0]?.message), /^This is not valid YAML: /);
		await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri('Dockerfile') } });
		await client.until(() => client.pushed.some(params => params.uri === uri('.drydock.yaml') && params.diagnostics.length === 0));
	});
});

test('a file that is named in the settings replaces the others; one that is not there is said once', { timeout }, t => {
	const { folder, uri } = project(t, { '.drydock.yaml': 'rules: { from-as-casing: error }\n', 'ci/rules.yaml': 'rules: { from-as-casing: warning }\n' });
	return withClient({ settings: { configFile: 'ci/rules.yaml' }, capabilities: withWatch(pushing), folder: uri('') }, async client => {
		await client.open(uri('Dockerfile'), sloppy);
		await client.pushedFor(uri('Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 2);
		await client.until(() => client.registered.length >= 2);
		writeFileSync(join(folder, 'ci', 'rules.yaml'), 'rules: { from-as-casing: info }\n');
		await changed(client, uri('ci/rules.yaml'));
		await client.pushedFor(uri('Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 3);
		client.settings = { configFile: 'ci/none.yaml' };
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		await client.pushedFor(uri('Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 4);
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		await client.until(() => client.shown.length > 0);
		assert.equal(client.shown.length, 1);
		assert.match(client.shown[0] ?? '', /ci.none\.yaml does not exist\. Check the path\.$/);
	});
});

test('a project ends where its workspace folder ends, and begins anew with another', { timeout }, t => {
	const { uri } = project(t, { '.drydock.yaml': 'rules: { from-as-casing: error }\n', 'inner/Dockerfile': '' });
	const capabilities = { ...pushing, workspace: { ...pushing.workspace, workspaceFolders: true } };
	return withClient({ capabilities, folder: uri('inner') }, async client => {
		await client.open(uri('inner/Dockerfile'), sloppy);
		await client.pushedFor(uri('inner/Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 4);
		const event = { added: [{ uri: uri('').replace(/\/$/, ''), name: 'outer' }], removed: [{ uri: uri('inner'), name: 'inner' }] };
		await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
		await client.pushedFor(uri('inner/Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 1);
	});
});

test('a client that does not tell of changed files is served when it saves', { timeout }, t => {
	const { folder, uri } = project(t, { '.drydock.yaml': 'rules: { from-as-casing: error }\n' });
	return withClient({ folder: uri('') }, async client => {
		await client.open(uri('Dockerfile'), sloppy);
		await client.pushedFor(uri('Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 1);
		writeFileSync(join(folder, '.drydock.yaml'), '');
		await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: uri('Dockerfile') } });
		await client.pushedFor(uri('Dockerfile'), 1, found => severityOf(found, 'from-as-casing') === 4);
	});
});
