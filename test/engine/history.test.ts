import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { type BuildRequest, runBuild } from '../../server/src/host/build.ts';
import { BuildHistory } from '../../server/src/host/buildHistory.ts';
import { couldBeBuilt, recordedBuild } from '../../server/src/host/cachedBuild.ts';
import { contextManifest } from '../../server/src/host/contextManifest.ts';
import type { Engine } from '../../server/src/host/engine.ts';
import { rollBack } from '../../server/src/host/keepImage.ts';
import { recordBuild } from '../../server/src/host/recordBuild.ts';
import { cacheForecast } from '../../server/src/image/cacheForecast.ts';
import { cacheMisses } from '../../server/src/image/cacheMiss.ts';
import { cacheSteps } from '../../server/src/service/cacheSteps.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { allSteps } from '../../server/src/service/steps.ts';
import type { DockerEngine } from '../support/dockerEngine.ts';
import { engineKinds, withBuildKit } from '../support/engineKinds.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const base = 'drydock-test/history-base:1';
const dockerfile = `ARG BASE=${base}
FROM $BASE AS build
ARG MODE=fast
WORKDIR /src
COPY lib ./lib
RUN echo $MODE > mode
FROM ${base}
LABEL v=1
COPY --from=build /src /app
ENV A=1
COPY *.txt /texts/
RUN ls /texts > /list
`;

/** A project that is built again and again, with what our own files say of it. */
class Project {
	readonly folder: string;
	readonly history: BuildHistory;
	text = dockerfile;
	args: Record<string, string> = {};
	readonly #engine: Engine;
	#builds = 0;

	constructor(t: TestContext, engine: Engine) {
		// nothing of an earlier test is in the cache: the content of a file is new each time
		this.folder = temporaryFolder(t, { 'lib/a.c': `${Math.random()}`, 'one.txt': '1', 'two.txt': '2', 'state/x': '' });
		this.history = new BuildHistory(join(this.folder, 'state'));
		this.#engine = engine;
	}

	get path(): string {
		return join(this.folder, 'Dockerfile');
	}

	write(name: string, text: string): void {
		writeFileSync(join(this.folder, name), text);
	}

