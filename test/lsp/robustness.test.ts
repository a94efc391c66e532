import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { CodeAction, ResponseError } from 'vscode-languageserver';
import { loopbackServer } from '../support/loopbackServer.ts';
import { editsOf, LspClient, pulling, withClient } from '../support/lspClient.ts';
import { freePort } from '../support/registry.ts';

const timeout = 30_000;
const uri = 'file:///nowhere/Dockerfile';
const text = 'FROM debian:12 as base\nUSER 65532\n';
const invalidParams = -32602;
const requestCancelled = -32800;

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>(settle => {
		resolve = settle;
	});
	return { promise, resolve };
}

test('requests that make no sense get an error, and the next one its answer', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		await client.open(uri, text);
		for (const [method, params] of [
			['textDocument/codeAction', { textDocument: { uri } }],
			['textDocument/hover', {}],
			['textDocument/formatting', { textDocument: {} }],
			['textDocument/diagnostic', null],
			['drydock/refactorings', null],
			['drydock/no-such-request', {}],
		] as const) {
			await client.request(method, params).then(
				() => undefined,
				(error: ResponseError) => assert.equal(typeof error.code, 'number', method),
			);
		}
		for (const [method, params] of [
			['codeAction/resolve', { title: 'x', data: { uri } }],
			['codeAction/resolve', { title: 'x', data: 'nonsense' }],
			['workspace/executeCommand', { command: 'drydock.server.apply', arguments: [] }],
			['workspace/executeCommand', { command: 'drydock.server.pinAll' }],
			['workspace/executeCommand', { command: 'rm -rf' }],
			['drydock/apply', { id: 3 }],
			['drydock/build/run', { uri }],
			['drydock/image/open', {}],
		] as const) {
			await assert.rejects(client.request(method, params), (error: ResponseError) => error.code === invalidParams, `${method} ${JSON.stringify(params)}`);
		}
		assert.ok((await client.pull(uri)).length > 0);
		assert.deepEqual(client.shown, []);
	}),
);

test('notifications that make no sense are logged and forgotten', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		await client.open(uri, text);
		for (const [method, params] of [
			['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: { line: -4, character: 9 }, end: 3 }, text: 7 }] }],
			['textDocument/didOpen', {}],
			['textDocument/didClose', { textDocument: { uri: 'file:///never/opened' } }],
			['workspace/didChangeWatchedFiles', { changes: 3 }],
			['drydock/otherTools', 'all of them'],
			['drydock/trust', undefined],
			['drydock/no-such-notification', {}],
		] as const)
			await client.connection.sendNotification(method, params);
		await client.open('file:///nowhere/other/Dockerfile', text);
		assert.ok((await client.pull('file:///nowhere/other/Dockerfile')).length > 0);
	}),
);

test('a document that is not open has nothing', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		assert.deepEqual(await client.pull(uri), []);
		assert.deepEqual(await client.codeActions(uri, 0, 0), []);
		await assert.rejects(client.request('drydock/refactorings', { uri, version: 1 }), /not open/);
	}),
);

test('a question to a registry that hangs ends when it is cancelled', { timeout }, async t => {
	const asked = deferred<void>();
	const hanging = await loopbackServer(t, () => asked.resolve());
	await withClient({}, async client => {
		await client.open(uri, `FROM ${hanging.host}/team/app:1.0\nUSER 65532\n`);
		const pin = (await client.codeActions(uri, 0, 8)).find(({ title }) => /Pin/.test(title)) as CodeAction;
		const cancel = new CancellationTokenSource();
		const resolved = client.connection.sendRequest('codeAction/resolve', pin, cancel.token);
		await asked.promise;
		cancel.cancel();
		await assert.rejects(resolved, (error: ResponseError) => error.code === requestCancelled);
	});
});

test('an edit made while a registry is asked makes the answer stale', { timeout }, async t => {
	const asked = deferred<() => void>();
	const slow = await loopbackServer(t, (_request, response) => asked.resolve(() => response.writeHead(404).end()));
	await withClient({}, async client => {
		await client.open(uri, `FROM ${slow.host}/team/app:1.0\nUSER 65532\n`);
		const pin = (await client.codeActions(uri, 0, 8)).find(({ title }) => /Pin/.test(title)) as CodeAction;
		const resolved = client.request('codeAction/resolve', pin);
		const answer = await asked.promise;
		await client.change(uri, '# new\n', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
		await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 1, character: 1 } });
		answer();
		await assert.rejects(resolved, (error: ResponseError) => error.code === -32801);
	});
});

test('a registry that is not there is named, and the file stays as it is', { timeout }, async () => {
	const host = `127.0.0.1:${await freePort()}`;
	await withClient({}, async client => {
		await client.open(uri, `FROM ${host}/team/app:1.0\nUSER 65532\n`);
		const pin = (await client.codeActions(uri, 0, 8)).find(({ title }) => /Pin/.test(title)) as CodeAction;
		await assert.rejects(
			client.request('codeAction/resolve', pin),
			(error: Error) => error.message.includes(host) && error.message.endsWith('The file is unchanged.'),
		);
		const all = (await client.codeActions(uri, 0, 0, ['source.fixAll']))[0] as CodeAction;
		assert.deepEqual(editsOf((await client.request<CodeAction>('codeAction/resolve', all)).edit, uri).edits, []);
	});
});

test('a server killed in the middle of a request leaves no process and a client that knows', { timeout }, async t => {
	const asked = deferred<void>();
	const hanging = await loopbackServer(t, () => asked.resolve());
	const client = await LspClient.start();
	await client.open(uri, `FROM ${hanging.host}/team/app:1.0\nUSER 65532\n`);
	const pin = (await client.codeActions(uri, 0, 8)).find(({ title }) => /Pin/.test(title)) as CodeAction;
	const closed = new Promise<void>(resolve => client.connection.onClose(resolve));
	void client.request('codeAction/resolve', pin).catch(() => undefined);
	await asked.promise;
	const exit = once(client.process, 'exit');
	client.process.kill('SIGKILL');
	await Promise.all([exit, closed]);
	client.connection.dispose();
	await withClient({ capabilities: pulling }, async next => {
		await next.open(uri, text);
		assert.ok((await next.pull(uri)).length > 0);
	});
});

test('a server whose client goes away ends', { timeout }, async () => {
	const client = await LspClient.start();
	const exit = once(client.process, 'exit');
	client.process.stdin?.end();
	await exit;
	client.connection.dispose();
});
