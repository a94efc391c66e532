import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc';
import type {
	BuildEvent,
	BuildForm,
	BuildPlan,
	BuildResult,
	ChoiceOfFile,
	FileLife,
	FileList,
	ImageComparison,
	ImageFinding,
	ImageSummary,
	ListImagesResult,
	OpenImageResult,
} from '../../server/src/protocol/index.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { withClient } from '../support/lspClient.ts';
import { madeImage } from '../support/madeImage.ts';
import { graphDriverSave } from '../support/savedImage.ts';
import { tar } from '../support/tarWriter.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const timeout = 30_000;
const dockerfile = `ARG BASE=debian:12
FROM $BASE AS build
ARG MODE="release"
RUN --mount=type=secret,id=token,required=true --mount=type=secret,target=/run/secrets/extra true
FROM scratch
ARG BASE
COPY --from=build /app /app
USER 65532
`;

function project(t: TestContext): { folder: string; uri: string } {
	const folder = temporaryFolder(t, { Dockerfile: dockerfile, 'package.json': '{ "version": "1.4.2" }' });
	return { folder, uri: pathToFileURL(join(folder, 'Dockerfile')).href };
}

/** A program that stands where docker is expected, for what no real engine does when asked. */
function engineScript(folder: string, lines: string): string {
	const path = join(folder, 'docker');
	writeFileSync(path, `#!/bin/sh\ncase "$1 $2" in\n${lines}\n*) exit 1;;\nesac\n`);
	chmodSync(path, 0o755);
	return path;
}

test('the form comes from the document and its project, also where no engine is', { timeout }, async t => {
	const { folder, uri } = project(t);
	await withClient({ settings: { enginePath: join(folder, 'no-docker') } }, async client => {
		await client.open(uri, dockerfile);
		const form = await client.request<BuildForm>('drydock/build/form', { uri });
		assert.equal(form.contextFolder, folder);
		assert.deepEqual(form.targets, [{ name: 'build', line: 1 }]);
		assert.deepEqual(form.args, [
			{ name: 'BASE', default: 'debian:12', line: 0 },
			{ name: 'MODE', default: 'release', line: 2 },
		]);
		assert.deepEqual(form.secrets, [
			{ id: 'token', required: true, line: 3 },
			{ id: 'extra', required: false, line: 3 },
		]);
		assert.match(form.defaultTag, /^drydock-test-.*:1\.4\.2$/);
		assert.match(form.engineProblem ?? '', /no-docker/);
		const list = await client.request<ListImagesResult>('drydock/image/list', null);
		assert.match(list.failure ?? '', /no-docker.*drydock\.enginePath/);
		const result = await client.request<BuildResult>('drydock/build/run', { uri, tag: 'app:1.0.0', token: 'build' });
		assert.equal(result.outcome, 'failed');
		assert.match(result.failure ?? '', /no-docker/);
	});
});

test('a plan names secrets and holds none, and says which tag is free', { timeout }, async t => {
	const { folder, uri } = project(t);
	const program = engineScript(
		folder,
		`"images "*) echo '{"ID":"sha256:${'a'.repeat(64)}","Repository":"app","Tag":"1.0.0","CreatedAt":"now","Size":"1MB"}';;\n"buildx version") echo v0.33.0;;`,
	);
	await withClient({ settings: { enginePath: program }, env: { DRYDOCK_TEST_TOKEN: 'hush-hush' } }, async client => {
		const choice = { uri, tag: 'app:1.0.0', target: 'build', args: { MODE: 'debug it' }, secrets: [{ id: 'token', env: 'DRYDOCK_TEST_TOKEN' }] };
		const plan = await client.request<BuildPlan>('drydock/build/plan', choice);
		assert.equal(plan.program, program);
		assert.deepEqual(plan.envNames, ['DRYDOCK_TEST_TOKEN']);
		assert.match(plan.commandLine, /--target build .*'MODE=debug it'.*--secret id=token,env=DRYDOCK_TEST_TOKEN/);
		assert.equal(plan.tagTaken, true);
		assert.equal(plan.freeTag, 'app:1.0.1');
		const refused = await client.request<BuildResult>('drydock/build/run', { ...choice, token: 1 });
		assert.match(refused.failure ?? '', /never moved.*app:1\.0\.1/);
		assert.ok(!JSON.stringify([plan, refused, client.log]).includes('hush-hush'));
	});
});

