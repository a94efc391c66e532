import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkJson, drydock, linesAndRules, packageVersion } from './drydock.ts';

const pinned = `FROM alpine:3.20@sha256:${'a'.repeat(64)}\n`;

describe('what is wrong with the arguments is said with what may have been meant', () => {
	const sentences: readonly (readonly [string, string])[] = [
		['check --formt json', 'The option --formt is not known here. Did you mean --format?'],
		['check --dry-run', 'The option --dry-run is not known here.'],
		['check --format jsn', 'The format "jsn" is not one of text, json, sarif, github, gitlab, checkstyle. Did you mean json?'],
		['fix --format sarif', 'The format "sarif" is not one of text, json.'],
		['check --fail-on warnings', 'The threshold "warnings" is not one of error, warning, info, hint, never. Did you mean warning?'],
		['check --profile strickt', 'The profile "strickt" is not one of default, strict. Did you mean strict?'],
		['check --rule relative-workdr=off', 'There is no rule "relative-workdr". Did you mean relative-workdir?'],
		['check --rule DL3006=of', 'The severity of DL3006, "of" is not one of error, warning, info, hint, off. Did you mean off?'],
		['check --rule DL3006', '--rule takes ID=error|warning|info|hint|off, not "DL3006".'],
		['check --format', 'The option --format needs a value.'],
		['check --all=x', 'The option --all takes no value.'],
		['check --rule -x', 'The option --rule needs a value; one that begins with a dash is written --rule=VALUE.'],
		['check -z', 'The option -z is not known here.'],
		['check - -', 'Standard input can be read once: name - once.'],
		['check --stdin-path x', '--stdin-path says where standard input belongs: name - as well.'],
		['fix --only from-as-case', 'There is no rule "from-as-case". Did you mean from-as-casing?'],
		['fix --stdin Dockerfile', '--stdin fixes standard input: name no PATH with it.'],
		['refactor . convert-to-multistage', 'There is no refactoring "convert-to-multistage". Did you mean convert-to-multi-stage?'],
		['refactor a b c', 'Name one file and one refactoring: drydock refactor [PATH] [ID].'],
		['rules x', 'drydock rules takes no names: it lists all rules.'],
		['chek', 'There is no command "chek". Did you mean check?'],
		['--verison', 'There is no option "--verison". drydock --help lists what there is.'],
		['constructor', 'There is no command "constructor". drydock --help lists what there is.'],
		['lsp', 'Say how the editor talks to the server: drydock lsp --stdio.'],
	];
	for (const [line, sentence] of sentences) {
		test(`drydock ${line}`, async t => {
			const { stdout, stderr } = await drydock(temporaryFolder(t, { Dockerfile: pinned }), line.split(' '));
			assert.deepEqual([stdout, stderr], ['', `${sentence}\n`]);
		});
	}
});

