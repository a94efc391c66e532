import assert from 'node:assert/strict';
import { test } from 'node:test';
import { couldBeBuilt, recordedBuild } from '../../server/src/host/cachedBuild.ts';
import type { BuildRecord, StepRecord } from '../../server/src/image/buildRecord.ts';
import { cacheForecast } from '../../server/src/image/cacheForecast.ts';
import { cacheMisses } from '../../server/src/image/cacheMiss.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';

const marker = (name: string, value: string): string => `${name}#${value.length}`;

function record(text: string, args: Readonly<Record<string, string>> = {}, steps: readonly StepRecord[] = []): BuildRecord {
	return {
		id: 'x',
		dockerfile: '/p/Dockerfile',
		started: '2026-01-01T00:00:00.000Z',
		seconds: 1,
		outcome: 'built',
		tags: [],
		imageId: undefined,
		size: undefined,
		engine: 'Docker',
		choice: { uri: 'file:///p/Dockerfile', contextFolder: '/p', tag: '', argNames: Object.keys(args) },
		text,
		steps,
		bases: {},
		argMarks: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, marker(name, value)])),
		failure: undefined,
		failureLine: undefined,
	};
}

const step = (text: string, line: number, seconds = 1): StepRecord => ({ text, line, stage: undefined, seconds, outcome: 'done' });

function whyMissed(now: BuildRecord, then: BuildRecord): readonly string[] {
	const [a, b] = [recordedBuild(now, undefined, marker), recordedBuild(then, undefined, marker)];
	return cacheMisses(a ?? assert.fail(), [b ?? assert.fail()]).map(({ line, reason }) => `${line + 1} ${reason}`);
}

test('an argument that is given the default of the file is not another one', () => {
	const text = 'FROM a\nARG MODE="fast"\nRUN make\n';
	const ran = [step('RUN make', 2)];
	assert.match(whyMissed(record(text, { MODE: 'fast' }, ran), record(text))[0] ?? '', /^3 Nothing that it depends on changed/);
	assert.deepEqual(whyMissed(record(text, { MODE: 'faster' }, ran), record(text)), ['3 Build argument MODE changed.']);
	// one that no ARG declares is for nobody
	assert.match(whyMissed(record(text, { OTHER: 'x' }, ran), record(text))[0] ?? '', /^3 Nothing/);
});

test('a builder that goes line by line has a key for every line', () => {
	const text = 'FROM a\nLABEL v=1\nRUN make\nCMD x\n';
	const then = record(text, {}, [step('FROM a', 0), step('LABEL v=1', 1), step('RUN make', 2, 5), step('CMD x', 3)]);
	const forecast = (now: string, of: BuildRecord) => {
		const build = couldBeBuilt(new DockerfileDocument(now), of, undefined, marker);
		return cacheForecast(build ?? assert.fail(), [recordedBuild(of, undefined, marker) ?? assert.fail()]);
	};
	assert.deepEqual(forecast(text.replace('v=1', 'v=2'), then), {
		lines: [1, 2, 3],
		seconds: 7,
		reason: 'Line 2, LABEL v=2: The instruction changed. It was: LABEL v=1',
	});
	assert.equal(forecast(text.replace('v=1', 'v=2'), record(text, {}, [step('RUN make', 2)])), undefined, 'BuildKit has none for a label');
});

test('a target that is not there, or a file without end, is not compared', () => {
	const missing = { ...record('FROM a\nRUN x\n'), choice: { ...record('').choice, target: 'none' } };
	assert.equal(recordedBuild(missing, undefined, marker), undefined);
	assert.equal(recordedBuild(record(`FROM a\n${'RUN x\n'.repeat(3_000)}`), undefined, marker), undefined);
});
