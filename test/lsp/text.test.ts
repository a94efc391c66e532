import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, TextEdit } from 'vscode-languageserver';
import { applied, pulling, withClient } from '../support/lspClient.ts';

const timeout = 30_000;
const uri = 'file:///nowhere/Dockerfile';
const options = { tabSize: 4, insertSpaces: true };

test('hovers explain an instruction, a flag, and a rule that a comment names', { timeout }, () =>
	withClient({}, async client => {
		await client.open(uri, '# drydock ignore=from-as-casing\nFROM --platform=linux/amd64 debian:12 as base\n\nUSER 65532\n');
		const hover = async (line: number, character: number): Promise<string | undefined> => {
			const found = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
			return found ? (found.contents as { value: string }).value : undefined;
		};
		assert.match((await hover(1, 1)) ?? '', /FROM/);
		assert.match((await hover(1, 8)) ?? '', /platform/);
		assert.match((await hover(0, 20)) ?? '', /from-as-casing/);
		assert.equal(await hover(2, 0), undefined);
		await client.connection.sendNotification('drydock/otherTools', { containerTools: true });
		assert.equal(await hover(1, 1), undefined);
		assert.match((await hover(0, 20)) ?? '', /from-as-casing/);
	}),
);

async function formatted(text: string): Promise<string> {
	let result = '';
	await withClient({}, async client => {
		await client.open(uri, text);
		result = applied(text, await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options }));
	});
	return result;
}

test('formats indentation and takes blanks from empty lines', { timeout }, async () => {
	assert.equal(
		await formatted('  FROM debian:12\n   \nRUN true \\\n&& false \\\n  # why\n\t&& true\n'),
		'FROM debian:12\n\nRUN true \\\n    && false \\\n    # why\n    && true\n',
	);
});

test('leaves here-documents alone, those too that dockerfile-utils does not see', { timeout }, async () => {
	const text = 'FROM debian:12\nRUN 3<<EOF cat /dev/fd/3\n  one\n\ttwo   \n   \nEOF\nCOPY <<-"A" <<B /x/\n\t\t one\n\tA\n  two\nB\n';
	assert.equal(await formatted(text), text);
	assert.equal(await formatted(`${text}  USER 65532\n`), `${text}USER 65532\n`);
});

test('leaves a word or a quoted text that goes on in the next line as it is, and formats the rest', { timeout }, async () => {
	const text = 'FROM debian:12\nRUN apt-\\\nget update\nRUN echo "a \\\n  b"\n';
	assert.equal(await formatted(`${text}  USER 65532\n`), `${text}USER 65532\n`);
});

test('formats a range, and the line after a typed continuation', { timeout }, () =>
	withClient({}, async client => {
		const text = 'FROM debian:12\n  RUN true \\\n&& false\n  USER 65532\n';
		await client.open(uri, text);
		const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 3 } };
		const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument: { uri }, range, options });
		assert.equal(applied(text, edits), 'FROM debian:12\nRUN true \\\n    && false\n  USER 65532\n');
		const typed = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
			textDocument: { uri },
			position: { line: 1, character: 12 },
			ch: '\\',
			options,
		});
		assert.equal(applied(text, typed), 'FROM debian:12\n  RUN true \\\n    && false\n  USER 65532\n');
	}),
);

test('offers formatting only while no other extension does', { timeout }, () => {
	const dynamic = { dynamicRegistration: true };
	const capabilities = { ...pulling, textDocument: { ...pulling.textDocument, formatting: dynamic, rangeFormatting: dynamic, onTypeFormatting: dynamic } };
	return withClient({ capabilities }, async client => {
		assert.equal(client.initialized?.capabilities.documentFormattingProvider, undefined);
		await client.until(() => client.registered.includes('textDocument/formatting'));
		await client.connection.sendNotification('drydock/otherTools', { containerTools: true });
		await client.until(() => !client.registered.includes('textDocument/formatting'));
		await client.connection.sendNotification('drydock/otherTools', {});
		await client.until(() => client.registered.includes('textDocument/formatting'));
	});
});
