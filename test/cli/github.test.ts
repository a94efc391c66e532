import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

async function annotations(folder: string, ...args: string[]): Promise<string[]> {
	return (await drydock(folder, ['check', '--format', 'github', ...args])).stdout.split('\n').slice(0, -1);
}

test('a command for each finding, with its lines and columns', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\nWORKDIR app\n' });
	assert.deepEqual(await annotations(folder), [
		'::warning file=Dockerfile,line=3,endLine=3,col=9,endColumn=11,title=relative-workdir::app is relative to the working directory of the base image.',
	]);
});

test('severities become the three that there are', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\nWORKDIR app\nCMD npm start\nLABEL maintainer=x\nFRMO x\n' });
	assert.deepEqual(
		(await annotations(folder)).map(line => `${/^::(\w+) /.exec(line)?.[1]} ${/title=([\w-]+)/.exec(line)?.[1]}`),
		['warning relative-workdir', 'notice shell-form-command', 'notice maintainer-label', 'error unknown-instruction'],
	);
});

test('columns are left out where a finding goes over lines', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\nCMD npm \\\n  start\n' });
	assert.match((await annotations(folder))[0] ?? '', /^::notice file=Dockerfile,line=3,endLine=4,title=/);
});

test('what would end a property or the command is escaped', async t => {
	const folder = temporaryFolder(t, { 'a,b:c%d/Dockerfile': 'FROM scratch\nUSER 1\nWORKDIR 50%0A,x:y\n' });
	assert.deepEqual(await annotations(folder), [
		'::warning file=a%2Cb%3Ac%25d/Dockerfile,line=3,endLine=3,col=9,endColumn=17,title=relative-workdir::50%250A,x:y is relative to the working directory of the base image.',
	]);
});

test('a lone carriage return in a message does not end the command', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\nWORKDIR a\rb\n' });
	const [line = '', ...others] = await annotations(folder);
	assert.deepEqual(others, []);
	assert.doesNotMatch(line, /\r/);
	assert.match(line, /a%0Db/);
});

test('silenced findings are no annotations', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n# drydock ignore=DL3000\nWORKDIR app\n' });
	assert.deepEqual(await annotations(folder, '--show-suppressed'), []);
});

test('a file that cannot be read is an error', async t => {
	assert.deepEqual(await annotations(temporaryFolder(t), 'a,b'), ['::error file=a%2Cb::a,b does not exist. Check the path.']);
});

test('so is a mistake in a configuration file, at its line', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n', '.drydock.yaml': 'rules:\n  DL3000: never\n' });
	const [line = '', ...others] = await annotations(folder);
	assert.deepEqual(others, []);
	assert.match(line, /^::error file=\.drydock\.yaml,line=2::The severity of DL3000 should be one of error, warning, info, hint, off\./);
});
