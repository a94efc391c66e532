import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { problemText } from '../../server/src/host/configLayer.ts';
import { readDrydockConfig } from '../../server/src/host/drydockConfig.ts';
import { readHadolintConfig } from '../../server/src/host/hadolintConfig.ts';

const said = (text: string, read = readDrydockConfig): string[] => read(text, '/p/c.yaml').problems.map(problem => problemText('c.yaml', problem));

test('all that a project may say', () => {
	const { layer, problems } = readDrydockConfig(
		'# ours\nprofile: strict\ntrustedRegistries: [ghcr.io, registry.example.com]\nrules:\n  missing-user: off\n  DL3006: error\n  invalid-port: warning\n  SC2086: off\n  tally/no-such: off\n',
		'c.yaml',
	);
	assert.deepEqual(problems, []);
	assert.deepEqual(layer, {
		profile: 'strict',
		trustedRegistries: ['ghcr.io', 'registry.example.com'],
		rules: { 'missing-user': 'off', DL3006: 'error', 'invalid-port': 'warning', SC2086: 'off', 'tally/no-such': 'off' },
		overrides: [],
	});
});

test('the example of the docs is true', () => {
	const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
	const { layer, problems } = readDrydockConfig(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '', 'c');
	assert.deepEqual(problems, []);
	assert.deepEqual([Object.keys(layer.rules), layer.profile, layer.overrides.length], [['missing-user', 'DL3006'], 'strict', 1]);
	assert.deepEqual(
		['services/legacy/x/Dockerfile', 'a.dev.Dockerfile', 'services/Dockerfile'].map(path => layer.overrides[0]?.matches(path)),
		[true, true, false],
	);
});

test('an empty file says nothing', () => {
	for (const text of ['', '# only this\n', '---\n', 'rules:\nprofile: default\n'])
		assert.deepEqual([readDrydockConfig(text, 'c').problems, readDrydockConfig(text, 'c').layer.rules], [[], {}], text);
});

test('what is wrong is said with its place and what to do, and the rest counts', () => {
	assert.deepEqual(said('rules:\n  missing-usr: off\n'), ['c.yaml:2:3: There is no rule "missing-usr". Did you mean missing-user?']);
	assert.deepEqual(said('rules:\n  zzzzzzzzzzzzzzzzzzz: off\n'), ['c.yaml:2:3: There is no rule "zzzzzzzzzzzzzzzzzzz". drydock rules lists them all.']);
	assert.deepEqual(said('rulez: {}\n'), ['c.yaml:1:1: "rulez" is not known here. Did you mean rules?']);
	assert.deepEqual(said('zzzzzzzzzz: {}\n'), [
		'c.yaml:1:1: "zzzzzzzzzz" is not known here. Known are rules, profile, trustedRegistries, labels, strictLabels, failOn, overrides.',
	]);
	assert.deepEqual(said('profile: strct\n'), ['c.yaml:1:10: profile should be one of default, strict. Did you mean strict?']);
	assert.deepEqual(said('rules:\n  missing-user: 3\n'), ['c.yaml:2:17: The severity of missing-user should be one of error, warning, info, hint, off.']);
	assert.deepEqual(said('rules: [a]\n'), ['c.yaml:1:8: rules should be a mapping of names to values.']);
	assert.deepEqual(said('- a\n'), ['c.yaml:1:1: The file should be a mapping of names to values.']);
	assert.deepEqual(said('labels: { a: ulr }\n'), [
		'c.yaml:1:14: The form of a should be one of text, url, rfc3339, semver, hash, spdx, email. Did you mean url?',
	]);
	assert.deepEqual(said('strictLabels: 1\n'), ['c.yaml:1:15: strictLabels should be true or false.']);
	assert.deepEqual(said('trustedRegistries: { a: b }\n'), ['c.yaml:1:20: trustedRegistries should be a list.']);
	assert.deepEqual(said('trustedRegistries: [1]\n'), ['c.yaml:1:21: trustedRegistries should be a list of texts.']);
	assert.deepEqual(said('overrides: [{ rules: {} }]\n'), ['c.yaml:1:13: An entry of overrides needs paths: patterns such as "services/**/Dockerfile".']);
	assert.deepEqual(said('overrides: [{ paths: ["[a"] }]\n')[0], 'c.yaml:1:23: "[a" is not a valid pattern.');
	const { layer } = readDrydockConfig('rules: { missing-usr: off, root-user: off }\nprofile: 3\n', 'c');
	assert.deepEqual(layer, { rules: { 'root-user': 'off' }, overrides: [] });
});

