import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildEvent as HostEvent } from '../../server/src/host/build.ts';
import { StepPlaces } from '../../server/src/image/stepPlaces.ts';
import { EventReader } from '../../server/src/lsp/buildEvents.ts';
import { cacheSteps } from '../../server/src/service/cacheSteps.ts';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { allSteps } from '../../server/src/service/steps.ts';

const doc = new DockerfileDocument('FROM a AS one\nRUN true\nFROM b\nRUN true\nCOPY --from=one x y\n', { path: '/Dockerfile' });

function states(events: readonly HostEvent[]): unknown[] {
	const reader = new EventReader(new StepPlaces(cacheSteps(doc), allSteps(doc)));
	return events.flatMap(event => reader.read(event)).map(event => (event.type === 'step' ? [event.id, event.state, event.line] : event.type));
}

test('equal instructions are told apart by their stage', () => {
	const step = { kind: 'step', number: 2, total: 2, text: 'RUN true' } as const;
	assert.deepEqual(
		states([
			{ ...step, stage: 'one', vertex: '7' },
			{ ...step, stage: 'stage-1', vertex: '8' },
			{ kind: 'stepDone', number: 2, stage: 'stage-1', vertex: '8', seconds: 1, cached: false },
		]),
		[
			['7', 'started', 1],
			['8', 'started', 3],
			['8', 'done', undefined],
		],
	);
});

test('a builder that goes one by one does not say that a step is done: the next step says it, and the end', () => {
	const step = (number: number, text: string): HostEvent => ({ kind: 'step', number, total: 3, text, stage: undefined, vertex: undefined });
	assert.deepEqual(
		states([
			step(1, 'FROM b'),
			step(2, 'RUN true'),
			{ kind: 'stepDone', number: 2, stage: undefined, vertex: undefined, seconds: undefined, cached: true },
			step(3, 'COPY --from=one x y'),
			{ kind: 'done', imageId: 'sha256:1', seconds: 1 },
		]),
		[
			['1', 'started', 2],
			['1', 'done', undefined],
			['2', 'started', 1],
			['2', 'cached', undefined],
			['3', 'started', 4],
			['3', 'done', undefined],
		],
	);
});
