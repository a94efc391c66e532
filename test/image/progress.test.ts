import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type BuildEvent, ProgressReader } from '../../server/src/image/progress.ts';

function read(text: string): { events: BuildEvent[]; imageId: string | undefined } {
	const reader = new ProgressReader();
	const events = text.split('\n').flatMap(line => reader.line(line));
	return { events, imageId: reader.imageId };
}

const sample = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/image', name), 'utf8');

test('BuildKit: every step begins once and ends once', () => {
	const { events, imageId } = read(sample('progress.plain.txt'));
	const steps = events.filter(event => event.kind === 'step');
	const done = events.filter(event => event.kind === 'stepDone');
	assert.deepEqual(
		events.filter(event => event.kind === 'transfer').map(({ of, bytes, total }) => [of, bytes, total]),
		[
			['context', 469_920_000, undefined],
			['context', 535_970_000, undefined],
			['context', 866_060_000, undefined],
			['context', 998_630_000, undefined],
		],
	);
	assert.deepEqual(
		steps.map(step => step.number),
		[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
	);
	assert.deepEqual(steps[3], {
		kind: 'step',
		number: 4,
		total: 10,
		stage: undefined,
		text: 'RUN cp -r /usr/share/man/man3 /usr/share/man3copy && rm -rf /usr/share/man/man1',
		vertex: '8',
	});
	assert.deepEqual(
		done.map(({ number, seconds, cached }) => [number, seconds, cached]),
		[
			[1, 0, false],
			[2, 3.1, false],
			[3, 3, false],
			[4, 1, false],
			[5, 1.8, false],
			[6, 1.5, false],
			[7, 0.2, false],
			[8, 1, false],
			[9, 0.2, false],
			[10, 0, false],
		],
	);
	assert.equal(imageId, 'sha256:ae7531bcafafdad6cc174b3b426ae038f5c0246105a1c53c1399d567b603d5bb');
});

test('the classic builder: every instruction is a step', () => {
	const { events, imageId } = read(sample('progress.legacy.txt'));
	const steps = events.filter(event => event.kind === 'step');
	assert.deepEqual(
		steps.map(step => step.number),
		Array.from({ length: 28 }, (_, index) => index + 1),
	);
	assert.deepEqual([steps[5]?.text, steps[5]?.total], ['FROM ${BASE} AS final', 28]);
	assert.deepEqual(
		events.filter(event => event.kind === 'stepDone').map(event => [event.number, event.cached]),
		[[4, true]],
	);
	assert.equal(imageId, '214ec44dcf43');
});

test('stages, caches, output and warnings of BuildKit', () => {
	const { events } = read(
		'#7 [build 2/3] RUN make\n#7 0.250 cc main.c\n#8 [internal] load build context\n#8 transferring context: 2B done\n#9 [stage-1 1/2] FROM docker.io/library/x\n#9 CACHED\n#7 [build 2/3] RUN make\n#7 ...\n#7 1.2 done 100%\n#7 DONE 1.3s\n',
	);
	assert.deepEqual(events, [
		{ kind: 'step', number: 2, total: 3, stage: 'build', text: 'RUN make', vertex: '7' },
		{ kind: 'log', text: 'cc main.c', vertex: '7' },
		{ kind: 'transfer', of: 'context', bytes: 2, total: undefined, vertex: '8' },
		{ kind: 'step', number: 1, total: 2, stage: 'stage-1', text: 'FROM docker.io/library/x', vertex: '9' },
		{ kind: 'stepDone', number: 1, stage: 'stage-1', seconds: undefined, cached: true, vertex: '9' },
		{ kind: 'log', text: 'done 100%', vertex: '7' },
		{ kind: 'stepDone', number: 2, stage: 'build', seconds: 1.3, cached: false, vertex: '7' },
	]);
	assert.deepEqual(read('WARNING: No output specified').events, [{ kind: 'warning', text: 'No output specified' }]);
});

test('Podman', () => {
	const { events } = read('[1/2] STEP 1/2: FROM x AS build\n[1/2] STEP 2/2: RUN make\nhello\n');
	assert.deepEqual(
		events.map(event => (event.kind === 'step' ? [event.number, event.text] : event)),
		[[1, 'FROM x AS build'], [2, 'RUN make'], { kind: 'log', text: 'hello', vertex: undefined }],
	);
});