test('a build tells its steps with their lines while it runs, and can be cancelled', { timeout }, async t => {
	const { folder, uri } = project(t);
	const program = engineScript(
		folder,
		`"images "*) ;;\n"buildx version") echo v0.33.0;;\n"buildx build") echo '#5 [build 2/2] RUN --mount=type=secret,id=token,required=true --mount=type=secret,target=/run/secrets/extra true' >&2; echo '#5 0.1 hello' >&2; exec sleep 60;;`,
	);
	await withClient({ settings: { enginePath: program } }, async client => {
		await client.open(uri, dockerfile);
		const events: BuildEvent[] = [];
		const cancel = new CancellationTokenSource();
		client.connection.onProgress(new ProgressType<BuildEvent>(), 'build', event => {
			events.push(event);
			if (event.type === 'log') cancel.cancel();
		});
		const result = await client.connection.sendRequest<BuildResult>('drydock/build/run', { uri, tag: 'app:1.0.0', token: 'build' }, cancel.token);
		assert.equal(result.outcome, 'cancelled');
		assert.deepEqual(
			events.map(event => (event.type === 'step' ? [event.state, event.line] : event.type === 'log' ? event.text : event.type)),
			[['started', 3], 'hello'],
		);
	});
});

test('an archive opens without an engine, one that is none says so', { timeout }, async t => {
	const { folder } = project(t);
	const archive = join(folder, 'image.tar');
	writeFileSync(archive, tar(graphDriverSave()));
	await withClient({ initializationOptions: { trusted: false } }, async client => {
		const { layers } = await client.request<OpenImageResult>('drydock/image/open', { archive });
		assert.equal(layers?.reference, 'team/app:1.0.0');
		assert.equal(layers?.rows.length, 4);
		const { failure } = await client.request<OpenImageResult>('drydock/image/open', { archive: join(folder, 'none.tar') });
		assert.match(failure ?? '', /no such file/);
	});
});

test('the files of an archive: an index with progress, lists, lives and contents', { timeout }, async t => {
	const { folder } = project(t);
	const archive = join(folder, 'image.tar');
	writeFileSync(archive, tar(graphDriverSave()));
	const env = { XDG_CACHE_HOME: join(folder, 'cache') };
	await withClient({ env }, async client => {
		const { image = '', platforms } = await client.request<Extract<OpenImageResult, { image: string }>>('drydock/image/open', { archive });
		assert.deepEqual(platforms, ['linux/arm64/v8']);
		const summary = await client.request<ImageSummary>('drydock/image/index', { image });
		assert.deepEqual([summary.total, summary.visible, summary.reclaimable, summary.files], [16, 8, 8, 4]);
		assert.deepEqual(
			summary.layers.map(({ counts: { added, modified, metadata } }) => [added, modified, metadata]),
			[
				[4, 0, 0],
				[0, 0, 0],
				[0, 0, 3],
			],
		);
		const list = await client.request<FileList>('drydock/image/files', { image, scope: { upTo: 2 }, folder: 'etc', sort: 'size', start: 0, count: 10 });
		assert.deepEqual(
			list.rows.map(({ path, size, change }) => [path, size, change]),
			[['etc/motd', 5, 'metadata']],
		);
		const { events } = await client.request<FileLife>('drydock/image/fileLife', { image, path: 'etc/motd' });
		assert.deepEqual(
			events.map(({ layer, change }) => [layer, change]),
			[
				[0, 'added'],
				[2, 'metadata'],
			],
		);
		const { content } = await client.request<{ content: string }>('drydock/image/readFile', { image, layer: 0, path: 'bin/ash' });
		assert.equal(Buffer.from(content, 'base64').toString(), 'sh\n');
		const big = await client.request<{ failure: string }>('drydock/image/readFile', { image, layer: 0, path: 'bin/sh', most: 2 });
		assert.match(big.failure, /^bin\/sh cannot be shown/);
		assert.deepEqual(await client.request('drydock/image/whatIfMerged', { image, from: 0, to: 2 }), { saves: 8 });
		await client.request('drydock/image/close', { image });
		assert.match((await client.request<{ failure: string }>('drydock/image/index', { image })).failure, /not open any more/);
	});
});

