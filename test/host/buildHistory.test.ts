import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BuildRequest, BuildEvent as HostEvent } from '../../server/src/host/build.ts';
import { BuildHistory } from '../../server/src/host/buildHistory.ts';
import { contextManifest } from '../../server/src/host/contextManifest.ts';
import { EngineError, findEngine } from '../../server/src/host/engine.ts';
import { ProcessError } from '../../server/src/host/process.ts';
import { recordBuild } from '../../server/src/host/recordBuild.ts';
import { stateFolder } from '../../server/src/host/stateFolder.ts';
import type { BuildRecord } from '../../server/src/image/buildRecord.ts';
import { contextInputs } from '../../server/src/service/contextInputs.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const image = `sha256:${'a'.repeat(64)}`;

function record(history: BuildHistory, dockerfile: string, started = new Date()): BuildRecord {
	return {
		id: history.newId(dockerfile, started),
		dockerfile,
		started: started.toISOString(),
		seconds: 1,
		outcome: 'built',
		tags: ['app:1'],
		imageId: image,
		size: 10,
		engine: 'Docker',
		choice: { uri: 'file:///p/Dockerfile', contextFolder: '/p', tag: 'app:1', secrets: [], argNames: ['V'] },
		text: 'FROM a\n',
		steps: [{ text: 'FROM a', stage: undefined, line: 0, seconds: 0.1, outcome: 'done' }],
		bases: { 0: image },
		argMarks: { V: '01234567' },
		failure: undefined,
		failureLine: undefined,
	};
}

test('records come back newest first, of one Dockerfile or of all, and only their user can read them', async t => {
	const folder = join(temporaryFolder(t), 'state');
	const history = new BuildHistory(folder);
	const first = record(history, '/p/Dockerfile', new Date(1_000));
	const second = record(history, '/p/Dockerfile', new Date(2_000));
	const other = record(history, '/q/Dockerfile', new Date(3_000));
	for (const one of [second, other, first]) await history.put(one, new Map([['a.txt', { size: 1, mode: 0o644, modified: 5.5, hash: 'x' }]]));
	// undefined is not written; reading gives it back
	assert.deepEqual(await history.list('/p/Dockerfile'), [second, first]);
	assert.deepEqual(
		(await history.list()).map(({ id }) => id),
		[other.id, second.id, first.id],
	);
	assert.deepEqual(await history.newest('/p/Dockerfile', 5, second), [first]);
	assert.deepEqual(await history.files(first.id), new Map([['a.txt', { size: 1, mode: 0o644, modified: 5.5, hash: 'x' }]]));
	if (process.platform !== 'win32') {
		for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
			assert.equal(statSync(join(entry.parentPath, entry.name)).mode & 0o777, entry.isFile() ? 0o600 : 0o700, entry.name);
	}
	await history.remove(second.id);
	assert.deepEqual(await new BuildHistory(folder).list('/p/Dockerfile'), [first]);
	assert.equal(await history.files(second.id), undefined);
});

test('what is damaged, foreign or of another name is left out', async t => {
	const folder = temporaryFolder(t);
	const history = new BuildHistory(folder);
	const good = record(history, '/p/Dockerfile');
	const bad = record(history, '/p/Dockerfile');
	const wrong = record(history, '/p/Dockerfile');
	for (const one of [good, bad, wrong]) await history.put(one, new Map());
	const group = join(folder, good.id.slice(0, 16));
	writeFileSync(join(group, `${bad.id}.json`), readFileSync(join(group, `${bad.id}.json`), 'utf8').slice(0, 50));
	writeFileSync(join(group, `${wrong.id}.json`), JSON.stringify({ ...wrong, outcome: 'exploded' }));
	writeFileSync(join(group, 'notes.json'), '{}');
	writeFileSync(join(group, `${good.id}.files`), '{"paths":["a"],"sizes":[]}');
	assert.deepEqual(await history.list(), [good]);
	assert.equal(await history.files(good.id), undefined);
	for (const id of ['', '../../etc/passwd', `${good.id}/..`, bad.id]) assert.equal(await history.get(id), undefined);
	// a record that says it is of another Dockerfile than its place
	writeFileSync(join(group, `${good.id}.json`), JSON.stringify({ ...good, dockerfile: '/q/Dockerfile' }));
	assert.equal(await history.get(good.id), undefined);
});

test('the newest stay; two that are written at once are both there', async t => {
	const history = new BuildHistory(temporaryFolder(t), 5);
	const records = Array.from({ length: 9 }, (_, at) => record(history, '/p/Dockerfile', new Date(at * 1_000)));
	for (const one of records.slice(0, 7)) await history.put(one, undefined);
	await Promise.all(records.slice(7).map(one => history.put(one, new Map())));
	assert.deepEqual(await history.list(), records.slice(4).reverse());
});

