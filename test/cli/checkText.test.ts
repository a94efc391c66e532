import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock, type Surroundings } from './drydock.ts';

const base = 'FROM scratch\nUSER 1\n';

async function textOf(stdin: string, args: readonly string[] = [], surroundings: Surroundings = {}): Promise<string> {
	return (await drydock('/', ['check', '-', ...args], { stdin, ...surroundings })).stdout;
}

test('place, severity, rule and message; the line with a caret; the fix', async t => {
	const folder = temporaryFolder(t, { 'api/Dockerfile': `${base}WORKDIR app\nADD x /x\n` });
	const { stdout } = await drydock(folder, ['check']);
	assert.equal(
		stdout,
		`api/Dockerfile:3:9 warning relative-workdir app is relative to the working directory of the base image.
    WORKDIR app
            ^^^
    fix (to be reviewed): Use /app
api/Dockerfile:4:1 warning add-instead-of-copy ADD is used for local files: COPY says what happens.
    ADD x /x
    ^^^
    fix: Use COPY
2 warnings in 1 file.
`,
	);
});

describe('the caret stands under the place', () => {
	/** The source line and the caret line under it. */
	const drawn = async (line: string): Promise<[string, string]> => {
		const lines = (await textOf(`${base}${line}\n`)).split('\n');
		return [lines[1] ?? '', lines[2] ?? ''];
	};
	const under = ([source, caret]: readonly [string, string]): string => source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1);

	test('behind spaces', async () => assert.equal(under(await drawn('   WORKDIR   app')), 'app'));
	test('behind tabs, which stay tabs', async () => assert.deepEqual(await drawn('\tWORKDIR\tapp'), ['    \tWORKDIR\tapp', '    \t       \t^^^']));
	test('in a long line, of which a part is shown', async () => {
		const [source, caret] = await drawn(`LABEL ${Array.from({ length: 250 }, (_, n) => `x${n}=1 `).join('')}maintainer=me`);
		assert.equal(under([source, caret]), 'maintainer');
		assert.ok(source.length < 200, `${source.length} characters are shown.`);
	});
	test('before a line end of Windows', async () => assert.deepEqual(await drawn('WORKDIR app\r'), ['    WORKDIR app', '            ^^^']));
	test('to the end of the line where the place goes on', async () => {
		const lines = (await textOf('FROM scratch\nUSER 1\nCMD npm \\\n  start\n')).split('\n');
		assert.deepEqual(lines.slice(1, 3), ['    CMD npm \\', '        ^^^^^']);
	});
});

test('control characters of a file do not reach the terminal', async t => {
	const folder = temporaryFolder(t, { 'a\u001B[31m.dockerfile': `${base}WORKDIR a\u001B]0;x\u0007\u202Eb\n` });
	const { stdout } = await drydock(folder, ['check'], { terminal: true, env: { NO_COLOR: '1' } });
	assert.match(stdout, /WORKDIR a\uFFFD\]0;x\uFFFD\uFFFDb/);
	assert.doesNotMatch(stdout, /[\u001B\u0007\u202E]/);
});

describe('the last line counts', () => {
	const last = async (stdin: string, args: readonly string[] = []): Promise<string | undefined> => (await textOf(stdin, args)).split('\n').at(-2);

	test('nothing', async () => assert.equal(await last(base), 'Nothing found in 1 file.'));
	test('each severity', async () =>
		assert.equal(
			await last(`${base}WORKDIR a\nADD b c\nCMD npm start\nENTRYPOINT npm start\nLABEL maintainer=x\nFRMO x\n`),
			'1 error, 2 warnings, 2 info, 1 hint in 1 file.',
		));
	test('files that could be read', async t => {
		const { stdout } = await drydock(temporaryFolder(t, { a: base, b: base }), ['check', 'a', 'b', 'missing']);
		assert.equal(stdout, 'Nothing found in 2 files.\n');
	});
});

test('what was not checked is said before it', async () => {
	const lines = (await textOf('FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN go build\n')).split('\n');
	assert.equal(lines.at(-3), 'not checked: what needs contextFolder ., siblingFile -.dockerignore');
});

test('--quiet leaves a line for each finding', async () => {
	assert.equal(
		await textOf(`${base}WORKDIR app\nCMD npm start\n`, ['--quiet']),
		'-:3:9 warning relative-workdir app is relative to the working directory of the base image.\n' +
			'-:4:5 info shell-form-command CMD in shell form: signals go to the shell, not to the program.\n',
	);
	assert.equal(await textOf(base, ['-q']), '');
});

test('a silenced finding says where it is silenced', async () => {
	const [line] = (await textOf(`${base}# drydock ignore=DL3000\nWORKDIR app\n`, ['--show-suppressed'])).split('\n');
	assert.match(line ?? '', /^-:4:9 warning relative-workdir .* \(silenced in line 3\)$/);
});

describe('colours', () => {
	const colored = /\u001B\[33mwarning\u001B\[0m/;
	const stdin = `${base}WORKDIR app\n`;

	test('on a terminal', async () => assert.match(await textOf(stdin, [], { terminal: true }), colored));
	test('the same text as without', async () => assert.equal((await textOf(stdin, [], { terminal: true })).replace(/\u001B\[\d*m/g, ''), await textOf(stdin)));
	for (const [what, args, surroundings] of [
		['in a file or a pipe', [], {}],
		['with --no-color', ['--no-color'], { terminal: true }],
		['with NO_COLOR', [], { terminal: true, env: { NO_COLOR: '1' } }],
		['in JSON', ['--format', 'json'], { terminal: true }],
		['in SARIF', ['--format', 'sarif'], { terminal: true }],
		['in annotations', ['--format', 'github'], { terminal: true }],
	] as const) {
		test(`none ${what}`, async () => assert.doesNotMatch(await textOf(stdin, args, surroundings), /\u001B/));
	}
});