describe('--rule', () => {
	const text = `${pinned}USER 1\nWORKDIR app\n`;
	const severities = async (...args: string[]): Promise<string[]> =>
		(await checkJson('/', ['-', ...args], { stdin: text })).files.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`));

	test('without it the rule has its own severity', async () => assert.deepEqual(await severities(), ['relative-workdir warning']));
	test('sets a severity', async () => assert.deepEqual(await severities('--rule', 'relative-workdir=error'), ['relative-workdir error']));
	test('switches off', async () => assert.deepEqual(await severities('--rule', 'relative-workdir=off'), []));
	test('takes an id of another tool', async () => assert.deepEqual(await severities('--rule', 'DL3000=hint'), ['relative-workdir hint']));
	test('takes it in any case', async () => assert.deepEqual(await severities('--rule', 'workdirrelativepath=info'), ['relative-workdir info']));
	test('may be given several times', async () =>
		assert.deepEqual(await severities('--rule=DL3000=info', '--rule', 'missing-user=off'), ['relative-workdir info']));
});

describe('--profile strict', () => {
	test('takes a missing digest seriously', async () => {
		const { files } = await checkJson('/', ['-', '--profile', 'strict'], { stdin: 'FROM alpine:3.20\nUSER 1\n' });
		assert.deepEqual(
			files[0]?.findings.map(({ rule, severity }) => [rule, severity]),
			[['base-without-digest', 'warning']],
		);
	});
	test('is beaten by --rule', async () => {
		const { files } = await checkJson('/', ['-', '--profile', 'strict', '--rule', 'base-without-digest=info'], { stdin: 'FROM alpine:3.20\nUSER 1\n' });
		assert.deepEqual(
			files[0]?.findings.map(({ severity }) => severity),
			['info'],
		);
	});
});

describe('suppression', () => {
	const text = `${pinned}USER 1\n# drydock ignore=relative-workdir it is known\nWORKDIR app\n`;

	test('a silenced finding is absent and does not count', async () => {
		const outcome = await checkJson('/', ['-'], { stdin: text });
		assert.deepEqual([linesAndRules(outcome), outcome.code], [[], 0]);
	});
	test('--show-suppressed lists it with its comment, and still it does not count', async () => {
		const outcome = await checkJson('/', ['-', '--show-suppressed'], { stdin: text });
		assert.deepEqual([linesAndRules(outcome), outcome.code], [['4 relative-workdir'], 0]);
		assert.deepEqual(outcome.files[0]?.findings[0]?.suppressedBy, { start: { line: 2, character: 0 }, end: { line: 2, character: 45 } });
	});
	test('--no-inline-ignores switches comments off', async () => {
		const outcome = await checkJson('/', ['-', '--no-inline-ignores'], { stdin: text });
		assert.deepEqual([linesAndRules(outcome), outcome.code], [['4 relative-workdir'], 1]);
		assert.equal(outcome.files[0]?.findings[0]?.suppressedBy, null);
	});
	for (const comment of ['# hadolint ignore=DL3000', '# hadolint ignore=DL3006,DL3000']) {
		test(`${comment} works too`, async () =>
			assert.deepEqual(linesAndRules(await checkJson('/', ['-'], { stdin: `${pinned}USER 1\n${comment}\nWORKDIR app\n` })), []));
	}
	test('# check=skip= works too', async () =>
		assert.deepEqual(linesAndRules(await checkJson('/', ['-'], { stdin: `# check=skip=WorkdirRelativePath\n${pinned}USER 1\nWORKDIR app\n` })), []));
});

describe('help and version', () => {
	test('the version is that of the package', async () => {
		for (const argument of ['--version', '-v', 'version']) assert.equal((await drydock('/', [argument])).stdout, `${packageVersion}\n`);
	});
	test('help names each command and each exit code', async () => {
		const { stdout } = await drydock('/', ['--help']);
		for (const word of ['check', 'fix', 'refactor', 'build', 'layers', 'rules', 'lsp']) assert.match(stdout, new RegExp(`^drydock ${word}\\b`, 'm'));
		assert.match(stdout, /Exit code: 0 .* 1 .* 2 /);
	});
	test('every option that a command takes is in the help', async () => {
		const { commonOptions } = await import('../../server/src/cli/commonOptions.ts');
		const { stdout } = await drydock('/', ['--help']);
		for (const option of [...Object.keys(commonOptions), 'show-suppressed', 'dry-run', 'review', 'only', 'stdin', 'list', 'line', 'stage'])
			assert.match(stdout, new RegExp(`--${option}\\b`));
	});
	test('help asked for after a command is help, and what stands behind -- is a path', async t => {
		const folder = temporaryFolder(t, { '--help': `${pinned}USER 1\n` });
		assert.match((await drydock(folder, ['check', '-h'])).stdout, /^Drydock: /);
		assert.equal((await drydock(folder, ['check', '--', '--help'])).stdout, 'Nothing found in 1 file.\n');
	});
	test('without a command the help goes to standard error', async () => {
		const { stdout, stderr } = await drydock('/', []);
		assert.deepEqual([stdout, stderr], ['', (await drydock('/', ['help'])).stdout]);
	});
});