test('marks differ where values do, and are the same in the next session', async t => {
	const folder = temporaryFolder(t);
	const mark = await new BuildHistory(folder).marker();
	const later = await new BuildHistory(folder).marker();
	assert.equal(mark('A', '1'), later('A', '1'));
	assert.notEqual(mark('A', '1'), mark('A', '2'));
	assert.notEqual(mark('A', '1'), mark('B', '1'));
	assert.notEqual(mark('A', '1'), (await new BuildHistory(temporaryFolder(t)).marker())('A', '1'));
});

test('the state folder follows the system', () => {
	assert.equal(stateFolder({ XDG_STATE_HOME: '/s' }), join('/s', 'drydock'));
	if (process.platform === 'linux') assert.equal(stateFolder({ HOME: '/home/u' }), '/home/u/.local/state/drydock');
});

test('the files of a context: what is copied, not what is ignored; read again only where they changed', async t => {
	const context = temporaryFolder(t, {
		'.dockerignore': 'node_modules\n*.log\n!keep.log\n',
		'src/a.ts': 'a',
		'src/deep/b.ts': 'b',
		'src/node_modules/c.js': 'c',
		'node_modules/d.js': 'd',
		'x.log': 'x',
		'keep.log': 'k',
		'other/e.ts': 'e',
	});
	symlinkSync('a.ts', join(context, 'src/link'));
	const inputs = ['src', '/k*.log', 'node_modules'].flatMap(source => contextInputs([source]) ?? []);
	const options = { context, dockerfile: join(context, 'Dockerfile'), inputs };
	const files = await contextManifest(options);
	assert.deepEqual(
		[...(files ?? [])].map(([path]) => path),
		['keep.log', 'src/a.ts', 'src/deep/b.ts', 'src/link', 'src/node_modules/c.js'],
	);
	const known = new Map([['src/a.ts', { ...(files?.get('src/a.ts') ?? assert.fail()), hash: 'remembered' }]]);
	assert.equal((await contextManifest({ ...options, known }))?.get('src/a.ts')?.hash, 'remembered');
	utimesSync(join(context, 'src/a.ts'), 1, 1);
	assert.equal((await contextManifest({ ...options, known }))?.get('src/a.ts')?.hash, files?.get('src/a.ts')?.hash);
	assert.equal(await contextManifest({ ...options, mostFiles: 4 }), undefined, 'too many');
	assert.equal(await contextManifest({ ...options, context: join(context, 'none') }), undefined);
	writeFileSync(join(context, 'Dockerfile.dockerignore'), 'src\n');
	assert.deepEqual(
		[...((await contextManifest(options)) ?? [])].map(([path]) => path),
		['keep.log', 'node_modules/d.js'],
	);
});

/** A build whose builder is `run`; what was written is given back. */
async function recorded(
	t: TestContext,
	run: (hear: (event: HostEvent) => void) => Promise<HostEvent & { kind: 'done' | 'error' }>,
	options: { request?: Partial<BuildRequest>; text?: string; inspect?: string } = {},
) {
	const folder = temporaryFolder(t, { 'project/secret.txt': 'first line\nfile-canary\n' });
	const context = join(folder, 'project');
	const text = options.text ?? 'FROM a:1\nARG V\nCOPY $V.txt /x\nRUN echo $V\n';
	fakeProgram(folder, 'docker', options.inspect ?? 'exit 1');
	const engine = await findEngine({ env: { PATH: folder, TOKEN: 'env-canary', FROM_ENV: 'passed-canary' } });
	const history = new BuildHistory(join(folder, 'state'));
	const doc = new DockerfileDocument(text);
	const request = { context, tags: ['app:1'], ...options.request };
	const problems: string[] = [];
	const dockerfile = join(context, 'Dockerfile');
	const result = await recordBuild(history, { engine, request, doc, dockerfile, context, onProblem: message => problems.push(message) }, run).catch(
		error => error,
	);
	const [written] = await history.list();
	const stored = readdirSync(folder, { recursive: true, withFileTypes: true })
		.flatMap(entry => (entry.isFile() && entry.parentPath.includes('state') ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : []))
		.join('\n');
	return { result, written, stored, problems, folder };
}

const step = (number: number, text: string, vertex = `${number}`): HostEvent => ({ kind: 'step', number, total: 3, stage: undefined, text, vertex });
const done = (number: number, cached: boolean, seconds?: number): HostEvent => ({
	kind: 'stepDone',
	number,
	stage: undefined,
	seconds,
	cached,
	vertex: `${number}`,
});

