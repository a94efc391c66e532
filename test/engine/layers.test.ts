import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from '../../server/src/cli/build.ts';
import { layers } from '../../server/src/cli/layers.ts';
import type { ImageLayers } from '../../server/src/image/layerModel.ts';
import { busyboxCommands, type DockerEngine, withClient } from '../support/dockerEngine.ts';
import { engineKinds, withBuildKit } from '../support/engineKinds.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { toldOf } from '../support/toldOf.ts';

/** Runs a command of ours as a person would. */
async function run(command: typeof layers, args: readonly string[], cwd: string, env: DockerEngine['env']) {
	let stdout = '';
	let stderr = '';
	const code = await command(args, {
		stdout: text => {
			stdout += text;
		},
		stderr: text => {
			stderr += text;
		},
		env,
		cwd,
	});
	return { code, stdout, stderr };
}

async function rowsOf(image: string, dockerfile: string, cwd: string, env: DockerEngine['env']): Promise<ImageLayers> {
	const { code, stdout, stderr } = await run(layers, [image, '--dockerfile', dockerfile, '--format', 'json'], cwd, env);
	assert.equal(code, 0, stderr);
	return JSON.parse(stdout) as ImageLayers;
}

const brief = ({ rows }: ImageLayers) =>
	rows.map(
		row => `${row.empty ? '-' : row.size} ${row.keyword || 'import'} ${row.line === undefined ? '?' : row.line.start + 1}${row.fromBase ? ' base' : ''}`,
	);

