import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsAt, analyze, applyEdits, DockerfileDocument, defaultSettings, FactReading, FactStore, resolveAction } from '../../server/src/service/index.ts';

const context = () => ({ facts: new FactReading(new FactStore()), settings: defaultSettings });
const report = (text: string, settings = {}) => analyze(new DockerfileDocument(text), { ...context(), settings: { ...defaultSettings, ...settings } }).findings;
const loud = (text: string, rule: string) => report(text).filter(finding => finding.rule.id === rule && !finding.suppressedBy).length;

for (const [comment, silent] of [
	['# drydock ignore=untagged-base-image for now', 1],
	['# hadolint ignore=DL3008,DL3006', 1],
	['# hadolint shell=bash ignore=dl3006', 1],
	['# trivy:ignore:AVD-DS-0001', 1],
	['#trivy:ignore:DS001', 1],
	['# tally ignore=DL3006;reason=x', 1],
	['# dockerfile-utils: ignore', 1],
	['# drydock ignore=latest-base-image', 0],
	['# a comment about ignore=DL3006', 0],
] as const) {
	test(`${comment} silences ${silent ? 'the next instruction only' : 'nothing here'}`, () => {
		assert.equal(loud(`FROM alpine AS a\n${comment}\nFROM alpine\nUSER 1`, 'untagged-base-image'), 2 - silent);
	});
}

test('comments for the whole file', () => {
	for (const comment of ['# drydock global ignore=DL3006', '# hadolint global ignore=DL3006', '# checkov:skip=CKV_DOCKER_7: because']) {
		assert.equal(loud(`FROM alpine AS a\nFROM alpine\n${comment}\nUSER 1`, 'untagged-base-image'), 0, comment);
	}
	assert.equal(loud('# check=skip=MaintainerDeprecated;error=true\nFROM a:1\nMAINTAINER x', 'maintainer-instruction'), 0);
	assert.equal(loud('FROM a:1\n# check=skip=MaintainerDeprecated // why\nMAINTAINER x', 'maintainer-instruction'), 0);
});

test('comments can be switched off', () => {
	assert.equal(report('# drydock global ignore=DL3006\nFROM alpine', { inlineIgnores: false }).filter(finding => finding.suppressedBy).length, 0);
});

function choose(text: string, offset: number, id: RegExp): string {
	const doc = new DockerfileDocument(text);
	const found = actionsAt(doc, { start: offset, end: offset }, context()).find(({ action }) => id.test(action.id));
	assert(found, `an action ${id}`);
	return applyEdits(text, resolveAction(doc, { start: offset, end: offset }, found.action.id, context())?.edits ?? []);
}

test('ignore here, merged with what is there', () => {
	const once = choose('FROM a:1\r\n  FROM alpine\r\nUSER 1', 18, /untagged.*ignore-here/);
	assert.equal(once, 'FROM a:1\r\n  # drydock ignore=untagged-base-image\r\n  FROM alpine\r\nUSER 1');
	assert.equal(
		choose('# drydock ignore=missing-user a reason\nFROM alpine', 45, /untagged.*ignore-here/),
		'# drydock ignore=missing-user,untagged-base-image a reason\nFROM alpine',
	);
});

test('ignore in the file goes below directives, which must stay on top', () => {
	assert.equal(
		choose('# syntax=docker/dockerfile:1\nFROM alpine', 36, /untagged.*ignore-in-file/),
		'# syntax=docker/dockerfile:1\n# drydock global ignore=untagged-base-image\nFROM alpine',
	);
	assert.equal(choose('FROM alpine\n', 6, /untagged.*ignore-in-file/), '# drydock global ignore=untagged-base-image\nFROM alpine\n');
});

test('severities by id, by alias, and by profile', () => {
	const severity = (text: string, rule: string, settings: object) => report(text, settings).find(finding => finding.rule.id === rule)?.severity;
	assert.equal(severity('FROM alpine', 'untagged-base-image', { rules: { dl3006: 'error' } }), 'error');
	assert.equal(severity('FROM alpine', 'untagged-base-image', { rules: { 'untagged-base-image': 'off' } }), undefined);
	assert.equal(severity('FROM a:1', 'base-without-digest', {}), 'hint');
	assert.equal(severity('FROM a:1', 'base-without-digest', { profile: 'strict' }), 'warning');
	const apt = 'FROM a:1\nRUN apt-get install -y x && pip install y';
	assert.equal(report(apt, { rules: { DL3008: 'off' } }).filter(finding => finding.rule.id === 'unpinned-package').length, 1);
});