test('a project may not say which program runs or which server is asked', () => {
	for (const key of ['engine', 'enginePath', 'shellcheck.path', 'registry', 'mirrors', 'configFile', 'offline'])
		assert.match(said(`${key}: x\n`)[0] ?? '', /^c\.yaml:1:1: ".*" may not stand in a project's file: .* Put it into your own settings\.$/, key);
});

test('what is no YAML counts as nothing, with the place', () => {
	const broken = readDrydockConfig('rules:\n  missing-user: off\n bad: [\n', '/p/c.yaml');
	assert.deepEqual(broken.layer.rules, {});
	assert.ok(broken.problems.length > 0 && broken.problems.every(problem => problem.broken));
	assert.match(problemText('c.yaml', broken.problems[0] as never), /^c\.yaml:\d+:\d+: This is not valid YAML: .*\.$/);
	assert.deepEqual(said('a: 1\na: 2\n'), ['c.yaml:2:1: This is not valid YAML: Map keys must be unique.']);
	assert.deepEqual(said('profile: strict\n---\nprofile: default\n'), [
		'c.yaml:2:1: The file should be one YAML document: take out what follows the line "---".',
	]);
	assert.ok(said('['.repeat(20_000)).length > 0, 'nor does depth end the process');
});

test('a byte order mark, line ends of Windows, anchors and a key named __proto__', () => {
	assert.deepEqual(said('\uFEFFprofile: strict\r\nrulez: {}\r\n'), ['c.yaml:2:1: "rulez" is not known here. Did you mean rules?']);
	assert.deepEqual(said('\uFEFFrulez: {}\n'), ['c.yaml:1:1: "rulez" is not known here. Did you mean rules?']);
	const { layer, problems } = readDrydockConfig('overrides:\n  - paths: a\n    rules: &r { missing-user: off }\n  - paths: b\n    rules: *r\n', 'c');
	assert.deepEqual([problems, layer.overrides.map(({ rules }) => rules)], [[], [{ 'missing-user': 'off' }, { 'missing-user': 'off' }]]);
	assert.equal(said('rules: { __proto__: off }\n').length, 1);
});

test('what a file of hadolint says, as far as it has a meaning here', () => {
	const { layer, problems } = readHadolintConfig(
		'failure-threshold: error\nformat: tty\nlabel-schema: { author: text, url: url, x: rawtext }\nstrict-labels: true\nignored: [DL3008, SC1010]\noverride:\n  style: [DL3007]\n  info: DL3025\n  error: [DL3008]\ntrustedRegistries: [docker.io]\ndisable-ignore-pragma: true\n',
		'c',
	);
	assert.deepEqual(problems, []);
	assert.deepEqual(layer, {
		rules: { DL3008: 'off', SC1010: 'off', DL3007: 'hint', DL3025: 'info' },
		overrides: [],
		trustedRegistries: ['docker.io'],
		inlineIgnores: false,
		labels: { author: 'text', url: 'url', x: 'text' },
		strictLabels: true,
		failOn: 'error',
	});
	const failOn = (text: string) => readHadolintConfig(text, 'c').layer.failOn;
	assert.deepEqual(
		['style', 'none', 'ignore', 'info'].map(level => failOn(`failure-threshold: ${level}\n`)),
		['hint', 'never', 'never', 'info'],
	);
	assert.deepEqual([failOn('no-fail: true\nfailure-threshold: error\n'), failOn('no-fail: false\n')], ['never', undefined]);
	assert.deepEqual(said('label-schema: { a: b }\n', readHadolintConfig), [
		'c.yaml:1:20: The form of a should be one of text, url, rfc3339, semver, hash, spdx, email.',
	]);
	assert.deepEqual(said('disable-ignore-pragma: maybe\n', readHadolintConfig), ['c.yaml:1:24: disable-ignore-pragma should be true or false.']);
});
