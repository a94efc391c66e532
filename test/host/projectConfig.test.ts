import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProjectConfig } from '../../server/src/host/projectConfig.ts';
import { defaultSettings, type Settings } from '../../server/src/service/index.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const rulesOf = async (config: ProjectConfig, path: string, above: Partial<Settings> = {}): Promise<Settings['rules']> =>
	(await config.settingsFor(path, defaultSettings, above)).settings.rules;

test('without a file the settings are those that were given', async t => {
	const config = new ProjectConfig({ cwd: temporaryFolder(t) });
	assert.deepEqual(await config.settingsFor('Dockerfile', defaultSettings), { settings: defaultSettings, failOn: undefined, problems: [], files: [] });
});

test('the nearest file of each kind counts, and ours wins over that of hadolint', async t => {
	const folder = temporaryFolder(t, {
		'.hadolint.yaml': 'ignored: [DL3006]\noverride: { error: [DL3007] }\n',
		'.drydock.yaml': 'rules: { missing-user: off }\n',
		'a/b/.drydock.yml': 'rules: { DL3006: error }\n',
	});
	const config = new ProjectConfig({ cwd: folder });
	assert.deepEqual(await rulesOf(config, 'Dockerfile'), { DL3006: 'off', DL3007: 'error', 'missing-user': 'off' });
	assert.deepEqual(await rulesOf(config, 'a/Dockerfile'), { DL3006: 'off', DL3007: 'error', 'missing-user': 'off' });
	assert.deepEqual(await rulesOf(config, 'a/b/c/Dockerfile'), { DL3007: 'error', DL3006: 'error' });
	const { files } = await config.settingsFor('a/b/Dockerfile', defaultSettings);
	assert.deepEqual(files, [join(folder, '.hadolint.yaml'), join(folder, 'a/b/.drydock.yml')]);
});

test('looking upwards ends at the repository, and else at the current folder', async t => {
	const folder = temporaryFolder(t, { '.drydock.yaml': 'rules: { missing-user: off }\n', 'repository/a/Dockerfile': '', 'plain/a/Dockerfile': '' });
	mkdirSync(join(folder, 'repository/.git'));
	const from = (cwd: string): ProjectConfig => new ProjectConfig({ cwd: join(folder, cwd) });
	assert.deepEqual(await rulesOf(from('.'), 'repository/a/Dockerfile'), {}, 'the file above belongs to somebody else');
	assert.deepEqual(await rulesOf(from('.'), 'plain/a/Dockerfile'), { 'missing-user': 'off' });
	assert.deepEqual(await rulesOf(from('plain'), 'a/Dockerfile'), {});
	assert.deepEqual(await rulesOf(from('plain'), join(folder, 'repository/a/Dockerfile')), {});
	assert.deepEqual(await rulesOf(from('repository'), join(folder, 'Dockerfile')), { 'missing-user': 'off' }, 'its own folder is always looked into');
});

test('what is said above the files wins, by whichever name', async t => {
	const folder = temporaryFolder(t, { '.drydock.yaml': 'profile: strict\nrules: { untagged-base-image: off, DL3007: off }\n' });
	const config = new ProjectConfig({ cwd: folder });
	const { settings } = await config.settingsFor('Dockerfile', defaultSettings, { rules: { DL3006: 'error' }, profile: 'default', inlineIgnores: false });
	assert.deepEqual(settings.rules, { DL3007: 'off', DL3006: 'error' });
	assert.equal(settings.profile, 'default');
	assert.equal(settings.inlineIgnores, false);
	assert.equal((await config.settingsFor('Dockerfile', defaultSettings)).settings.profile, 'strict');
});

test('overrides hold for the files they name, the last one first', async t => {
	const folder = temporaryFolder(t, {
		'.drydock.yaml': [
			'rules: { missing-user: error }',
			'overrides:',
			'  - paths: [services, "**/*.dev"]',
			'    rules: { missing-user: off }',
			'  - paths: services/api/Dockerfile',
			'    profile: strict',
			'    rules: { missing-user: hint }',
		].join('\n'),
	});
	const config = new ProjectConfig({ cwd: folder });
	for (const [path, severity, profile] of [
		['Dockerfile', 'error', 'default'],
		['Dockerfile.dev', 'off', 'default'],
		['x/app.dev', 'off', 'default'],
		['services/Dockerfile', 'off', 'default'],
		['services/web/Dockerfile', 'off', 'default'],
		['services/api/Dockerfile', 'hint', 'strict'],
	] as const) {
		const { settings, problems } = await config.settingsFor(path, defaultSettings);
		assert.deepEqual([problems, settings.rules['missing-user'], settings.profile], [[], severity, profile], path);
	}
});

test('a named file replaces all others, and its name says of which kind it is', async t => {
	const folder = temporaryFolder(t, {
		'.drydock.yaml': 'rules: { missing-user: off }\n',
		'ci/strict.yaml': 'profile: strict\n',
		'ci/hadolint.ci.yaml': 'ignored: DL3006\n',
	});
	const named = (file: string): ProjectConfig => new ProjectConfig({ cwd: folder, file });
	const { settings } = await named('ci/strict.yaml').settingsFor('Dockerfile', defaultSettings);
	assert.deepEqual([settings.profile, settings.rules], ['strict', {}]);
	assert.deepEqual(await rulesOf(named('ci/hadolint.ci.yaml'), 'Dockerfile'), { DL3006: 'off' });
	const [missing] = await named('ci/none.yaml').problemsOfNamed();
	assert.deepEqual([missing?.broken, missing?.range, missing?.message], [true, undefined, `${join(folder, 'ci/none.yaml')} does not exist. Check the path.`]);
});

test('a file is read once, and its problems are the same objects for every Dockerfile', async t => {
	const folder = temporaryFolder(t, { '.drydock.yaml': 'nonsense: 1\n' });
	const config = new ProjectConfig({ cwd: folder });
	const [first, second] = [await config.settingsFor('a/Dockerfile', defaultSettings), await config.settingsFor('b/Dockerfile', defaultSettings)];
	assert.equal(first.problems.length, 1);
	assert.equal(first.problems[0], second.problems[0]);
});

test('a folder of that name and a file that is no text are said, and the rest goes on', async t => {
	const folder = temporaryFolder(t, { 'a/.drydock.yaml/x': '', 'b/.drydock.yaml': Uint8Array.of(0x72, 0xff, 0xfe) });
	const config = new ProjectConfig({ cwd: folder });
	const [a] = (await config.settingsFor('a/Dockerfile', defaultSettings)).problems;
	assert.match(a?.message ?? '', /a.\.drydock\.yaml is a folder\. Name a file in it\.$/);
	const [b] = (await config.settingsFor('b/Dockerfile', defaultSettings)).problems;
	assert.match(b?.message ?? '', /is not valid UTF-8 in line 1\. Save it as UTF-8\.$/);
});
