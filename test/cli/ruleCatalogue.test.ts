import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../../server/src/service/index.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

const folder = process.cwd();
const pages = join(import.meta.dirname, '../../docs/rules');

interface Entry {
	readonly id: string;
	readonly aliases: readonly string[];
	readonly category: string;
	readonly severity: string;
	readonly default: boolean;
	readonly strict: string;
	readonly title: string;
	readonly fix: 'safe' | 'review' | null;
	readonly why: string;
	readonly help: string;
}

async function entries(): Promise<readonly Entry[]> {
	const { code, stdout, stderr } = await drydock(folder, ['rules', '--format', 'json']);
	assert.deepEqual([code, stderr], [0, '']);
	const report = JSON.parse(stdout);
	assert.deepEqual([report.schema, report.tool.name], [1, 'drydock']);
	return report.rules;
}

test('every rule is there once, in the order of ids, with a page that exists', async () => {
	const rules = await entries();
	assert.deepEqual(
		rules.map(({ id }) => id),
		rules.map(({ id }) => id).sort(),
	);
	for (const { id, help, title, why, severity, default: on } of rules) {
		assert.match(help, new RegExp(`/docs/rules/${id}\\.md$`));
		assert.ok(existsSync(join(pages, `${id}.md`)), `docs/rules/${id}.md exists`);
		assert.ok(title.length > 0 && why.length > 0);
		assert.equal(on, severity !== 'off');
	}
});

test('what a fix is worth is what fixes of the examples are worth', async () => {
	const rules = await entries();
	const fixOf = (id: string): string | null | undefined => rules.find(rule => rule.id === id)?.fix;
	assert.deepEqual(['from-as-casing', 'missing-user', 'unpinned-package', 'syntax-error'].map(fixOf), ['safe', 'review', null, null]);
});

test('every id and alias of the list can be switched', async t => {
	const empty = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n' });
	for (const { id, aliases } of await entries()) {
		for (const name of [id, ...aliases])
			assert.deepEqual(await drydock(empty, ['check', 'Dockerfile', '--quiet', '--rule', `${name}=off`]), { code: 0, stdout: '', stderr: '' }, name);
	}
});

test('as text: a line for each rule, columns in line', async () => {
	const { code, stdout } = await drydock(folder, ['rules']);
	assert.equal(code, 0);
	const lines = stdout.trimEnd().split('\n');
	assert.equal(lines.length, rules.length);
	const width = Math.max(...rules.map(({ id }) => id.length));
	for (const line of lines) assert.match(line.slice(width), /^ {2}(?:error|warning|info|hint|off) +(?:fix: (?:safe|review))? +\S/);
});

test('what it cannot do is said', async () => {
	for (const [args, sentence] of [
		[['missing-user'], 'drydock rules takes no names: it lists all rules.'],
		[['--format', 'sarif'], 'The format "sarif" is not one of text, json.'],
		[['--formt', 'json'], 'The option --formt is not known here. Did you mean --format?'],
	] as const)
		assert.deepEqual(await drydock(folder, ['rules', ...args]), { code: 2, stdout: '', stderr: `${sentence}\n` });
});