test('in a workspace without trust text is looked at, and nothing is built', { timeout }, async t => {
	const { uri } = project(t);
	await withClient({ initializationOptions: { trusted: false } }, async client => {
		await client.open(uri, dockerfile.replace('AS build', 'as build'));
		assert.ok((await client.pushedFor(uri)).some(({ code }) => code === 'from-as-casing'));
		for (const [method, params] of [
			['drydock/build/run', { uri, tag: 'a:1', token: 1 }],
			['drydock/build/plan', { uri, tag: 'a:1' }],
			['drydock/image/list', null],
			['drydock/image/open', { reference: 'a:1' }],
		] as const) {
			await assert.rejects(client.request(method, params), /not trusted/, method);
		}
		assert.match((await client.request<BuildForm>('drydock/build/form', { uri })).engineProblem ?? '', /not trusted/);
	});
});

test('the plan tells the same build as a command of ours and as steps of pipelines; folders go up to the workspace', { timeout }, async t => {
	const fake = fakeEngine(t);
	await withClient({ settings: { enginePath: fake.program }, folder: pathToFileURL(fake.folder).href }, async client => {
		const plan = await client.request<BuildPlan>('drydock/build/plan', { uri: fake.uri, tag: 'app:1', contextFolder: fake.folder, ssh: [{ id: 'default' }] });
		assert.equal(plan.steps.drydock, 'drydock build -f project/Dockerfile -t app:1 --ssh default .');
		assert.match(plan.steps.github, /file: project\/Dockerfile/);
		const form = await client.request<BuildForm>('drydock/build/form', { uri: fake.uri });
		assert.deepEqual(form.contextFolders, [join(fake.folder, 'project'), fake.folder]);
	});
});

test('images that get a name are told of until nobody asks any more; an engine that stops is a sentence', { timeout }, async t => {
	const { folder } = project(t);
	const event = JSON.stringify({ Type: 'image', Action: 'tag', Actor: { ID: `sha256:${'a'.repeat(64)}`, Attributes: { name: 'shop:1' } } });
	const enginePath = engineScript(
		folder,
		`"events --filter") echo '${event}'; if [ -e '${folder}/stops' ]; then echo 'Cannot connect to the Docker daemon' >&2; exit 1; fi; exec sleep 60;;`,
	);
	await withClient({ settings: { enginePath } }, async client => {
		const seen: unknown[] = [];
		const told = new Promise<void>(resolve => {
			client.connection.onProgress(new ProgressType<unknown>(), 'watch', value => {
				seen.push(value);
				resolve();
			});
		});
		const cancel = new CancellationTokenSource();
		const watching = client.connection.sendRequest<{ failure?: string }>('drydock/image/watch', { token: 'watch' }, cancel.token);
		await told;
		assert.deepEqual(seen, [{ reference: 'shop:1', id: `sha256:${'a'.repeat(64)}` }]);
		cancel.cancel();
		await watching.catch(() => undefined);
		writeFileSync(join(folder, 'stops'), '');
		assert.match((await client.request<{ failure?: string }>('drydock/image/watch', { token: 'again' })).failure ?? '', /^Docker did not answer/);
	});
});

