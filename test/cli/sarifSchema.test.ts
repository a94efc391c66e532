/** What `--format sarif` prints is SARIF: by the schema of OASIS, and by what code scanning does with it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { schemaErrors, schemaNamed } from '../support/schema.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

interface Replacement {
	readonly deletedRegion: { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number };
	readonly insertedContent: { readonly text: string };
}
interface Result {
	readonly ruleId: string;
	readonly partialFingerprints: { readonly primaryLocationLineHash: string };
	readonly fixes?: readonly {
		readonly description: { readonly text: string };
		readonly artifactChanges: readonly { readonly artifactLocation: { readonly uri: string }; readonly replacements: readonly Replacement[] }[];
	}[];
}

async function sarif(folder: string, ...args: readonly string[]): Promise<{ readonly log: unknown; readonly results: readonly Result[] }> {
	const { stdout } = await drydock(folder, ['check', '--format', 'sarif', ...args]);
	const log = JSON.parse(stdout) as { readonly runs: readonly [{ readonly results: readonly Result[] }] };
	return { log, results: log.runs[0].results };
}

suite('SARIF', () => {
	const schema = schemaNamed('sarif-2.1.0');

	test('the schema refuses what is none', () => assert.notDeepEqual(schemaErrors(schema, { version: '2.1.0', runs: [{ results: [{}] }] }), []));

	test('the examples, with every rule and what is silenced', async () => {
		const { log, results } = await sarif(join(import.meta.dirname, '../../examples'), '--all', '--show-suppressed');
		assert.ok(results.length > 20);
		assert.deepEqual(schemaErrors(schema, log), []);
	});

	test('nothing found, a file that is missing, a configuration that is wrong, a name with everything', async t => {
		const folder = temporaryFolder(t, {
			'a %"ä#?.dockerfile': 'FROM debian\n# drydock ignore=x\nRUN \\\n\n x\n',
			'b/Dockerfile': 'FROM scratch\n',
			'b/.drydock.yaml': 'a: b\n',
		});
		for (const args of [['b'], ['missing'], ['.', '--all', '--show-suppressed']])
			assert.deepEqual(schemaErrors(schema, (await sarif(folder, ...args)).log), []);
	});

	test('a fix says what it does, and whether it must be looked at', async t => {
		const folder = temporaryFolder(t, { 'a b/Dockerfile': 'FROM scratch\nUSER 1\nADD  x /x\nCMD a b\nMAINTAINER me\nRUN sudo x' });
		const { results } = await sarif(folder, '--rule', 'missing-healthcheck=off');
		const fixes = Object.fromEntries(results.map(({ ruleId, fixes: [fix] = [] }) => [ruleId, fix]));
		assert.deepEqual(fixes['add-instead-of-copy'], {
			description: { text: 'Use COPY' },
			artifactChanges: [
				{
					artifactLocation: { uri: 'a%20b/Dockerfile' },
					replacements: [{ deletedRegion: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 4 }, insertedContent: { text: 'COPY' } }],
				},
			],
		});
		assert.match(fixes['shell-form-command']?.description.text ?? '', /\(to be reviewed\)$/);
		assert.equal(fixes['shell-form-command']?.artifactChanges[0]?.replacements.length, 4);
	});

	test('a fingerprint stays when lines move', async t => {
		const text = 'FROM debian\nUSER 65532\nWORKDIR x\nFROM debian\nWORKDIR  x\n';
		const of = async (whole: string): Promise<readonly string[]> =>
			(await sarif(temporaryFolder(t, { Dockerfile: whole }))).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
		const before = await of(text);
		assert.deepEqual(await of(`# moved\n\n${text}`), before);
		assert.equal(new Set(before).size, before.length);
		for (const fingerprint of before) assert.match(fingerprint, /^[\da-f]{16}:\d+$/);
	});
});
