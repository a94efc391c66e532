import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { type BuildEvent, planBuild, runBuild } from '../../server/src/host/build.ts';
import { findEngine } from '../../server/src/host/engine.ts';
import { docker } from '../../server/src/image/docker.ts';
import { podman } from '../../server/src/image/podman.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { allSteps } from '../../server/src/service/steps.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

test('a plan names variables and never holds their values', () => {
	process.env['DRYDOCK_TEST_TOKEN'] = 's3cret';
	const plan = planBuild({
		engine: docker(),
		builder: 'buildkit',
		context: '.',
		tags: ['a:1'],
		buildArgs: { HTTP_PROXY: undefined, V: '1' },
		secrets: [{ id: 't', env: 'DRYDOCK_TEST_TOKEN' }],
	});
	delete process.env['DRYDOCK_TEST_TOKEN'];
	assert.deepEqual(plan.envNames, ['DRYDOCK_TEST_TOKEN', 'HTTP_PROXY']);
	assert.doesNotMatch(JSON.stringify(plan), /s3cret/);
	assert.deepEqual(plan.args, [
		'build',
		'--progress=plain',
		'-t',
		'a:1',
		'--build-arg',
		'HTTP_PROXY',
		'--build-arg',
		'V=1',
		'--secret',
		'id=t,env=DRYDOCK_TEST_TOKEN',
		'--',
		'.',
	]);
});

test('nothing of a plan is text for a shell', () => {
	const plan = planBuild({ engine: podman(), builder: 'buildah', context: '$(touch x); `y`', buildArgs: { A: '"; rm -rf / #' } });
	assert.deepEqual(plan.args, ['build', '--build-arg', 'A="; rm -rf / #', '--', '$(touch x); `y`']);
});

test('the old builder has no secrets, and says so', () => {
	assert.throws(() => planBuild({ engine: docker(), builder: 'classic', context: '.', secrets: [{ id: 't', env: 'T' }] }), {
		kind: 'refused',
		message: "Docker's old builder has no secrets. Install the buildx plugin.",
	});
});

async function built(t: TestContext, script: string, options: { dockerfile?: string; signal?: AbortSignal } = {}) {
	const folder = temporaryFolder(t);
	// The arguments that the builder was given, one a line, and its way to the --iidfile or --metadata-file.
	fakeProgram(
		folder,
		'docker',
		`
case "$1 $2" in "buildx version") ${script.includes('metadata') ? 'exit 0' : 'exit 1'};; version*) echo '{"Client":{"Version":"20.10.24"}}'; exit 0;; esac
printf '%s\\n' "$@" > '${folder}/args'
while [ $# -gt 0 ]; do case "$1" in --iidfile) id="$2";; --metadata-file) metadata="$2";; esac; shift; done
${script}`,
	);
	const events: BuildEvent[] = [];
	const engine = await findEngine({ env: { PATH: `${folder}:/usr/bin:/bin` } });
	const steps = allSteps(new DockerfileDocument(options.dockerfile ?? 'FROM a\n'));
	const last = await runBuild(
		engine,
		{ context: folder, tags: ['a:1'] },
		{ onEvent: event => events.push(event), steps, ...(options.signal ? { signal: options.signal } : {}) },
	);
	return { last, events, args: readFileSync(`${folder}/args`, 'utf8').split('\n') };
}

const hex = 'a'.repeat(64);

test('steps come as events, and the last one has the image', async t => {
	const { last, events, args } = await built(t, `echo '#5 [1/1] FROM a'; echo '#5 DONE 0.1s' >&2; echo sha256:${hex} > "$id"`);
	assert(last.kind === 'done');
	assert.equal(last.imageId, `sha256:${hex}`);
	assert(last.seconds > 0);
	assert.deepEqual(events.map(event => event.kind).sort(), ['done', 'step', 'stepDone']);
	assert.equal(existsSync(args[args.indexOf('--iidfile') + 1] ?? ''), false, 'the id file is gone');
});

test('buildx tells the image in its metadata; its id file holds another digest', async t => {
	const { last } = await built(t, `echo sha256:${'b'.repeat(64)} > "$id"; echo '{"containerimage.digest":"sha256:${hex}"}' > "$metadata"`);
	assert(last.kind === 'done');
	assert.equal(last.imageId, `sha256:${hex}`);
});

test('a failed build has its line', async t => {
	const { last, events } = await built(t, `echo ' > [2/2] RUN false:' >&2; echo 'executor failed running [false]: exit code: 1' >&2; exit 1`, {
		dockerfile: 'FROM a\nRUN false\n',
	});
	assert.deepEqual(last, { kind: 'error', message: 'executor failed running [false]: exit code: 1', line: 1 });
	assert.deepEqual(events.at(-1), last);
});

test('an engine that is stopped is no failed build', async t => {
	await assert.rejects(built(t, 'echo "Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?" >&2; exit 1'), {
		kind: 'stopped',
		message: /^Docker did not answer at unix:\/\/\/x\.sock\./,
	});
});

test('an engine that stops in the middle is no failed build either', async t => {
	for (const said of [
		'unexpected EOF',
		'cannot write /tmp/drydock-build-1/id because server did not provide an image ID',
		'ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
		'ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
	])
		await assert.rejects(built(t, `echo '#5 [2/2] RUN make'; echo '${said}' >&2; exit 1`), {
			kind: 'stopped',
			message: 'Docker stopped in the middle of the build. Start it, then build again.',
		});
});

test('a step that speaks of connections is a step that failed', async t => {
	for (const said of [
		'curl: (7) Failed to connect to db port 5432: Connection refused',
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
	]) {
		const { last } = await built(
			t,
			`echo '#5 [2/2] RUN false'; echo '#5 0.1 ${said}'; echo ' > [2/2] RUN false:' >&2; echo 'executor failed running [false]: exit code: 7' >&2; exit 1`,
			{ dockerfile: 'FROM a\nRUN false\n' },
		);
		assert.deepEqual(last, { kind: 'error', message: 'executor failed running [false]: exit code: 7', line: 1 });
	}
});

test('a client that is killed says nothing, and that is said', async t => {
	const { last } = await built(t, `echo 'Step 1/1 : FROM a'; echo ' ---> 12345'; kill -9 $$`);
	assert.deepEqual(last, { kind: 'error', message: 'docker was ended by a signal (status 137) before the image was built. Build again.', line: 0 });
});

test('a program that is no builder', async t => {
	for (const script of ['echo Hello', 'true', 'echo Hello > "$id"'])
		await assert.rejects(built(t, script), {
			kind: 'nonsense',
			message: '"docker build" ended well and did not say which image it made: is it really Docker?',
		});
});

test('broken metadata are none', async t => {
	const { last } = await built(t, `echo sha256:${hex} > "$id"; echo '{' > "$metadata"`);
	assert(last.kind === 'done');
	assert.equal(last.imageId, `sha256:${hex}`);
});

test('a build can be cancelled', async t => {
	await assert.rejects(built(t, 'exec sleep 60', { signal: AbortSignal.timeout(300) }), { name: 'ProcessError', kind: 'aborted' });
});
