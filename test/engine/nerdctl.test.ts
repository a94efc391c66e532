import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { build } from '../../server/src/cli/build.ts';
import { layers } from '../../server/src/cli/layers.ts';
import { BuildHistory } from '../../server/src/host/buildHistory.ts';
import { findEngine } from '../../server/src/host/engine.ts';
import { rollBack } from '../../server/src/host/keepImage.ts';
import type { ImageLayers } from '../../server/src/image/layerModel.ts';
import { type Daemon, startBuildkit, startContainerd } from '../support/daemons.ts';
import { builtEngines, engineKinds } from '../support/engineKinds.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { toldOf } from '../support/toldOf.ts';

const dockerfile = 'FROM scratch\nCOPY a.txt /a.txt\nENV A=b\nCOPY --from=more b.txt /b/\n';

describe('a real nerdctl', { skip: engineKinds()[1]?.skip ?? false }, () => {
	const around = { ...process.env, PATH: `${builtEngines.bin}:${process.env['PATH']}` };
	let containerd: Daemon;
	let buildkit: Daemon;
	before(async () => {
		[containerd, buildkit] = await Promise.all([startContainerd(around), startBuildkit(around)]);
	});
	after(async () => {
		await buildkit?.stop();
		await containerd?.stop();
	});

	/** The program with the addresses of the daemons, and a project that it builds. */
	async function project(t: TestContext) {
		const cwd = temporaryFolder(t, { Dockerfile: dockerfile, 'a.txt': 'hello', 'more/b.txt': 'bb' });
		const bin = temporaryFolder(t);
		const places = `--address '${containerd.socket}' --data-root '${containerd.folder}/nerdctl' --cni-path '${containerd.folder}' --cni-netconfpath '${containerd.folder}'`;
		fakeProgram(bin, 'nerdctl', `exec '${builtEngines.bin}/nerdctl' ${places} "$@"`);
		const env = {
			...around,
			PATH: `${bin}:${around.PATH}`,
			BUILDKIT_HOST: `unix://${buildkit.socket}`,
			DRYDOCK_ENGINE: 'nerdctl',
			DRYDOCK_TEST_TOKEN: 'open-sesame',
			XDG_STATE_HOME: join(bin, 'state'),
		};
		const run = async (command: typeof layers, ...given: (string | typeof env)[]) => {
			const args = given.filter(arg => typeof arg === 'string');
			const own = given.find(arg => typeof arg !== 'string') ?? env;
			let [stdout, stderr] = ['', ''];
			const code = await command(args, {
				stdout: text => {
					stdout += text;
				},
				stderr: text => {
					stderr += text;
				},
				env: own,
				cwd,
			});
			return { code, stdout, stderr };
		};
		const made = async (...args: string[]): Promise<void> => {
			const { code, stderr } = await run(build, ...args, '--build-context', 'more=more', '.');
			assert.equal(code, 0, stderr);
		};
		return { cwd, env, run, made, engine: await findEngine({ env, engine: 'nerdctl' }) };
	}

	test('built with a named context and a secret; rows with lines, and the same from its archive', async t => {
		const { cwd, env, run, made, engine } = await project(t);
		await made('--tag', 'shop/web:1.0.0', '--tag', 'shop/web:stable', '--secret', 'id=token,env=DRYDOCK_TEST_TOKEN', '--oci-labels');
		const rowsOf = async (image: string): Promise<ImageLayers> => {
			const { code, stdout, stderr } = await run(layers, image, '--dockerfile', 'Dockerfile', '--format', 'json');
			assert.equal(code, 0, stderr);
			return JSON.parse(stdout);
		};
		const live = await rowsOf('shop/web:1.0.0');
		assert.deepEqual(
			live.rows.map(({ keyword, line }) => [keyword, line?.start]),
			[
				['COPY', 1],
				['ENV', 2],
				['COPY', 3],
			],
		);
		assert.equal(live.sizeKind, 'disk');
		await engine.ask(engine.dialect.save('shop/web:1.0.0', join(cwd, 'saved.tar')));
		const saved = await rowsOf('saved.tar');
		assert.deepEqual(
			saved.rows.map(({ size, diffId }) => [size, diffId]),
			[5, 0, 2].map((size, at) => [size, live.rows[at]?.diffId]),
		);
		assert.match((await run(layers, 'shop/web:stable', '--files', '--top', '1')).stdout, /b\/b\.txt/);
		const [record] = await BuildHistory.of(env).list();
		const listed = await engine.ask(engine.dialect.list());
		assert.deepEqual(
			listed
				.filter(({ id }) => id === record?.imageId)
				.map(({ reference }) => reference)
				.sort(),
			['shop/web:1.0.0', 'shop/web:stable'],
		);
		assert.deepEqual(
			record?.steps.map(({ line, outcome }) => [line, outcome]),
			[
				[1, 'done'],
				[3, 'done'],
			],
		);
	});

	test('a tag that is moved keeps its image, and goes back', async t => {
		const { made, engine } = await project(t);
		const idOf = async (reference: string): Promise<string> => (await engine.ask(engine.dialect.inspect(reference))).id;
		await made('--tag', 'shop/tags:1.0.0', '--label', 'n=1');
		const first = await idOf('shop/tags:1.0.0');
		await made('--tag', 'shop/tags:1.0.0', '--label', 'n=2', '--overwrite');
		const second = await idOf('shop/tags:1.0.0');
		assert.notEqual(first, second);
		const { kept } = await rollBack(engine, first, 'shop/tags:1.0.0');
		assert.deepEqual([await idOf('shop/tags:1.0.0'), await idOf(kept ?? '')], [first, second]);
	});

	test('an error has its line; an image that is not there; images that are built elsewhere; no daemon', { timeout: 60_000 }, async t => {
		const { run, made, engine, env } = await project(t);
		const failed = await run(build, '--tag', 'shop/none:1', '.');
		assert.equal(failed.code, 1);
		assert.match(failed.stderr, /^Dockerfile:4 /m);
		assert.match((await run(layers, 'shop/none:1')).stderr, /^nerdctl has no image "shop\/none:1"\. Build it, pull it/);

		await toldOf(t, engine, async attempt => {
			const name = `shop/watched:${attempt}`;
			await made('--tag', name, '--label', `n=${attempt}`);
			return name;
		});

		const bin = temporaryFolder(t);
		fakeProgram(bin, 'nerdctl', `exec '${builtEngines.bin}/nerdctl' --address '${bin}/none' "$@"`);
		const absent = await findEngine({ env: { ...env, PATH: `${bin}:${around.PATH}` }, engine: 'nerdctl' });
		await assert.rejects(absent.ask(absent.dialect.list()), { kind: 'stopped', message: /^nerdctl did not answer at / });
		const unreached = await run(build, '--tag', 'shop/nobody:1', '--build-context', 'more=more', '.', { ...env, BUILDKIT_HOST: `unix://${bin}/none` });
		assert.deepEqual([unreached.code, unreached.stderr], [2, 'nerdctl reached no BuildKit. Start buildkitd, or say in BUILDKIT_HOST where it is.\n']);
	});
});
