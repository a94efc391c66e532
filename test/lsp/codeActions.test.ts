import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, ResponseError } from 'vscode-languageserver';
import { applied, editsOf, pulling, pushing, withClient } from '../support/lspClient.ts';
import { pushImage } from '../support/pushImage.ts';
import { freePort, startRegistry, type TestRegistry } from '../support/registry.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const timeout = 60_000;
const uri = 'file:///nowhere/Dockerfile';
const contentModified = -32801;

let registry: TestRegistry;
let digest: string;
before(async () => {
	registry = await startRegistry();
	digest = (await pushImage(registry, 'team/app', '1.0')).digest;
});
after(() => registry.stop());

function named(actions: readonly CodeAction[], title: RegExp): CodeAction {
	const action = actions.find(candidate => title.test(candidate.title));
	assert.ok(action, `no ${title} among: ${actions.map(candidate => candidate.title).join('; ')}`);
	return action;
}

test('a fix is listed without its edit, says what it fixes, and is resolved with a versioned edit', { timeout }, () =>
	withClient({}, async client => {
		const text = 'FROM debian:12 as base\nUSER 65532\n';
		await client.open(uri, text);
		const fix = named(await client.codeActions(uri, 0, 16), /AS/);
		assert.equal(fix.kind, 'quickfix');
		assert.equal(fix.edit, undefined);
		assert.deepEqual(
			fix.diagnostics?.map(({ code }) => code),
			['from-as-casing'],
		);
		const { edit } = await client.request<CodeAction>('codeAction/resolve', fix);
		const { version, edits } = editsOf(edit, uri);
		assert.equal(version, 1);
		assert.equal(applied(text, edits), 'FROM debian:12 AS base\nUSER 65532\n');
	}),
);

test('the rules at a place come with a way to silence them', { timeout }, () =>
	withClient({}, async client => {
		const text = 'FROM debian:12 as base\nUSER 65532\n';
		await client.open(uri, text);
		const ignore = named(await client.codeActions(uri, 0, 16), /Ignore from-as-casing here/);
		const { edit } = await client.request<CodeAction>('codeAction/resolve', ignore);
		const silenced = applied(text, editsOf(edit, uri).edits);
		const version = await client.change(uri, silenced);
		assert.ok(!(await client.pushedFor(uri, version)).some(({ code }) => code === 'from-as-casing'));
	}),
);

test('a rule is silenced in the configuration of the project, which is made if there is none', { timeout }, async t => {
	const text = 'FROM debian:12 as base\nUSER 65532\n';
	const folder = temporaryFolder(t, { 'a/Dockerfile': text, 'b/Dockerfile': text, 'b/.drydock.yaml': '# ours\nrules:\n  root-user: off\n' });
	const folderUri = pathToFileURL(folder).href;
	await withClient({ folder: folderUri, capabilities: pulling }, async client => {
		const chosen = async (name: string): Promise<readonly unknown[]> => {
			const document = `${folderUri}/${name}/Dockerfile`;
			await client.open(document, text);
			await client.pull(document);
			const ignore = named(await client.codeActions(document, 0, 16), /Ignore from-as-casing in the project/);
			return (await client.request<CodeAction>('codeAction/resolve', ignore)).edit?.documentChanges ?? [];
		};
		const start = { line: 0, character: 0 };
		assert.deepEqual(await chosen('a'), [
			{ kind: 'create', uri: `${folderUri}/.drydock.yaml`, options: { ignoreIfExists: true } },
			{
				textDocument: { uri: `${folderUri}/.drydock.yaml`, version: null },
				edits: [{ range: { start, end: start }, newText: 'rules:\n  from-as-casing: off\n' }],
			},
		]);
		const end = { line: 2, character: 16 };
		assert.deepEqual(await chosen('b'), [
			{ textDocument: { uri: `${folderUri}/b/.drydock.yaml`, version: null }, edits: [{ range: { start: end, end }, newText: '\n  from-as-casing: off' }] },
		]);
		writeFileSync(join(folder, 'b/.drydock.yaml'), 'rules: [\n');
		await assert.rejects(chosen('b'), /cannot be changed as it is\. Correct it first/);
	});
});

