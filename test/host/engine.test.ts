import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type EngineChoice, type EngineError, findEngine } from '../../server/src/host/engine.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

async function engineThat(t: TestContext, script: string, choice: Partial<EngineChoice> = {}, name = 'docker') {
	const folder = temporaryFolder(t);
	fakeProgram(folder, name, script);
	return findEngine({ env: { PATH: `${folder}:/usr/bin:/bin` }, engine: name, ...choice });
}

async function failure(running: Promise<unknown>): Promise<EngineError> {
	return running.then(
		() => assert.fail('it should have failed'),
		error => error as EngineError,
	);
}

test('no engine at all', async t => {
	const env = { PATH: temporaryFolder(t) };
	const { kind, message } = await failure(findEngine({ env }));
	assert.deepEqual(
		[kind, message],
		['absent', 'Neither docker nor podman nor nerdctl was found on PATH. Install one, or read an archive of an image: that needs no engine.'],
	);
	assert.match((await failure(findEngine({ env, engine: 'podman' }))).message, /^podman was not found on PATH\./);
	assert.match((await failure(findEngine({ env, engine: 'rkt' }))).message, /^The engine "rkt" is not supported\. Choose docker, podman, nerdctl or auto\.$/);
});

test('docker goes before podman, and the setting before both', async t => {
	const folder = temporaryFolder(t);
	for (const name of ['docker', 'podman']) fakeProgram(folder, name, 'true');
	const env = { PATH: folder };
	const found = await Promise.all([findEngine({ env }), findEngine({ env, engine: 'podman' }), findEngine({ env, enginePath: `${folder}/podman` })]);
	assert.deepEqual(
		found.map(engine => [engine.dialect.name, engine.program]),
		[
			['docker', `${folder}/docker`],
			['podman', `${folder}/podman`],
			['podman', `${folder}/podman`],
		],
	);
});

test('a path that leads nowhere', async () => {
	const engine = await findEngine({ env: { PATH: '' }, enginePath: '/nowhere/docker' });
	const { kind, message } = await failure(engine.layers('x:1'));
	assert.deepEqual([kind, message], ['absent', 'Docker was not found at /nowhere/docker. Install it, or correct drydock.enginePath.']);
});

