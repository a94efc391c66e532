import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock } from './drydock.ts';

interface Issue {
	readonly description: string;
	readonly check_name: string;
	readonly fingerprint: string;
	readonly severity: string;
	readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}

async function issues(folder: string, args: readonly string[] = []): Promise<readonly Issue[]> {
	return JSON.parse((await drydock(folder, ['check', '--format', 'gitlab', ...args])).stdout) as readonly Issue[];
}

test('what GitLab reads, for each finding', async t => {
	const folder = temporaryFolder(t, { 'a/Dockerfile': 'FROM debian:12\nUSER 65532\nCMD npm \\\n  start\nFRMO x\n' });
	const [first, ...others] = await issues(folder, ['./a', '--rule', 'base-without-digest=off']);
	assert.match(first?.fingerprint ?? '', /^[\da-f]{32}$/);
	assert.deepEqual(
		{ ...first, fingerprint: '' },
		{
			description: 'CMD in shell form: signals go to the shell, not to the program.',
			check_name: 'shell-form-command',
			fingerprint: '',
			severity: 'minor',
			location: { path: 'a/Dockerfile', lines: { begin: 3, end: 4 } },
		},
	);
	assert.deepEqual(
		others.map(({ check_name, severity }) => [check_name, severity]),
		[['unknown-instruction', 'critical']],
	);
});

test('a fingerprint stays when lines move, and differs for the same line twice', async t => {
	const before = await issues(temporaryFolder(t, { Dockerfile: 'FROM debian\nUSER 65532\nWORKDIR x\nFROM debian\nWORKDIR  x\n' }));
	const after = await issues(temporaryFolder(t, { Dockerfile: '# new\n\nFROM debian\nUSER 65532\nWORKDIR x\nFROM debian\nWORKDIR x\n' }));
	assert.deepEqual(
		after.map(({ fingerprint }) => fingerprint),
		before.map(({ fingerprint }) => fingerprint),
	);
	assert.equal(new Set(before.map(({ fingerprint }) => fingerprint)).size, before.length);
});

test('nothing found is an empty list; what could not be read, or is wrong in a configuration, is an issue', async t => {
	assert.deepEqual(await issues(temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n' })), []);
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n', '.drydock.yaml': 'profile: default\nrulez: {}\n' });
	assert.deepEqual(
		(await issues(folder, ['missing', 'Dockerfile'])).map(({ severity, location }) => [severity, location.path, location.lines.begin]),
		[
			['blocker', 'missing', 1],
			['blocker', '.drydock.yaml', 2],
		],
	);
});
