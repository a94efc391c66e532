import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheMisses } from '../../server/src/image/cacheMiss.ts';
import { type BuildOf, cacheBuild } from '../support/cacheBuilds.ts';

const text = 'ARG V=1\nFROM a:1 AS build\nARG V\nCOPY . /src\nRUN make\nFROM b:1\nUSER 1\nWORKDIR /app\nCOPY --from=build /src/out .\nRUN check\n';
const files = { 'a.c': '1', 'b.c': '1' };

function misses(now: Partial<BuildOf>, then: Partial<BuildOf> = {}): string[] {
	const build = cacheBuild({ text, files, ...now });
	return cacheMisses(build, [cacheBuild({ text, files, ...then })]).map(({ line, reason }) => `${line + 1} ${reason}`);
}

test('files: named, counted, at most twenty in the list', () => {
	assert.deepEqual(misses({ runs: { 4: 1, 5: 9 }, files: { 'a.c': '2', 'b.c': '1' } }), ['4 A file that it reads changed: a.c.']);
	assert.deepEqual(misses({ runs: { 4: 1 }, files: { 'a.c': '1' } }), ['4 A file that it reads changed: b.c.']);
	const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x']));
	const [miss] = cacheMisses(cacheBuild({ text, files: { ...files, ...many }, runs: { 4: 1 } }), [cacheBuild({ text, files })]);
	assert.equal(miss?.reason, '30 files that it reads changed: f0, f1, f10 and 27 more.');
	assert.equal(miss.inputs.length, 20);
});

test('what a stage copies from another one', () => {
	assert.deepEqual(misses({ runs: { 4: 1, 5: 9, 8: 'cached', 9: 1, 10: 1 }, files: { 'a.c': '2', 'b.c': '1' } }), [
		'4 A file that it reads changed: a.c.',
		'9 It takes files from stage build, where a step changed.',
	]);
});

test('a build argument, an ENV, a setting above', () => {
	assert.deepEqual(misses({ runs: { 5: 1 }, args: { V: '2' } }), ['5 Build argument V changed.']);
	assert.deepEqual(misses({ runs: { 5: 1 }, text: text.replace('ARG V\n', 'ENV V=3\n') }), ['5 Variable V of ENV changed.']);
	assert.deepEqual(misses({ runs: { 10: 1 }, text: text.replace('USER 1', 'USER 2') }), ['10 USER above it changed.']);
	assert.deepEqual(
		misses({ runs: { 8: 1, 10: 1 }, text: text.replace('USER 1', 'USER 2') }),
		['8 USER above it changed.'],
		'WORKDIR makes the folder for the user',
	);
});

test('the instruction itself', () => {
	assert.deepEqual(misses({ runs: { 5: 1 }, text: text.replace('RUN make', 'RUN make all') }), ['5 The instruction changed. It was: RUN make']);
	assert.deepEqual(misses({ runs: { 5: 1 }, text: text.replace('RUN make', 'RUN first\nRUN make') }), ['5 The instruction is new.']);
	assert.deepEqual(misses({ runs: { 4: 1 }, text: text.replace('COPY . /src\n', '') }), ['4 The steps before it are others than they were.']);
});

test('the base image: its name, and what its name means', () => {
	assert.deepEqual(misses({ runs: { 4: 1 }, text: text.replace('a:1', 'a:2') }), ['4 The instruction changed. It was: FROM a:1 AS build']);
	const digest = (letter: string) => ({ 2: `sha256:${letter.repeat(64)}` });
	assert.deepEqual(misses({ runs: { 4: 1 }, bases: digest('a') }, { bases: digest('b') }), [
		'4 The base image changed: its name means another image than before.',
	]);
	// an id of an engine and a digest of a registry say nothing about each other
	assert.match(misses({ runs: { 4: 1 }, bases: digest('a') }, { bases: { 2: 'id:sha256:1' } })[0] ?? '', /^4 Nothing that it depends on changed/);
});

test('nothing changed: cache off, cleared, or never filled', () => {
	assert.deepEqual(misses({ runs: { 4: 1 }, noCache: true }), ['4 It was asked to build without the cache.']);
	assert.deepEqual(misses({ runs: { 4: 1 } }), ['4 Nothing that it depends on changed: the cache was cleared, or had no room for it.']);
	assert.deepEqual(misses({ runs: { 5: 1 } }, { built: false, runs: { 4: 1, 5: 'failed' } }), ['5 The build before did not end this step.']);
	assert.match(misses({ runs: { 4: 1 } }, { files: undefined })[0] ?? '', /which of both is not known/);
	assert.deepEqual(
		cacheMisses(cacheBuild({ text, runs: { 4: 1 } }), []).map(({ reason }) => reason),
		['It is the first build of this Dockerfile that is remembered.'],
	);
});

test('what came from the cache is no miss', () => {
	assert.deepEqual(misses({ runs: { 4: 'cached', 5: 'cached' }, files: { 'a.c': '2' } }), []);
});

test('a mount of the context is an input, a mount of a stage a source', () => {
	const mounting = (command: string) => `FROM a AS build\nRUN make\nFROM a\nRUN ${command}\n`;
	const bind = mounting('--mount=type=bind,source=conf,target=/c true');
	const reason = (now: BuildOf, then: BuildOf) => cacheMisses(cacheBuild(now), [cacheBuild(then)]).map(miss => miss.reason);
	// the mounted stage is not used here, so that only the last one is built
	assert.deepEqual(reason({ text: bind, runs: { 4: 1 }, files: { 'conf/x': '2', other: '2' } }, { text: bind, files: { 'conf/x': '1', other: '1' } }), [
		'A file that it reads changed: conf/x.',
	]);
	const from = mounting('--mount=from=build,target=/c true');
	assert.deepEqual(reason({ text: from.replace('make', 'make x'), runs: { 4: 1 } }, { text: from }), [
		'It takes files from stage build, where a step changed.',
	]);
});