test('an engine that is stopped is named with its socket', async t => {
	const said = [
		['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 'unix:///var/run/docker.sock'],
		[
			'error during connect: this error may indicate that the docker daemon is not running: Get "http://host:2375/v1.24/version": dial tcp: refused',
			'http://host:2375/v1.24/version',
		],
		['failed to connect to the docker API at unix:///run/user/1000/docker.sock; check if the path is correct', 'unix:///run/user/1000/docker.sock'],
	] as const;
	for (const [stderr, socket] of said) {
		const { kind, message } = await failure((await engineThat(t, `echo '${stderr}' >&2; exit 1`)).layers('x:1'));
		assert.deepEqual([kind, message], ['stopped', `Docker did not answer at ${socket}. Start it, or read an archive of the image: that needs no engine.`]);
	}
});

test('a registry that refuses a connection is no engine that is stopped', async t => {
	const refused = 'dial tcp 127.0.0.1:5000: connect: connection refused';
	const ofDocker = await engineThat(t, `echo 'Error response from daemon: Get "http://localhost:5000/v2/": ${refused}' >&2; exit 1`);
	assert.equal((await failure(ofDocker.layers('x:1'))).message, `Docker said: Get "http://localhost:5000/v2/": ${refused}`);
	const ofPodman = await engineThat(t, `echo 'Error: pinging container registry localhost:5000: ${refused}' >&2; exit 125`, {}, 'podman');
	assert.equal((await failure(ofPodman.layers('x:1'))).message, `Podman said: pinging container registry localhost:5000: ${refused}`);
	const remote = 'Cannot connect to Podman. Please verify your connection to the Linux system';
	const stopped = await engineThat(t, `echo '${remote} at unix:///run/podman/podman.sock' >&2; exit 125`, {}, 'podman');
	assert.match((await failure(stopped.layers('x:1'))).message, /^Podman did not answer at unix:\/\/\/run\/podman\/podman\.sock\./);
});

test('no permission is another matter than no answer', async t => {
	const engine = await engineThat(
		t,
		'echo "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get x" >&2; exit 1',
	);
	assert.equal(
		(await failure(engine.layers('x:1'))).message,
		'Docker may not be used by you at unix:///var/run/docker.sock: permission denied. Join its group, or use Podman.',
	);
});

test('an engine that is slow', async t => {
	const engine = await engineThat(t, 'exec sleep 60', { timeoutMs: 200 });
	const { kind, message } = await failure(engine.layers('x:1'));
	assert.deepEqual([kind, message], ['slow', 'Docker did not answer in 0.2 s. It may be starting or busy; try again.']);
});

test('a client that is killed, one that may not be run, and one that never ends its output', async t => {
	const killed = await failure((await engineThat(t, 'kill -9 $$')).layers('x:1'));
	assert.deepEqual([killed.kind, killed.message], ['refused', 'docker was ended by a signal (status 137). Try again.']);
	const endless = await failure((await engineThat(t, 'exec cat /dev/zero')).layers('x:1'));
	assert.deepEqual([endless.kind, endless.message], ['nonsense', 'docker printed more than 67 MB and was stopped. Ask it for less.']);
	const folder = temporaryFolder(t);
	const directory = await failure((await findEngine({ env: { PATH: '' }, enginePath: folder })).layers('x:1'));
	assert.equal(directory.kind, 'refused');
	assert.match(directory.message, / may not be run\. Make it executable, or correct the path that leads to it\.$/);
});

test('a program that is no engine', async t => {
	for (const [output, excerpt] of [
		['echo Hello', 'expected JSON, got "Hello"'],
		['true', 'expected JSON, got nothing'],
		['echo "{}"', 'expected an image with an id'],
	] as const) {
		const { kind, message } = await failure((await engineThat(t, output)).ask((await engineThat(t, output)).dialect.inspect('x')));
		assert.deepEqual([kind, message], ['nonsense', `"docker image" did not print what Docker prints: ${excerpt}.`]);
	}
});

test('an image that is not there', async t => {
	for (const [name, stderr, title] of [
		['docker', 'Error response from daemon: No such image: nope:1', 'Docker'],
		['docker', 'Error: No such image: nope:1', 'Docker'],
		['docker', 'Error response from daemon: no such image: nope:1: No such image: nope:1', 'Docker'],
		['podman', 'Error: nope:1: image not known', 'Podman'],
	] as const) {
		const { kind, message } = await failure((await engineThat(t, `echo '${stderr}' >&2; exit 1`, {}, name)).layers('nope:1'));
		assert.deepEqual([kind, message], ['noImage', `${title} has no image "nope:1". Build it, pull it, or give the path of an archive.`]);
	}
});

test('what else an engine says is passed on without its prefix', async t => {
	assert.equal(
		(await failure((await engineThat(t, 'echo "Error response from daemon: no space left on device" >&2; exit 1')).layers('x'))).message,
		'Docker said: no space left on device',
	);
	assert.equal((await failure((await engineThat(t, 'exit 3')).layers('x'))).message, 'Docker failed without a message.');
});

test('the builder follows the client and its plugin', async t => {
	const client = (version: string, buildx: boolean) =>
		`case "$1" in buildx) exit ${buildx ? 0 : 1};; *) echo '{"Client":{"Version":"${version}"}}'; exit 1;; esac`;
	assert.equal(await (await engineThat(t, client('28.2.2', true))).builder(), 'buildx');
	assert.equal(await (await engineThat(t, client('28.2.2', false))).builder(), 'classic');
	assert.equal(await (await engineThat(t, client('20.10.24+dfsg1', false))).builder(), 'buildkit');
	assert.equal(await (await engineThat(t, 'exit 1', {}, 'podman')).builder(), 'buildah');
});

test('a command that is cancelled is cancelled, not slow', async t => {
	const engine = await engineThat(t, 'exec sleep 60');
	const running = engine.layers('x:1', undefined, AbortSignal.abort());
	await assert.rejects(running, { name: 'ProcessError', kind: 'aborted' });
});