for (const kind of engineKinds()) {
	describe(kind.title, { skip: kind.skip }, () => {
		let engine: DockerEngine;
		before(async () => {
			engine = await kind.start();
			engine.importBusybox('drydock-test/base:1');
		});
		after(async () => {
			// by name: an image that others were built on cannot be removed by its id
			const names = engine
				.docker('images', '--format', '{{.Repository}}:{{.Tag}}', '--filter', 'reference=drydock-test/*')
				.split('\n')
				.filter(name => name !== '');
			try {
				if (names.length > 0) engine.docker('rmi', '-f', ...names);
			} finally {
				await engine.stop();
			}
		});

		for (const { program, version } of kind.clients()) {
			describe(`with client ${version}`, () => {
				const tag = version.replaceAll('.', '-');

				test('FROM scratch: rows, lines and sizes, the same from the engine and from its archive', async t => {
					const env = withClient(engine.env, program);
					const cwd = temporaryFolder(t, {
						Dockerfile: '# a comment\nFROM scratch\nCOPY a.txt /a.txt\nENV A=b\nCOPY --chown=1:1 \\\n  b.txt /b/\n',
						'a.txt': 'hello',
						'b.txt': 'b'.repeat(1234),
					});
					const name = `drydock-test/scratch-${tag}:1.0.0`;
					const made = await run(build, ['-t', name, '.'], cwd, env);
					assert.equal(made.code, 0, made.stderr);
					assert.match(made.stdout, /^drydock-test\/scratch-\S+ sha256:[0-9a-f]{64}\n$/);

					const live = await rowsOf(name, 'Dockerfile', cwd, env);
					engine.docker('save', '-o', join(cwd, 'saved.tar'), name);
					const saved = await rowsOf('saved.tar', 'Dockerfile', cwd, { PATH: '' });
					assert.deepEqual(brief(saved), ['5 COPY 3', '- ENV 4', '1234 COPY 5']);
					// the containerd store tells what a layer takes on the disk, and calls it so
					const unsure = live.sizeKind === 'disk' ? { size: undefined, share: undefined } : {};
					assert.deepEqual(
						saved.rows.map(row => ({ ...row, entries: undefined, ...unsure })),
						live.rows.map(row => ({ ...row, entries: undefined, ...unsure })),
					);
					assert.deepEqual(
						saved.rows.map((row, at) => (live.rows[at]?.size ?? 0) >= row.size),
						[true, true, true],
					);
					assert.deepEqual([saved.reference, saved.platform, saved.totalSize], [name, live.platform, 1239]);
				});

				test('a base with RUN, WORKDIR and an empty layer', async t => {
					const env = withClient(engine.env, program);
					const cwd = temporaryFolder(t, {
						Dockerfile:
							'FROM drydock-test/base:1 AS build\nRUN echo built > /out\nFROM drydock-test/base:1\nWORKDIR /srv\nCOPY --from=build /out .\nRUN echo "hello world" > greeting\nRUN true\nUSER 1000\n',
					});
					const name = `drydock-test/run-${tag}:1.0.0`;
					const made = await run(build, ['-t', name], cwd, env);
					assert.equal(made.code, 0, made.stderr);

					const live = await rowsOf(name, 'Dockerfile', cwd, env);
					engine.docker('save', '-o', join(cwd, 'saved.tar'), name);
					const saved = await rowsOf('saved.tar', 'Dockerfile', cwd, { PATH: '' });
					// The old builder makes no layer of RUN true, BuildKit an empty one.
					const nothing = /^- RUN 7$/.test(brief(saved).at(-2) ?? '') ? '- RUN 7' : '0 RUN 7';
					assert.deepEqual(brief(saved).slice(1), ['0 WORKDIR 4', '6 COPY 5', '12 RUN 6', nothing, '- USER 8']);
					assert.match(brief(saved)[0] ?? '', /^\d{6,} import 3 base$/);
					const withoutSizes = (rows: readonly string[]): string[] => rows.map(row => row.replace(/^\d+/, ''));
					if (live.sizeKind === 'disk') assert.deepEqual(withoutSizes(brief(live)), withoutSizes(brief(saved)));
					else assert.deepEqual(brief(live).slice(1), brief(saved).slice(1));
					// A graph driver counts what its folders hold, and a link holds the name it points to; an archive's links hold nothing.
					const [inEngine, inArchive] = [live.rows[0]?.size ?? 0, saved.rows[0]?.size ?? 0];
					if (live.sizeKind === 'unpacked') assert.equal(inEngine - inArchive, busyboxCommands.length * 'busybox'.length);
					assert.deepEqual(
						live.rows.map(row => row.diffId),
						saved.rows.map(row => row.diffId),
					);
					assert.deepEqual(live.base, { name: 'drydock-test/base:1' });
				});

				test('a failing step is told with its line, and exit code 1', async t => {
					const cwd = temporaryFolder(t, { Dockerfile: 'FROM drydock-test/base:1\nENV A=1\n\nRUN echo no \\\n  && false\n' });
					const { code, stderr } = await run(build, ['-t', `drydock-test/fails-${tag}:1.0.0`], cwd, withClient(engine.env, program));
					assert.equal(code, 1);
					assert.match(stderr, /^Dockerfile:4 .*(exit code: 1|non-zero code: 1)$/m);
				});

				test('a tag that exists is not moved, and the next one is offered', async t => {
					const cwd = temporaryFolder(t, { Dockerfile: 'FROM scratch\n' });
					const { code, stderr } = await run(build, ['-t', 'drydock-test/base:1', '--dry-run'], cwd, withClient(engine.env, program));
					assert.deepEqual(
						[code, stderr],
						[
							2,
							'drydock-test/base:1 exists, and a tag is never moved. The next free one is drydock-test/base:1-2. --overwrite moves it and keeps its image under another name.\n',
						],
					);
				});

				test('an image that is not there', async t => {
					const { code, stderr } = await run(layers, ['drydock-test/none:1'], temporaryFolder(t), withClient(engine.env, program));
					assert.deepEqual([code, stderr], [2, 'Docker has no image "drydock-test/none:1". Build it, pull it, or give the path of an archive.\n']);
				});
			});
		}

		test('images that are built elsewhere are told of', { timeout: 60_000 }, async t => {
			const cwd = temporaryFolder(t, { Dockerfile: 'FROM drydock-test/base:1\nARG N\nLABEL n=$N\n' });
			await toldOf(t, await withBuildKit(kind, engine), attempt => {
				const name = `drydock-test/watched:${attempt}`;
				engine.docker('build', '-q', '--build-arg', `N=${attempt}`, '-t', name, cwd);
				return name;
			});
		});

		test('a secret reaches the step, and neither the plan, the output nor the image', async t => {
			const { env: around } = await withBuildKit(kind, engine);
			const env = { ...around, DRYDOCK_TEST_TOKEN: 'open-sesame' };
			const cwd = temporaryFolder(t, {
				Dockerfile: '# syntax-less\nFROM drydock-test/base:1\nRUN --mount=type=secret,id=token cat /run/secrets/token > /dev/null && echo read > /proof\n',
			});
			const name = 'drydock-test/secret:1.0.0';
			const plan = await run(build, ['-t', name, '--secret', 'id=token,env=DRYDOCK_TEST_TOKEN', '--dry-run', '--format', 'json'], cwd, env);
			const made = await run(build, ['-t', name, '--secret', 'id=token,env=DRYDOCK_TEST_TOKEN'], cwd, env);
			assert.equal(made.code, 0, made.stderr);
			engine.docker('save', '-o', join(cwd, 'saved.tar'), name);
			assert.deepEqual((JSON.parse(plan.stdout) as { envNames: unknown }).envNames, ['DRYDOCK_TEST_TOKEN']);
			for (const text of [plan.stdout, made.stdout + made.stderr, readFileSync(join(cwd, 'saved.tar'), 'latin1')]) assert.doesNotMatch(text, /open-sesame/);
			return undefined;
		});
	});
}