	/** Lines that ran, counted from 1, and why, as the history has it. */
	async build(options: Partial<BuildRequest> = {}): Promise<{ ran: number[]; misses: string[] }> {
		writeFileSync(this.path, this.text);
		const doc = new DockerfileDocument(this.text, { path: this.path });
		const request = {
			context: this.folder,
			dockerfile: this.path,
			tags: [`drydock-test/history:${process.pid}.${++this.#builds}`],
			buildArgs: this.args,
			...options,
		};
		const last = await recordBuild(this.history, { engine: this.#engine, request, doc, dockerfile: this.path, context: this.folder }, onEvent =>
			runBuild(this.#engine, request, { steps: allSteps(doc), onEvent }),
		);
		assert.equal(last.kind, 'done', JSON.stringify(last));
		const [record, ...earlier] = await this.history.list(this.path);
		assert.ok(record);
		assert.ok(
			record.steps.every(({ line }) => line !== undefined),
			JSON.stringify(record.steps),
		);
		const [build, ...before] = await this.#cacheBuilds([record, ...earlier]);
		assert.ok(build);
		return {
			ran: record.steps.flatMap(({ text, line, outcome }) => (outcome === 'cached' || text.startsWith('FROM') ? [] : [(line ?? 0) + 1])).sort((a, b) => a - b),
			misses: cacheMisses(build, before).map(({ line, reason }) => `${line + 1}: ${reason}`),
		};
	}

	async forecast(): Promise<number[]> {
		const records = await this.history.list(this.path);
		const [last] = records;
		assert.ok(last);
		const doc = new DockerfileDocument(this.text, { path: this.path });
		const inputs = cacheSteps(doc).flatMap(step => step.inputs ?? []);
		const files = await contextManifest({ context: this.folder, dockerfile: this.path, inputs, known: await this.history.files(last.id) });
		const marker = await this.history.marker();
		const argMarks = Object.fromEntries(Object.entries(this.args).map(([name, value]) => [name, marker(name, value)]));
		const now = couldBeBuilt(doc, { ...last, argMarks }, files, marker);
		assert.ok(now);
		return (cacheForecast(now, await this.#cacheBuilds(records))?.lines ?? []).map(line => line + 1);
	}

	async #cacheBuilds(records: Awaited<ReturnType<BuildHistory['list']>>) {
		const marker = await this.history.marker();
		const builds = await Promise.all(records.map(async record => recordedBuild(record, await this.history.files(record.id), marker)));
		return builds.map(build => build ?? assert.fail('cannot be compared'));
	}
}

for (const kind of engineKinds()) {
	describe(`the cache of a real BuildKit: ${kind.title}`, { skip: kind.skip }, () => {
		let docker: DockerEngine;
		before(async () => {
			docker = await kind.start();
			docker.importBusybox(base);
		});
		after(async () => {
			const names = docker
				.docker('images', '--format', '{{.Repository}}:{{.Tag}}', '--filter', 'reference=drydock-test/history*')
				.split('\n')
				.filter(name => name !== '');
			try {
				if (names.length > 0) docker.docker('rmi', '-f', ...names);
			} finally {
				await docker.stop();
			}
		});

		const edits: readonly (readonly [name: string, change: (project: Project) => void, misses: RegExp | undefined])[] = [
			['nothing', () => {}, undefined],
			[
				'a comment, a label, the case of a keyword, a continuation',
				p => {
					p.text = p.text.replace('LABEL v=1', '# more\nlabel v=2').replace('COPY lib', 'copy   \\\n  lib');
				},
				undefined,
			],
			['a file that is copied', p => p.write('one.txt', 'eins'), /A file that it reads changed: one\.txt/],
			['a file that nobody copies', p => p.write('readme.md', 'x'), undefined],
			['only the time of a file', p => utimesSync(join(p.folder, 'one.txt'), 1, 1), undefined],
			['the mode of a file', p => chmodSync(join(p.folder, 'two.txt'), 0o755), /two\.txt/],
			['a new file under a pattern', p => p.write('three.txt', '3'), /three\.txt/],
			['it is gone again: still in the cache', p => rmSync(join(p.folder, 'three.txt')), undefined],
			['a removed file', p => rmSync(join(p.folder, 'two.txt')), /two\.txt/],
			[
				'ENV, which COPY does not see',
				p => {
					p.text = p.text.replace('ENV A=1', 'ENV A=2');
				},
				/Variable A of ENV changed/,
			],
			[
				'ENV back again: still in the cache',
				p => {
					p.text = p.text.replace('ENV A=2', 'ENV A=1');
				},
				undefined,
			],
			[
				'a build argument',
				p => {
					p.args = { MODE: 'slow' };
				},
				/Build argument MODE changed/,
			],
			[
				'the command',
				p => {
					p.text = p.text.replace('ls /texts', 'ls -l /texts');
				},
				/The instruction changed\. It was: RUN ls \/texts/,
			],
			[
				'a new instruction in the middle',
				p => {
					p.text = p.text.replace('ENV A=1', 'RUN true\nENV A=1');
				},
				/The instruction is new/,
			],
			[
				'WORKDIR',
				p => {
					p.text = p.text.replace('WORKDIR /src', 'WORKDIR /source').replace('/src /app', '/source /app');
				},
				/The instruction changed/,
			],
		];

		test('a forecast is what the builder then does, and the reason is told', { timeout: 240_000 }, async t => {
			const engine = await withBuildKit(kind, docker);
			const project = new Project(t, engine);
			const first = await project.build();
			assert.deepEqual(first.ran.at(-1), 12);
			for (const [name, change, wanted] of edits) {
				change(project);
				const forecast = await project.forecast();
				const { ran, misses } = await project.build();
				assert.deepEqual(forecast, ran, name);
				if (wanted) assert.match(misses.join('\n'), wanted, name);
				else assert.deepEqual(misses, [], name);
			}
		});

		test('another base, no cache wanted, a step that prints a secret', { timeout: 120_000 }, async t => {
			const engine = await withBuildKit(kind, docker);
			const project = new Project(t, engine);
			await project.build();
			assert.deepEqual(
				new Set((await project.build({ noCache: true })).misses.map(miss => miss.slice(3).trim())),
				new Set(['It was asked to build without the cache.']),
			);
			docker.docker('build', '-t', base, temporaryFolder(t, { Dockerfile: `FROM ${base}\nCOPY more /\n`, more: project.folder }));
			const moved = await project.build();
			assert.match(moved.misses.join('\n'), /The base image changed: its name means another image than before/);

			const canary = `canary-${Math.random()}`;
			process.env['DRYDOCK_TEST_TOKEN'] = canary;
			t.after(() => delete process.env['DRYDOCK_TEST_TOKEN']);
			project.text = `${dockerfile}ARG MORE\nCOPY two.txt /$MORE\nRUN --mount=type=secret,id=token cat /run/secrets/token; ls /none/$MORE\n`;
			const argument = `argument-${Math.random()}`;
			await assert.rejects(project.build({ secrets: [{ id: 'token', env: 'DRYDOCK_TEST_TOKEN' }], buildArgs: { MORE: argument, MODE: argument } }));
			const [failed] = await project.history.list(project.path);
			assert.equal(failed?.outcome, 'failed');
			assert.equal(failed.steps.at(-1)?.outcome, 'failed');
			const stored = allTexts(join(project.folder, 'state'));
			assert.ok(stored.includes('"argNames":["MORE","MODE"]'));
			assert.ok(!stored.includes(canary) && !stored.includes(argument), 'a value was written');
		});

		test('a tag goes back to an earlier image, and the present one is kept', { timeout: 60_000 }, async t => {
			const engine = await withBuildKit(kind, docker);
			const project = new Project(t, engine);
			await project.build();
			project.write('one.txt', 'eins');
			await project.build();
			const [second, first] = await project.history.list(project.path);
			const [id = '', tag = ''] = [first?.imageId, second?.tags[0]];
			const idOf = (reference: string) => docker.docker('image', 'inspect', '--format', '{{.Id}}', reference).trim();
			assert.notEqual(id, second?.imageId);
			const { kept = '' } = await rollBack(engine, id, tag);
			assert.match(kept, /^drydock-test\/history:bld-20\d{12}-[0-9a-f]{12}$/);
			assert.deepEqual([idOf(tag), idOf(kept)], [id, second?.imageId]);
			assert.deepEqual(await rollBack(engine, id, tag), { kept: undefined });
			// and forward again: it is kept already, under the name that it got
			await rollBack(engine, kept, tag);
			assert.equal(idOf(tag), second?.imageId);
			await assert.rejects(rollBack(engine, `sha256:${'0'.repeat(64)}`, tag), { kind: 'noImage', message: /is not there any more/ });
			assert.equal(idOf(tag), second?.imageId);
		});
	});
}

function allTexts(folder: string): string {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.flatMap(entry => (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : []))
		.join('\n');
}
