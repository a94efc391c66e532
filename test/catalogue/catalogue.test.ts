import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DockerfileDocument, defaultSettings, FactReading, FactStore, fixAll, rules } from '../../server/src/service/index.ts';
import { findingsOf } from '../support/marked.ts';

for (const rule of rules) {
	test(`${rule.id}: says what, why, and why so loud`, () => {
		assert.match(rule.id, /^[a-z]+(-[a-z]+)*$/);
		assert.match(rule.title, /^[A-Z].*[^.]$/, 'the title is a phrase');
		assert.match(rule.why, /https:\/\//, 'the reason has a source');
		assert.ok(rule.defaultBecause?.endsWith('.'), 'the default has a reason');
		assert.ok(rule.examples.length > 0, 'there is an example');
		assert.ok(existsSync(new URL(`../rules/${rule.id}.test.ts`, import.meta.url)), `test/rules/${rule.id}.test.ts exists`);
	});

	for (const [index, { bad, good, facts, settings: own }] of rule.examples.entries()) {
		test(`${rule.id}: example ${index + 1} is true`, () => {
			const options = { ...(facts ? { facts } : {}), ...(own ? { settings: own } : {}) };
			const found = findingsOf(rule.id, bad, options);
			assert.equal(found.length, 1, 'the bad example gives one finding');
			assert.match(found[0]?.message ?? '', /^\S.*[.?]$/s, 'the message is a sentence');
			assert.deepEqual(findingsOf(rule.id, good, options), [], 'the good example gives none');
			assert.deepEqual(new DockerfileDocument(good).syntax.problems, []);
			const safe = found[0]?.actions.some(action => action.safety === 'safe');
			const settings = { ...defaultSettings, ...own, rules: { [rule.id]: 'warning' as const } };
			const fixed = fixAll(bad, { facts: new FactReading(new FactStore(facts)), settings, only: [rule.id] });
			assert.equal(fixed.text, safe ? good : bad, 'a safe fix turns bad into good; without one nothing is touched');
		});
	}
}

test('ids are unique, and no alias is the id of another rule', () => {
	const ids = rules.map(rule => rule.id);
	assert.deepEqual([...new Set(ids)], ids);
});

test('docs/differences.json speaks of ids that rules have, and says of the others why there is no rule', () => {
	const differences = JSON.parse(readFileSync(new URL('../../docs/differences.json', import.meta.url), 'utf8')) as readonly Record<string, string>[];
	const known = new Set(rules.flatMap(({ aliases }) => aliases));
	for (const entry of differences) {
		assert.deepEqual(Object.keys(entry), ['tool', 'id', 'direction', 'condition', 'why']);
		assert.match(entry['direction'] ?? '', /^(?:more|fewer|elsewhere|none)$/);
		for (const sentence of [entry['condition'], entry['why']]) assert.match(sentence ?? '', /\.$/);
		assert.equal(known.has(entry['id'] ?? ''), entry['direction'] !== 'none', entry['id']);
	}
});
