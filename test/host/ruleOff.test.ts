import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDrydockConfig } from '../../server/src/host/drydockConfig.ts';
import { ruleOff } from '../../server/src/host/ruleOff.ts';

function off(text: string, id = 'missing-user'): string | undefined {
	const change = ruleOff(text, id);
	if (!change) return undefined;
	const result = text.slice(0, change.start) + change.newText + text.slice(change.end);
	const { layer, problems } = readDrydockConfig(result, 'c');
	assert.deepEqual([layer.rules[id], problems], ['off', []], result);
	return result;
}

for (const [before, after] of [
	['', 'rules:\n  missing-user: off\n'],
	['# only this', '# only this\nrules:\n  missing-user: off\n'],
	['profile: strict\r\n', 'profile: strict\r\nrules:\r\n  missing-user: off\r\n'],
	['profile: strict', 'profile: strict\nrules:\n  missing-user: off\n'],
	['rules:\n  root-user: hint # why\nprofile: strict\n', 'rules:\n  root-user: hint # why\n  missing-user: off\nprofile: strict\n'],
	['rules:\n    root-user: hint\n\n# end\n', 'rules:\n    root-user: hint\n    missing-user: off\n\n# end\n'],
	['rules:\n  missing-user: error # why\n  root-user: off', 'rules:\n  missing-user: off # why\n  root-user: off'],
	['rules: { root-user: hint } # why\n', 'rules: { root-user: hint, missing-user: off } # why\n'],
	['rules: {}\n', 'rules: { missing-user: off }\n'],
	['rules:\nprofile: strict\n', 'rules:\n  missing-user: off\nprofile: strict\n'],
	[
		'overrides:\n  - paths: a\n    rules:\n      missing-user: hint\n',
		'overrides:\n  - paths: a\n    rules:\n      missing-user: hint\nrules:\n  missing-user: off\n',
	],
] as const) {
	test(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => assert.equal(off(before), after));
}

test('a file that cannot be read, or is none of that kind, is left to a person', () => {
	for (const text of ['rules: [', '- a\n', 'a\n', 'rules: [a]\n', '{ profile: strict }\n']) assert.equal(off(text), undefined, text);
});
