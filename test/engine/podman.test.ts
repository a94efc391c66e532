import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { build } from '../../server/src/cli/build.ts';
import { layers } from '../../server/src/cli/layers.ts';
import { findEngine } from '../../server/src/host/engine.ts';
import { keepImage, rollBack } from '../../server/src/host/keepImage.ts';
import type { ImageLayers } from '../../server/src/image/layerModel.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { toldOf } from '../support/toldOf.ts';

const dockerfile = 'FROM scratch\nCOPY a.txt /a.txt\nENV A=b\nCOPY b.txt /b/\n';

/** A store of its own, whatever drivers this machine has, and events in a file of it. */
async function podman(t: TestContext) {
	const cwd = temporaryFolder(t, { Dockerfile: dockerfile, 'a.txt': 'hello', 'b.txt': 'bb' });
	const bin = temporaryFolder(t, { 'containers.conf': '' });
	const store = `--root '${bin}/root' --runroot '${bin}/run' --tmpdir '${bin}/tmp' --storage-driver vfs --events-backend file`;
	fakeProgram(bin, 'podman', `PATH='${process.env['PATH']}' exec podman ${store} "$@"`);
	const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, DRYDOCK_ENGINE: 'podman', XDG_STATE_HOME: join(bin, 'state') };
	const engine = await findEngine({ env, engine: 'podman' });
	const run = async (command: typeof layers, args: readonly string[], around: typeof env | { PATH: string } = env) => {
		let [stdout, stderr] = ['', ''];
		const code = await command(args, { stdout: text => (stdout += text), stderr: text => (stderr += text), env: around, cwd });
		return { code, stdout, stderr };
	};
	const rows = async (image: string, around?: { PATH: string }): Promise<ImageLayers> => {
		const { code, stdout, stderr } = await run(layers, [image, '--dockerfile', 'Dockerfile', '--format', 'json'], around);
		assert.equal(code, 0, stderr);
		return JSON.parse(stdout) as ImageLayers;
	};
	const made = async (...args: string[]): Promise<void> => {
		const { code, stderr } = await run(build, [...args, '.']);
		assert.equal(code, 0, stderr);
	};
	return { cwd, env, engine, rows, made };
}

describe('a real Podman', skipUnless('podman'), () => {
	test('rows, lines, and its archive', async t => {
		const { cwd, engine, rows, made } = await podman(t);
		await made('-t', 'drydock-test/pod:1.0.0');
		const live = await rows('drydock-test/pod:1.0.0');
		assert.deepEqual(
			live.rows.map(row => [row.keyword, row.empty, row.line?.start]),
			[
				['COPY', false, 1],
				['ENV', true, 2],
				['COPY', false, 3],
			],
		);
		assert.equal(live.sizeKind, 'tar');
		await engine.ask(engine.dialect.save('drydock-test/pod:1.0.0', join(cwd, 'saved.tar')));
		const saved = await rows('saved.tar', { PATH: '' });
		assert.deepEqual(
			saved.rows.map(row => [row.size, row.diffId]),
			[5, 0, 2].map((size, at) => [size, live.rows[at]?.diffId]),
		);
	});

	test('several tags, labels and a named context', async t => {
		const { cwd, engine, rows, made } = await podman(t);
		const other = temporaryFolder(t, { 'c.txt': 'ccc' });
		const path = join(temporaryFolder(t, { Dockerfile: 'FROM scratch\nCOPY --from=other c.txt /\n' }), 'Dockerfile');
		await made('-t', 'drydock-test/pod:2.0.0', '-t', 'drydock-test/pod:stable', '--label', 'team=web', '--build-context', `other=${other}`, '--file', path);
		const [image, same] = await Promise.all(['2.0.0', 'stable'].map(tag => engine.ask(engine.dialect.inspect(`drydock-test/pod:${tag}`))));
		assert.equal(image?.id, same?.id);
		assert.equal(image?.labels['team'], 'web');
		await engine.ask(engine.dialect.save('drydock-test/pod:2.0.0', join(cwd, 'saved.tar')));
		assert.deepEqual((await rows('saved.tar', { PATH: '' })).totalSize, 3);
	});

	test('a tag that is moved keeps its image, and goes back', async t => {
		const { engine, made } = await podman(t);
		const idOf = async (reference: string): Promise<string> => (await engine.ask(engine.dialect.inspect(reference))).id;
		await made('-t', 'drydock-test/pod:1.0.0', '--label', 'n=1');
		const first = await idOf('drydock-test/pod:1.0.0');
		await made('-t', 'drydock-test/pod:1.0.0', '--label', 'n=2', '--overwrite');
		const second = await idOf('drydock-test/pod:1.0.0');
		assert.notEqual(first, second);
		const { kept } = await rollBack(engine, first, 'drydock-test/pod:1.0.0');
		assert.deepEqual([await idOf('drydock-test/pod:1.0.0'), await idOf(kept ?? '')], [first, second]);
		assert.equal(await keepImage(engine, 'drydock-test/none:1'), undefined);
	});

	test('images that are built elsewhere are told of', { timeout: 30_000 }, async t => {
		const { engine, made } = await podman(t);
		await toldOf(t, engine, async attempt => {
			const name = `drydock-test/watched:${attempt}`;
			await made('-t', name, '--label', `n=${attempt}`);
			return name;
		});
	});
});