test('nothing that is written has a secret or the value of a build argument in it', async t => {
	const values = { V: 'argument-canary', FROM_ENV: undefined };
	const secrets = [
		{ id: 'one', env: 'TOKEN' },
		{ id: 'two', file: 'secret.txt' },
	];
	const message = 'argument-canary.txt: not found, env-canary, file-canary, passed-canary';
	const { written, stored, problems, folder } = await recorded(
		t,
		async hear => {
			hear(step(1, `FROM docker.io/library/a:1@sha256:${'b'.repeat(64)}`));
			hear(done(1, true));
			hear(step(2, 'COPY argument-canary.txt /x'));
			hear({ kind: 'log', text: 'env-canary', vertex: '2' });
			hear({ kind: 'step', number: 9, total: 9, stage: 'onbuild', text: 'RUN argument-canary', vertex: '9' });
			return { kind: 'error', message, line: 2 };
		},
		{ request: { buildArgs: values, secrets } },
	);
	assert.ok(written, problems.join());
	assert.match(stored, /app:1/);
	assert.doesNotMatch(stored, /canary/);
	assert.equal(written.failure, '$V.txt: not found, (secret one), (secret two), $FROM_ENV');
	assert.deepEqual(written.choice.argNames, ['V', 'FROM_ENV']);
	assert.deepEqual(written.choice.secrets, [
		{ id: 'one', env: 'TOKEN' },
		{ id: 'two', file: join(folder, 'project/secret.txt') },
	]);
	assert.deepEqual(Object.keys(written.argMarks), ['V', 'FROM_ENV']);
	assert.deepEqual(written.steps, [
		{ text: 'FROM a:1', line: 0, stage: undefined, seconds: 0, outcome: 'cached' },
		{ text: 'COPY $V.txt /x', line: 2, stage: undefined, seconds: undefined, outcome: 'failed' },
		{ text: 'RUN', line: undefined, stage: 'onbuild', seconds: undefined, outcome: 'cancelled' },
	]);
	assert.deepEqual(written.bases, { 0: `sha256:${'b'.repeat(64)}` });
});

test('a build that ended well: image, size, steps with seconds, the base that the engine has', async t => {
	const inspect = `case "$5" in ${image}) echo '{"Id":"${image}","Size":1234,"RootFS":{}}';; a:1) echo '{"Id":"sha256:base","RootFS":{}}';; *) exit 1;; esac`;
	const { result, written } = await recorded(
		t,
		async hear => {
			hear(step(1, 'FROM docker.io/library/a:1'));
			hear(done(1, false, 0.1));
			hear(step(2, 'COPY 1.txt /x'));
			hear(done(2, true));
			hear(step(3, 'RUN echo 1'));
			hear(done(3, false, 2.5));
			return { kind: 'done', imageId: image, seconds: 3 };
		},
		{ request: { buildArgs: { V: '1' } }, inspect: inspect.replace('"$5"', '"$6"') },
	);
	assert.equal(result.kind, 'done');
	assert.deepEqual([written?.outcome, written?.imageId, written?.size, written?.tags], ['built', image, 1234, ['app:1']]);
	assert.deepEqual(
		written?.steps.map(({ line, seconds, outcome }) => [line, seconds, outcome]),
		[
			[0, 0.1, 'done'],
			[2, 0, 'cached'],
			[3, 2.5, 'done'],
		],
	);
	assert.deepEqual(written?.bases, { 0: 'id:sha256:base' });
});

test('cancelled in the middle is recorded; never begun is not; what was thrown goes on', async t => {
	const aborted = new ProcessError('aborted', 'docker', 'Cancelled.');
	const cancelled = await recorded(t, async hear => {
		hear(step(1, 'FROM a:1'));
		throw aborted;
	});
	assert.equal(cancelled.result, aborted);
	assert.equal(cancelled.written?.outcome, 'cancelled');
	const absent = new EngineError('stopped', 'Docker did not answer.');
	const never = await recorded(t, async () => {
		throw absent;
	});
	assert.equal(never.result, absent);
	assert.equal(never.written, undefined);
});

test('a history that cannot be written is told, and the build is as it was', async t => {
	const folder = temporaryFolder(t);
	const state = join(folder, 'state');
	mkdirSync(state);
	writeFileSync(join(state, 'builds'), 'a file where a folder should be');
	chmodSync(state, 0o755);
	fakeProgram(folder, 'docker', 'exit 1');
	const engine = await findEngine({ env: { PATH: folder } });
	const problems: string[] = [];
	const build = {
		engine,
		request: { context: folder },
		doc: new DockerfileDocument('FROM scratch\n'),
		dockerfile: join(folder, 'Dockerfile'),
		context: folder,
	};
	const last = { kind: 'done' as const, imageId: image, seconds: 1 };
	const result = await recordBuild(new BuildHistory(join(state, 'builds')), { ...build, onProblem: message => problems.push(message) }, async () => last);
	assert.equal(result, last);
	assert.match(problems.join(), /^The build is not in the history\. /);
});