test('what compose and bake files say, as their tool prints it', { timeout }, async t => {
	const folder = temporaryFolder(t, { 'app/Dockerfile': 'FROM scratch\n', 'docker-bake.hcl': '', 'bake.json': '' });
	const uri = pathToFileURL(join(folder, 'app/Dockerfile')).href;
	const target = {
		context: 'app',
		dockerfile: 'Dockerfile',
		tags: ['shop:1.2.0', 'shop:latest'],
		platforms: ['linux/arm64'],
		secret: [{ id: 'key', src: 'key.pem' }],
	};
	writeFileSync(
		join(folder, 'bake.json'),
		JSON.stringify({ target: { app: target, remote: { context: 'https://git.example/a.git' }, untagged: { context: 'app' } } }),
	);
	const enginePath = engineScript(folder, `"buildx version") echo v0.30.0;;\n"buildx bake") cat bake.json;;\n"images --no-trunc") ;;`);
	await withClient({ settings: { enginePath }, folder: pathToFileURL(folder).href }, async client => {
		const { choices } = await client.request<{ choices: ChoiceOfFile[] }>('drydock/build/choicesOfFiles', { uri });
		assert.deepEqual(choices, [
			{
				name: 'app',
				folder,
				choice: {
					uri,
					contextFolder: join(folder, 'app'),
					tag: 'shop:1.2.0',
					platform: 'linux/arm64',
					secrets: [{ id: 'key', file: join(folder, 'key.pem') }],
				},
			},
			{ name: 'untagged', folder, choice: { uri, contextFolder: join(folder, 'app'), tag: 'app:0.1.0' } },
		]);
	});
	const without = engineScript(folder, `"version --format") echo '{"Client":{"Version":"28.0.0"}}';;`);
	await withClient({ settings: { enginePath: without }, folder: pathToFileURL(folder).href }, async client => {
		assert.match((await client.request<{ failure?: string }>('drydock/build/choicesOfFiles', { uri })).failure ?? '', /buildx plugin/);
	});
});

test('findings, owners and a comparison of images that are open; a handle of another server is none', { timeout }, async t => {
	const made = (version: string): string =>
		madeImage(t, {
			name: `a:${version}`,
			layers: [
				{
					createdBy: 'COPY . /app',
					files: [
						{ path: 'app/id_rsa', content: 'key' },
						{ path: 'app/node_modules/lodash/package.json', content: JSON.stringify({ name: 'lodash', version }) },
					],
				},
			],
		});
	let old = '';
	await withClient({}, async client => {
		const open = async (archive: string): Promise<string> =>
			((await client.request<OpenImageResult>('drydock/image/open', { archive })) as { image: string }).image;
		const [before, image] = [await open(made('4.0.0')), await open(made('4.0.1'))];
		old = image;
		const { findings } = await client.request<{ findings: ImageFinding[] }>('drydock/image/findings', { image });
		assert.deepEqual(
			findings.map(({ kind, path }) => [kind, path]),
			[['private-key', 'app/id_rsa']],
		);
		const { owner } = await client.request<FileLife>('drydock/image/fileLife', { image, path: 'app/node_modules/lodash/package.json' });
		assert.equal(owner, 'lodash 4.0.1 (npm)');
		const { comparison } = await client.request<{ comparison: ImageComparison }>('drydock/image/compare', { before, image });
		assert.deepEqual(comparison.packages, [{ manager: 'npm', name: 'lodash', before: '4.0.0', after: '4.0.1' }]);
		const { failure } = await client.request<{ failure?: string }>('drydock/image/compare', { before, image: 'image-none' });
		assert.match(failure ?? '', /not open any more/);
	});
	await withClient({}, async client => {
		for (const version of ['1', '2', '3']) await client.request('drydock/image/open', { archive: made(version) });
		const { failure } = await client.request<{ failure?: string }>('drydock/image/findings', { image: old });
		assert.match(failure ?? '', /not open any more/);
	});
});

test('the layers of another stage than the last one are on its lines', { timeout }, async t => {
	const { uri } = project(t);
	const archive = madeImage(t, { layers: [{ createdBy: 'COPY a /a', files: [{ path: 'a', content: 'a' }] }] });
	await withClient({}, async client => {
		await client.open(uri, 'FROM scratch AS prod\nCOPY a /a\nFROM scratch\nCOPY a /b\n');
		const lines = async (target?: string): Promise<unknown> => {
			const opened = await client.request<OpenImageResult>('drydock/image/open', { archive, uri, ...(target === undefined ? {} : { target }) });
			return opened.layers?.rows.map(({ line }) => line?.start);
		};
		assert.deepEqual(await lines('prod'), [1]);
		assert.notDeepEqual(await lines(), [1]);
	});
});