test('an action of an older version is refused as such', { timeout }, () =>
	withClient({}, async client => {
		await client.open(uri, 'FROM debian:12 as base\nUSER 65532\n');
		const fix = named(await client.codeActions(uri, 0, 16), /AS/);
		await client.change(uri, '# new\n', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
		await assert.rejects(client.request('codeAction/resolve', fix), (error: ResponseError) => error.code === contentModified && /changed/.test(error.message));
		const again = named(await client.codeActions(uri, 1, 16), /AS/);
		assert.ok((await client.request<CodeAction>('codeAction/resolve', again)).edit);
	}),
);

test('fix all is for those who ask, does all that is safe, and has nothing to do a second time', { timeout }, () =>
	withClient({}, async client => {
		const text = 'from debian:12 as base\nMAINTAINER me@example.com\nrun true\nUSER 65532\n';
		await client.open(uri, text);
		assert.ok(!(await client.codeActions(uri, 0, 0)).some(({ kind }) => kind?.startsWith('source')));
		for (const only of ['source', 'source.fixAll', 'source.fixAll.drydock']) assert.equal((await client.codeActions(uri, 0, 0, [only])).length, 1, only);
		assert.deepEqual(await client.codeActions(uri, 0, 0, ['source.organizeImports']), []);
		const fix = async (): Promise<CodeAction> =>
			client.request<CodeAction>('codeAction/resolve', (await client.codeActions(uri, 0, 0, ['source.fixAll.drydock']))[0]);
		const once = applied(text, editsOf((await fix()).edit, uri).edits);
		assert.notEqual(once, text);
		await client.change(uri, once);
		assert.deepEqual(editsOf((await fix()).edit, uri).edits, []);
	}),
);

test('a client that resolves nothing gets the edits with the list', { timeout }, () =>
	withClient({ capabilities: { textDocument: {} } }, async client => {
		const text = 'FROM debian:12 as base\nUSER 65532\n';
		await client.open(uri, text);
		const fix = named(await client.codeActions(uri, 0, 16), /AS/);
		assert.equal(applied(text, fix.edit?.changes?.[uri] ?? []), 'FROM debian:12 AS base\nUSER 65532\n');
		assert.equal(fix.data, undefined);
	}),
);

const node = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nUSER node\nCMD ["node", "."]\n';

test('a refactoring that cannot be done is greyed with its reason, until the file that speaks against it changes', { timeout }, async t => {
	const folder = temporaryFolder(t, { 'package.json': '{ "scripts": { "postinstall": "make" } }', 'package-lock.json': '{}' });
	const there = pathToFileURL(join(folder, 'Dockerfile')).href;
	await withClient({}, async client => {
		await client.open(there, node);
		const greyed = named(await client.codeActions(there, 2, 6), /Move COPY/);
		assert.match(greyed.disabled?.reason ?? '', /postinstall/);
		writeFileSync(join(folder, 'package.json'), '{}');
		await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
			changes: [{ uri: pathToFileURL(join(folder, 'package.json')).href, type: 2 }],
		});
		const { disabled, data } = named(await client.codeActions(there, 2, 6), /COPY|package/);
		assert.equal(disabled, undefined);
		assert.ok(data);
	});
	const { disabledSupport: _, ...codeAction } = pushing.textDocument?.codeAction ?? {};
	writeFileSync(join(folder, 'package.json'), '{ "workspaces": ["a"] }');
	await withClient({ capabilities: { ...pushing, textDocument: { ...pushing.textDocument, codeAction } } }, async client => {
		await client.open(there, node);
		assert.ok(!(await client.codeActions(there, 2, 6)).some(({ disabled }) => disabled));
	});
});

test('lines for another file come as the making and the edit of that file', { timeout }, async t => {
	const folder = temporaryFolder(t, { 'package.json': '{}', 'package-lock.json': '{}' });
	const there = pathToFileURL(join(folder, 'Dockerfile')).href;
	await withClient({}, async client => {
		await client.open(there, node);
		const move = async () =>
			(
				await client.request<CodeAction>(
					'codeAction/resolve',
					(await client.codeActions(there, 2, 6)).find(({ title, disabled }) => title.startsWith('Move COPY lower') && !disabled),
				)
			).edit?.documentChanges ?? [];
		const offered = (await client.codeActions(there, 2, 6)).filter(({ title }) => title.startsWith('Move COPY lower'));
		assert.deepEqual(
			offered.map(({ kind }) => kind),
			['quickfix'],
			'what settles a finding is offered once, as a fix',
		);
		const ignoreUri = pathToFileURL(join(folder, '.dockerignore')).href;
		const made = (await move()).slice(1);
		assert.deepEqual(made[0], { kind: 'create', uri: ignoreUri, options: { ignoreIfExists: true } });
		assert.match(JSON.stringify(made[1]), /"line":0,"character":0.*node_modules/);
		writeFileSync(join(folder, '.dockerignore'), 'dist\n.git');
		await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: ignoreUri, type: 1 }] });
		const appended = (await move()).slice(1);
		assert.equal(appended.length, 1);
		assert.match(JSON.stringify(appended[0]), /"line":1,"character":4.*"\\nnode_modules/);
	});
});

