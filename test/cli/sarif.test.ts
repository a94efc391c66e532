import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rules } from '../../server/src/service/rules/index.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock, packageVersion } from './drydock.ts';

interface Region {
	readonly startLine: number;
	readonly startColumn: number;
	readonly endLine: number;
	readonly endColumn: number;
}
interface Location {
	readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: Region };
}
interface Notification {
	readonly level: string;
	readonly message: { readonly text: string };
	readonly locations: readonly Location[];
}
interface Run {
	readonly tool: {
		readonly driver: {
			readonly name: string;
			readonly version: string;
			readonly rules: readonly { readonly id: string; readonly helpUri: string; readonly defaultConfiguration: { readonly level: string } }[];
		};
	};
	readonly columnKind: string;
	readonly results: readonly {
		readonly ruleId: string;
		readonly ruleIndex: number;
		readonly level: string;
		readonly message: { readonly text: string };
		readonly locations: readonly Location[];
		readonly relatedLocations?: readonly (Location & { readonly id: number })[];
		readonly suppressions?: readonly { readonly kind: string; readonly location: Location }[];
	}[];
	readonly invocations: readonly {
		readonly executionSuccessful: boolean;
		readonly toolExecutionNotifications: readonly Notification[];
		readonly toolConfigurationNotifications: readonly Notification[];
	}[];
}

async function sarif(folder: string, args: readonly string[], stdin = ''): Promise<Run> {
	const { stdout } = await drydock(folder, ['check', '--format', 'sarif', ...args], { stdin });
	const log = JSON.parse(stdout) as { readonly version: string; readonly $schema: string; readonly runs: readonly [Run] };
	assert.equal(log.version, '2.1.0');
	assert.match(log.$schema, /sarif-2\.1\.0\.json$/);
	assert.equal(log.runs.length, 1);
	return log.runs[0];
}

test('the tool, and every rule once with its page', async t => {
	const { tool, columnKind } = await sarif(temporaryFolder(t), []);
	assert.deepEqual([tool.driver.name, tool.driver.version, columnKind], ['drydock', packageVersion, 'utf16CodeUnits']);
	assert.deepEqual(tool.driver.rules.map(({ id }) => id).sort(), rules.map(({ id }) => id).sort());
	for (const { id, helpUri } of tool.driver.rules) assert.ok(new URL(helpUri).pathname.endsWith(`/docs/rules/${id}.md`), helpUri);
});

test('each result refers to its rule, by name and by index', async () => {
	const { tool, results } = await sarif('/', ['-'], 'FROM debian as x\nADD a b\nWORKDIR app\nCMD npm start\nENV DB_PASSWORD=hunter2\nFRMO x\n');
	assert.ok(results.length >= 6, `${results.length} results.`);
	for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
});

test('regions count lines and columns from 1, in UTF-16 units, and end behind the last one', async () => {
	const { results } = await sarif('/', ['-'], 'FROM scratch\nUSER 1\nLABEL a="🐳" maintainer=x\nCMD npm \\\n  start\n');
	assert.deepEqual(
		results.map(({ ruleId, locations }) => [ruleId, locations[0]?.physicalLocation.region]),
		[
			['maintainer-label', { startLine: 3, startColumn: 14, endLine: 3, endColumn: 24 }],
			['shell-form-command', { startLine: 4, startColumn: 5, endLine: 5, endColumn: 8 }],
		],
	);
});

test('severities become levels', async () => {
	const { results } = await sarif('/', ['-'], 'FROM scratch\nUSER 1\nWORKDIR app\nCMD npm start\nLABEL maintainer=x\nFRMO x\n');
	assert.deepEqual(
		results.map(({ level }) => level),
		['warning', 'note', 'note', 'error'],
	);
});

test('paths are addresses: relative ones stay so, blanks and the like are escaped', async t => {
	const text = 'FROM scratch\nUSER 1\nWORKDIR app\n';
	const folder = temporaryFolder(t, { 'a b/ü#.dockerfile': text });
	const uris = async (...args: string[]): Promise<(string | undefined)[]> =>
		(await sarif(folder, args, text)).results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
	assert.deepEqual(await uris(), ['a%20b/%C3%BC%23.dockerfile']);
	assert.deepEqual(await uris(`${folder}/a b/ü#.dockerfile`), [pathToFileURL(`${folder}/a b/ü#.dockerfile`).href]);
	assert.deepEqual(await uris('-'), ['stdin']);
	assert.deepEqual(await uris('-', '--stdin-path', 'x/Dockerfile'), ['x/Dockerfile']);
});

test('another place that a finding is about', async () => {
	const { results } = await sarif('/', ['-'], 'FROM scratch AS a\nFROM scratch AS A\nUSER 1\n');
	const found = results.find(({ ruleId }) => ruleId === 'duplicate-stage-name');
	assert.deepEqual(
		found?.relatedLocations?.map(({ physicalLocation }) => physicalLocation.region?.startLine),
		[1],
	);
});

test('a silenced finding is told as such, if it is asked for', async () => {
	const text = 'FROM scratch\nUSER 1\n# drydock ignore=DL3000\nWORKDIR app\n';
	assert.deepEqual((await sarif('/', ['-'], text)).results, []);
	const { results } = await sarif('/', ['-', '--show-suppressed'], text);
	assert.deepEqual(
		results.map(({ suppressions }) => suppressions?.map(({ kind, location }) => [kind, location.physicalLocation.region?.startLine])),
		[[['inSource', 3]]],
	);
});

test('a run without trouble was successful', async () => {
	const [invocation] = (await sarif('/', ['-'], 'FROM scratch\n')).invocations;
	assert.deepEqual(invocation, { executionSuccessful: true, toolExecutionNotifications: [], toolConfigurationNotifications: [] });
});

test('a file that cannot be read makes it unsuccessful; the results of the others are there', async t => {
	const folder = temporaryFolder(t, { good: 'FROM scratch\nUSER 1\nWORKDIR app\n' });
	const { results, invocations } = await sarif(folder, ['missing', 'good']);
	assert.deepEqual(
		results.map(({ ruleId }) => ruleId),
		['relative-workdir'],
	);
	assert.equal(invocations[0]?.executionSuccessful, false);
	assert.deepEqual(
		invocations[0]?.toolExecutionNotifications.map(({ level, message, locations }) => [
			level,
			message.text,
			locations[0]?.physicalLocation.artifactLocation.uri,
		]),
		[['error', 'missing does not exist. Check the path.', 'missing']],
	);
});

test('what nobody knew is told: not looked at is not passed', async () => {
	const { invocations } = await sarif('/', ['-'], 'FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN go build\n');
	const [note] = invocations[0]?.toolExecutionNotifications ?? [];
	assert.equal(note?.level, 'note');
	assert.match(note.message.text, /^Not checked: what needs contextFolder \./);
});

test('so is a mistake in a configuration file, at its place', async t => {
	const folder = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n', '.drydock.yaml': 'rules:\n  DL3000: never\n' });
	const [invocation] = (await sarif(folder, [])).invocations;
	assert.equal(invocation?.executionSuccessful, false);
	assert.deepEqual(
		invocation?.toolConfigurationNotifications.map(({ locations }) => locations[0]?.physicalLocation),
		[{ artifactLocation: { uri: '.drydock.yaml' }, region: { startLine: 2, startColumn: 11, endLine: 2, endColumn: 16 } }],
	);
});
