import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsByLine } from '../../server/src/image/buildRecord.ts';
import { ProgressReader } from '../../server/src/image/progress.ts';
import { StepLog } from '../../server/src/image/stepLog.ts';
import { StepPlaces } from '../../server/src/image/stepPlaces.ts';
import { cacheSteps } from '../../server/src/service/cacheSteps.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { allSteps } from '../../server/src/service/steps.ts';

/** Each line a second after the one before. */
function logged(text: string, printed: string, outcome: 'built' | 'failed' | 'cancelled' = 'built', failureLine?: number) {
	const doc = new DockerfileDocument(text);
	const log = new StepLog(new StepPlaces(cacheSteps(doc), allSteps(doc)));
	const reader = new ProgressReader();
	const lines = printed.split('\n');
	for (const [second, line] of lines.entries()) for (const event of reader.line(line)) log.add(event, second * 1000);
	return log
		.end(outcome, failureLine, lines.length * 1000)
		.map(({ line, outcome: ended, seconds }) => `${line === undefined ? '?' : line + 1} ${ended} ${seconds ?? '-'}`);
}

const stages = 'FROM a AS one\nARG V=1\nRUN echo $V\nRUN same\nFROM one AS two\nRUN same\nFROM b\nCOPY --from=two /$V /x\nLABEL a=b\nWORKDIR /w\n';

test('BuildKit: by stage and number, also where variables are expanded or two instructions are the same', () => {
	const printed = [
		'#4 [one 1/3] FROM docker.io/library/a',
		'#4 CACHED',
		'#5 [one 2/3] RUN echo 1',
		'#5 DONE 2.5s',
		'#6 [one 3/3] RUN same',
		'#6 DONE 0.1s',
		'#7 [two 1/1] RUN same',
		'#7 CACHED',
		'#8 [stage-2 2/3] COPY --from=two /1 /x',
		'#8 DONE 0.0s',
		'#9 [stage-2 3/3] WORKDIR /w',
		'#9 DONE 0.3s',
	];
	assert.deepEqual(logged(stages, printed.join('\n')), ['1 cached 0', '3 done 2.5', '4 done 0.1', '6 cached 0', '8 done 0', '10 done 0.3']);
});

test('BuildKit: triggers of a base image are counted, and have no line', () => {
	const printed =
		'#4 [1/4] FROM docker.io/library/a\n#4 DONE 0.1s\n#5 [2/4] COPY . /trigger\n#5 DONE 0.1s\n#6 [3/4] RUN real\n#6 DONE 0.2s\n#7 [4/4] RUN 5\n#7 DONE 0.2s';
	assert.deepEqual(logged('FROM a\nRUN real\nRUN $X\n', printed), ['1 done 0.1', '? done 0.1', '2 done 0.2', '3 done 0.2']);
});

test('the old builder numbers every instruction, and tells only of beginnings', () => {
	const printed = 'Step 1/4 : ARG V=1\nStep 2/4 : FROM a\n ---> 0123456789ab\nStep 3/4 : RUN echo $V\n ---> Using cache\nStep 4/4 : RUN second\nhello';
	assert.deepEqual(logged('ARG V=1\nFROM a\nRUN echo $V\nRUN second\n', printed), ['1 done 1', '2 done 2', '3 cached 0', '4 done 2']);
});

test('Podman numbers within the stage', () => {
	const printed =
		'[1/2] STEP 1/2: FROM a AS one\n[1/2] STEP 2/2: RUN same\n--> Using cache 0123\n[2/2] STEP 1/3: FROM b\n[2/2] STEP 2/3: RUN same\n[2/2] STEP 3/3: COPY --from=one /1 /x';
	assert.deepEqual(logged('FROM a AS one\nRUN same\nFROM b\nRUN same\nCOPY --from=one /$V /x\n', printed), [
		'1 done 1',
		'2 cached 0',
		'3 done 1',
		'4 done 1',
		'5 done 1',
	]);
});

test('a failed build: the guilty step, and those beside it', () => {
	const printed = '#4 [one 2/3] RUN echo 1\n#5 [stage-2 1/3] FROM b\n#5 DONE 1s';
	assert.deepEqual(logged(stages, printed, 'failed', 2), ['3 failed -', '7 done 1']);
	const two = '#4 [one 2/3] RUN echo 1\n#5 [stage-2 3/3] WORKDIR /w';
	assert.deepEqual(logged(stages, two, 'failed', 2), ['3 failed -', '10 cancelled -']);
	assert.deepEqual(logged(stages, two, 'cancelled'), ['3 cancelled -', '10 cancelled -']);
});

test('several platforms: every line for each of them, and what was fetched', () => {
	const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
	const printed = [
		'#4 [linux/amd64 1/2] FROM docker.io/library/a',
		`#4 ${digest('a')} 0B / 2.00MB`,
		'#5 [linux/arm64 1/2] FROM docker.io/library/a',
		`#4 ${digest('b')} 1.50kB / 1.50kB done`,
		`#4 ${digest('a')} 2.00MB / 2.00MB 0.4s done`,
		`#4 extracting ${digest('a')} 0.1s done`,
		'#4 DONE 0.5s',
		'#5 CACHED',
		'#6 [linux/amd64->arm64 2/2] RUN true',
		'#7 [linux/amd64 2/2] RUN true',
		'#6 DONE 2.0s',
		'#7 DONE 1.0s',
	];
	const doc = new DockerfileDocument('FROM a\nRUN true\n');
	const log = new StepLog(new StepPlaces(cacheSteps(doc), allSteps(doc)));
	const reader = new ProgressReader();
	for (const line of printed) for (const event of reader.line(line)) log.add(event, 0);
	const steps = log.end('built', undefined, 0);
	assert.deepEqual(
		steps.map(({ line, platform, pulledBytes, outcome, seconds }) => [line, platform, pulledBytes, outcome, seconds]),
		[
			[0, 'linux/amd64', 2_001_500, 'done', 0.5],
			[0, 'linux/arm64', undefined, 'cached', 0],
			[1, 'linux/amd64->arm64', undefined, 'done', 2],
			[1, 'linux/amd64', undefined, 'done', 1],
		],
	);
	assert.deepEqual(
		[...runsByLine(steps)],
		[
			[0, { outcome: 'done', seconds: 0.5 }],
			[1, { outcome: 'done', seconds: 2 }],
		],
	);
});