test('a registry hears of an image when the fix is chosen, and not before', { timeout }, async () => {
	const image = `${registry.host}/team/app:1.0`;
	const text = `FROM ${image}\nUSER 65532\n`;
	await withClient({}, async client => {
		await client.open(uri, text);
		const pin = named(await client.codeActions(uri, 0, 8), /Pin .* digest/);
		const { edit } = await client.request<CodeAction>('codeAction/resolve', pin);
		assert.equal(applied(text, editsOf(edit, uri).edits), `FROM ${image}@${digest}\nUSER 65532\n`);
	});
	for (const settings of [{ offline: true }, { registry: { lookups: 'never' } }]) {
		await withClient({ settings }, async client => {
			await client.open(uri, text);
			const pin = named(await client.codeActions(uri, 0, 8), /Pin .* digest/);
			await assert.rejects(client.request('codeAction/resolve', pin), /No registry may be asked.*unchanged/);
		});
	}
});

test('with applyOnClick even the resolving asks nobody; the command does, and tells what went wrong', { timeout }, async () => {
	const dead = `127.0.0.1:${await freePort()}`;
	await withClient({ initializationOptions: { applyOnClick: true }, answers: ['Retry', null] }, async client => {
		const text = `FROM ${registry.host}/team/app:1.0\nUSER 65532\n`;
		await client.open(uri, text);
		const pin = await client.request<CodeAction>('codeAction/resolve', named(await client.codeActions(uri, 0, 8), /Pin .* digest/));
		assert.equal(pin.edit, undefined);
		assert.deepEqual(await client.request('workspace/executeCommand', { command: pin.command?.command, arguments: pin.command?.arguments }), {
			applied: true,
			title: pin.title,
		});
		assert.ok(applied(text, editsOf(client.applied[0], uri).edits).includes(`@${digest}`));

		await client.change(uri, `FROM ${dead}/team/app:1.0\nUSER 65532\n`);
		const failing = await client.request<CodeAction>('codeAction/resolve', named(await client.codeActions(uri, 0, 8), /Pin .* digest/));
		assert.equal(client.shown.length, 0);
		const result = await client.request<{ applied: boolean }>('workspace/executeCommand', {
			command: failing.command?.command,
			arguments: failing.command?.arguments,
		});
		assert.equal(result.applied, false);
		assert.equal(client.shown.length, 2);
		assert.match(String(client.shown[0]), new RegExp(`${dead}.*The file is unchanged\\.$`));
	});
});

test('pin all pins what it can, and says of the rest why not', { timeout }, () =>
	withClient({ settings: { rules: { 'base-without-digest': 'off' } } }, async client => {
		const text = `FROM ${registry.host}/team/app:1.0 AS one\nFROM ${registry.host}/team/none:2\nUSER 65532\n`;
		await client.open(uri, text);
		const result = await client.request<{ applied: string[]; failures: string[] }>('drydock/pinAll', { uri, version: 1 });
		assert.equal(result.applied.length, 1);
		assert.deepEqual(result.failures, [`Could not pin ${registry.host}/team/none:2: no registry has it.`]);
		const pinned = applied(text, editsOf(client.applied[0], uri).edits);
		assert.equal(pinned, text.replace('app:1.0', `app:1.0@${digest}`));
		await assert.rejects(client.request('drydock/pinAll', { uri, version: 7 }), (error: ResponseError) => error.code === contentModified);
	}),
);

test('the palette lists refactorings with their lines and applies one of them', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		const text = '# first\nFROM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\nRUN go build -o server\nENV API_TOKEN=abc\nUSER 65532\nCMD ["/app/server"]\n';
		await client.open(uri, text);
		const offers = await client.request<{ id: string; refactoring: string; line: number; disabled?: string }[]>('drydock/refactorings', { uri, version: 1 });
		assert.deepEqual(
			offers.map(({ refactoring, line }) => [refactoring, line]),
			[
				['convert-to-multi-stage', 1],
				['move-copy-lower', 3],
				['replace-secret', 5],
			],
		);
		const [convert] = await client.request<typeof offers>('drydock/refactorings', { uri, version: 1, id: 'convert-to-multi-stage' });
		assert.ok(convert && convert.disabled === undefined);
		const { applied: done } = await client.request<{ applied: boolean }>('drydock/apply', { uri, version: 1, id: convert.id, line: convert.line });
		assert.equal(done, true);
		assert.match(applied(text, editsOf(client.applied[0], uri).edits), /FROM golang:1\.24-bookworm AS build[\s\S]*FROM debian:bookworm-slim/);
		await assert.rejects(client.request('drydock/refactorings', { uri, version: 1, id: 'no-such' }), /no refactoring "no-such"/);
	}),
);
