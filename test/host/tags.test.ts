import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { projectVersion } from '../../server/src/host/projectVersion.ts';
import { defaultTag } from '../../server/src/host/tags.ts';
import { need } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** Git must not find a repository above the temporary folder. */
const env = { ...process.env, GIT_CEILING_DIRECTORIES: '/tmp', GIT_CONFIG_GLOBAL: '/dev/null' };

/** File, its text, the version and the name. */
const manifests: readonly (readonly [string, string, string | undefined, string?])[] = [
	['package.json', '{"name":"x","version":"2.3.4"}', '2.3.4', 'x'],
	['package.json', '{"name":"@team/shop","version":"2.3.4"}', '2.3.4', 'shop'],
	['package.json', '{"name":"x"}', undefined, 'x'],
	['package.json', 'null', undefined],
	['package.json', 'broken', undefined],
	['pyproject.toml', '[build-system]\nversion = "9"\n[project]\nname = "x"\nversion = "1.0.1" # now\n', '1.0.1', 'x'],
	['pyproject.toml', "[tool.poetry]\nversion = '0.4.0'\n", '0.4.0'],
	[
		'Cargo.toml',
		'[dependencies]\nserde = { version = "1" }\n[package]\nname = "crab"\nversion = "0.7.2"\n[[bin]]\nname = "y"\nversion = "8"\n',
		'0.7.2',
		'crab',
	],
	['Cargo.toml', '[[bin]]\nversion = "8"\n', undefined],
	[
		'pom.xml',
		'<project><parent><version>9</version></parent><!-- <version>8</version> --><artifactId>x</artifactId><version>1.4</version><dependencies><dependency><version>7</version></dependency></dependencies></project>',
		'1.4',
		'x',
	],
	['Shop.Web.csproj', '<Project><PropertyGroup><!-- <Version>9</Version> --><Version>3.1.0</Version></PropertyGroup></Project>', '3.1.0', 'Shop.Web'],
	['Shop.csproj', '<Project><PropertyGroup><VersionPrefix>3.2.0</VersionPrefix></PropertyGroup></Project>', '3.2.0', 'Shop'],
	['Shop.csproj', '<Project><PropertyGroup><Version>$(V)</Version></PropertyGroup></Project>', undefined],
	['go.mod', 'module example.com/team/shop/v2\n', undefined, 'shop'],
	['pom.xml', '<project><version>${revision}</version></project>', undefined],
	['pom.xml', '<project><parent><version>9</version></parent></project>', undefined],
];

for (const [file, text, version, name] of manifests) {
	test(`${file}: ${text.slice(0, 50).replaceAll('\n', ' ')}`, async t => {
		const found = await projectVersion(temporaryFolder(t, { [file]: text }), env);
		assert.deepEqual(found, version === undefined ? { name, version: '0.1.0', source: 'default' } : { name, version, source: file });
	});
}

function repository(t: TestContext, files: Readonly<Record<string, string>>): { folder: string; git: (...args: string[]) => string } {
	const folder = temporaryFolder(t, { ...files, 'x.txt': 'x' });
	const git = (...args: string[]): string =>
		execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { encoding: 'utf8', env }).trim();
	git('init', '-q');
	git('add', '.');
	git('commit', '-q', '-m', 'x');
	return { folder, git };
}

test('without a manifest git names the version', async t => {
	if (!need(t, 'git')) return;
	const { folder, git } = repository(t, {});
	assert.deepEqual(await projectVersion(folder, env), { name: undefined, version: `0.1.0-${git('rev-parse', '--short=7', 'HEAD')}`, source: 'git' });
});

test("a Go module's version is its tag", async t => {
	if (!need(t, 'git')) return;
	const { folder, git } = repository(t, { 'go.mod': 'module example.com/x\n' });
	git('tag', 'v1.5.0');
	assert.deepEqual(await projectVersion(folder, env), { name: 'x', version: 'v1.5.0', source: 'git' });
});

test('the folder and the version make a tag that is free and is not latest', async t => {
	const folder = join(temporaryFolder(t, { 'My Shop/package.json': '{"version":"1.2.3"}', 'Moving/package.json': '{"version":"latest"}' }));
	assert.deepEqual(await defaultTag(join(folder, 'My Shop'), [], env), { reference: 'my-shop:1.2.3', source: 'package.json' });
	assert.deepEqual(await defaultTag(join(folder, 'My Shop'), ['my-shop:1.2.3', 'localhost/my-shop:1.2.4'], env), {
		reference: 'my-shop:1.2.5',
		source: 'package.json',
	});
	assert.equal((await defaultTag(join(folder, 'Moving'), [], env)).reference, 'moving:0.1.0');
	const named = temporaryFolder(t, { 'package.json': '{"name":"@team/Shop_Front","version":"2.0.0"}' });
	assert.equal((await defaultTag(named, [], env)).reference, 'shop_front:2.0.0');
	mkdirSync(join(folder, '+++'));
	assert.equal((await defaultTag(join(folder, '+++'), [], env)).reference, 'image:0.1.0');
});
