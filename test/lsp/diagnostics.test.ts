import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver';
import { pulling, pushing, withClient } from '../support/lspClient.ts';

const timeout = 30_000;
const uri = 'file:///nowhere/Dockerfile';
const sloppy = 'FROM debian as base\nUSER 65532\n';

function codes(diagnostics: readonly Diagnostic[]): string[] {
	return diagnostics.map(({ code }) => String(code)).sort();
}

test('pushes on open and on each edit, clears on close, and does not offer pull', { timeout }, () =>
	withClient({}, async client => {
		assert.equal(client.initialized?.capabilities.diagnosticProvider, undefined);
		await client.open(uri, sloppy);
		const [casing] = (await client.pushedFor(uri)).filter(({ code }) => code === 'from-as-casing');
		assert.deepEqual(casing?.range, { start: { line: 0, character: 12 }, end: { line: 0, character: 14 } });
		assert.equal(casing?.source, 'drydock');
		assert.match(casing?.codeDescription?.href ?? '', /docs\/rules\/from-as-casing\.md$/);
		await client.change(uri, 'AS', casing?.range);
		assert.ok(!codes(await client.pushedFor(uri)).includes('from-as-casing'));
		await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
		await client.until(() => client.pushed.at(-1)?.version === undefined && client.pushed.at(-1)?.diagnostics.length === 0);
	}),
);

test('answers pulls, and then never pushes', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		assert.ok(client.initialized?.capabilities.diagnosticProvider);
		await client.open(uri, sloppy);
		assert.ok(codes(await client.pull(uri)).includes('from-as-casing'));
		await client.change(uri, 'FROM debian:12 AS base\nUSER 65532\n');
		assert.ok(!codes(await client.pull(uri)).includes('from-as-casing'));
		await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
		assert.deepEqual(await client.pull(uri), []);
		assert.deepEqual(client.pushed, []);
	}),
);

test('what the builder refuses is said, and nothing that only dockerfile-utils refuses', { timeout }, () =>
	withClient({}, async client => {
		await client.open(
			uri,
			'FROM debian:12\nRUN 3<<EOF\nnot an instruction\nEOF\nADD --unpack a.tar /\nHEALTHCHECK --interval=0s --retries=0 CMD true\nSTOPSIGNAL nonsense\nUSER 65532\n',
		);
		const errors = (await client.pushedFor(uri)).filter(({ severity }) => severity === 1);
		assert.deepEqual(
			errors.map(({ code, range }) => [code, range.start.line]),
			[['invalid-stop-signal', 6]],
		);
	}),
);

test('settings count at once: severity, off, enable, profile', { timeout }, () =>
	withClient({ settings: { rules: { 'from-as-casing': 'error' } } }, async client => {
		await client.open(uri, sloppy);
		assert.equal((await client.pushedFor(uri)).find(({ code }) => code === 'from-as-casing')?.severity, 1);
		const change = async (settings: unknown): Promise<void> => {
			client.settings = settings;
			await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		};
		await change({ rules: { FromAsCasing: 'off' } });
		await client.pushedFor(uri, 1, diagnostics => diagnostics.length > 0 && !codes(diagnostics).includes('from-as-casing'));
		await change({ enable: false });
		await client.pushedFor(uri, 1, diagnostics => diagnostics.length === 0);
		await change({});
		await client.pushedFor(uri, 1, diagnostics => codes(diagnostics).includes('from-as-casing'));
	}),
);

test('settings that are wrong are named in the log, and the rest of them counts', { timeout }, () =>
	withClient(
		{ settings: { rules: { 'from-as-casing': 'off', 'no-such-rule': 'off', 'missing-user': 'loud' }, profile: 3, offline: 'yes', registry: [] } },
		async client => {
			await client.open(uri, 'FROM debian:12 as base\nCMD ["x"]\n');
			const found = codes(await client.pushedFor(uri));
			assert.ok(found.includes('missing-user') && !found.includes('from-as-casing'));
			const log = client.log.join('\n');
			for (const said of [
				/no rule "no-such-rule"/,
				/drydock\.rules\.missing-user should be one of .*not "loud"/,
				/drydock\.profile should be one of default, strict, not 3/,
				/drydock\.offline should be true or false/,
				/drydock\.registry should be an object, not a list/,
			])
				assert.match(log, said);
			assert.deepEqual(client.shown, []);
		},
	),
);

test('a client that cannot be asked sends its settings', { timeout }, () =>
	withClient(
		{ capabilities: { textDocument: pushing.textDocument ?? {} }, initializationOptions: { settings: { rules: { 'from-as-casing': 'off' } } } },
		async client => {
			await client.open(uri, sloppy);
			assert.ok(!codes(await client.pushedFor(uri)).includes('from-as-casing'));
			await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { drydock: { rules: {} } } });
			await client.pushedFor(uri, 1, diagnostics => codes(diagnostics).includes('from-as-casing'));
		},
	),
);

test('is silent where another extension says the same, unless told otherwise', { timeout }, () =>
	withClient({ initializationOptions: { otherTools: { dockerDx: true } } }, async client => {
		await client.open(uri, sloppy);
		const silent = codes(await client.pushedFor(uri));
		assert.ok(!silent.includes('from-as-casing') && silent.includes('untagged-base-image'), String(silent));
		assert.ok(!(await client.codeActions(uri, 0, 13)).some(({ title }) => title === 'Write AS'));
		await client.connection.sendNotification('drydock/otherTools', {});
		await client.pushedFor(uri, 1, diagnostics => codes(diagnostics).includes('from-as-casing'));
		await client.connection.sendNotification('drydock/otherTools', { dockerDx: true });
		await client.pushedFor(uri, 1, diagnostics => !codes(diagnostics).includes('from-as-casing'));
		client.settings = { overlap: 'report' };
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		await client.pushedFor(uri, 1, diagnostics => codes(diagnostics).includes('from-as-casing'));
	}),
);

test('an untitled document is as good as any', { timeout }, () =>
	withClient({}, async client => {
		await client.open('untitled:Untitled-1', sloppy);
		assert.ok(codes(await client.pushedFor('untitled:Untitled-1')).includes('from-as-casing'));
	}),
);

test('places are right behind characters of two units and a lone carriage return', { timeout }, () =>
	withClient({ capabilities: pulling }, async client => {
		await client.open(uri, '# 🚢🚢\r# e\u0301\nFROM debian:12 as 🚢\nUSER 65532\n');
		// An editor counts a line at the lone "\r"; for the builder the first line goes on.
		const casing = (await client.pull(uri)).find(({ code }) => code === 'from-as-casing');
		assert.deepEqual(casing?.range, { start: { line: 2, character: 15 }, end: { line: 2, character: 17 } });
	}),
);

test('ten megabytes, NUL bytes and lone surrogates are only texts', { timeout: 120_000 }, () =>
	withClient({ capabilities: pulling }, async client => {
		const large = `FROM debian:12 as base\n${'ENV greeting="hello there"\n'.repeat(390_000)}USER 65532\n`;
		await client.open('file:///nowhere/large/Dockerfile', large);
		assert.ok(codes(await client.pull('file:///nowhere/large/Dockerfile')).includes('from-as-casing'));
		await client.open('file:///nowhere/binary/Dockerfile', '\u007fELF\u0000\u0001\ud800\udfff\ud83d\r\u0000\nFROM\u0000 x\n'.repeat(2_000));
		assert.ok((await client.pull('file:///nowhere/binary/Dockerfile')).length > 0);
		await client.open(uri, sloppy);
		assert.ok(codes(await client.pull(uri)).includes('from-as-casing'));
	}),
);
