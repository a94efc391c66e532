import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

async function checkstyle(folder: string, args: readonly string[] = []): Promise<string> {
	return (await drydock(folder, ['check', '--format', 'checkstyle', ...args])).stdout;
}

test('a file for each Dockerfile with findings, an error for each finding', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n', 'a/Dockerfile': 'FROM debian\nUSER 65532\nCMD "a" <b & c\n' });
	assert.equal(
		await checkstyle(folder),
		`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
	<file name="a/Dockerfile">
		<error line="1" column="6" severity="warning" message="The image debian has no tag: it means whatever latest is at the time of the build." source="drydock.untagged-base-image"/>
		<error line="3" column="5" severity="info" message="CMD in shell form: signals go to the shell, not to the program." source="drydock.shell-form-command"/>
	</file>
</checkstyle>
`,
	);
});

test('what XML forbids is written otherwise', async t => {
	const folder = temporaryFolder(t, { 'a&"<\u0001.dockerfile': 'FROM scratch\nUSER 1\nWORKDIR x<y>&z\u0007\n' });
	const text = await checkstyle(folder);
	assert.match(text, /<file name="a&amp;&quot;&lt;\uFFFD\.dockerfile">/);
	assert.match(text, /message="[^"<>]*x&lt;y&gt;&amp;z\uFFFD[^"<>]*"/);
	assert.doesNotMatch(text, /[\u0000-\u0008]/);
});

test('what could not be read, or is wrong in a configuration, is an error', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n', '.drydock.yaml': 'profile: default\nrulez: {}\n' });
	const text = await checkstyle(folder, ['missing', 'Dockerfile']);
	assert.match(text, /<file name="missing">\n\t\t<error line="1" column="1" severity="error"/);
	assert.match(text, /<file name="\.drydock\.yaml">\n\t\t<error line="2" column="1" severity="error"/);
});
