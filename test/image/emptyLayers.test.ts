import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { settleEmptyLayers } from '../../server/src/image/emptyLayers.ts';
import { type HistoryEntry, readImageConfig } from '../../server/src/image/records.ts';

const fixtures = join(import.meta.dirname, '../fixtures/image');

function config(name: string) {
	return readImageConfig(JSON.parse(readFileSync(join(fixtures, `config.${name}.json`), 'utf8')));
}

/** As an engine tells it: no flag, and sizes only where files were written. */
function asEngine(history: readonly HistoryEntry[]): HistoryEntry[] {
	return history.map(entry => ({ ...entry, empty: undefined, size: !entry.empty && /echo|COPY|ADD|^$/.test(entry.createdBy) ? 10 : 0 }));
}

for (const name of ['legacy', 'bk20', 'c26.Dockerfile', 'c26.Dockerfile.hd', 'bhtrue']) {
	test(`the layers of ${name} are found without the flags`, () => {
		const { history, diffIds } = config(name);
		assert.deepEqual(
			settleEmptyLayers(asEngine(history), diffIds.length)?.entries.map(entry => entry.empty),
			history.map(entry => entry.empty),
		);
	});
}

function entry(createdBy: string, size: number): HistoryEntry {
	return { createdBy, comment: createdBy.includes('buildkit') ? 'buildkit.dockerfile.v0' : '', created: undefined, empty: undefined, size };
}

test('certain only where no other assignment fits', () => {
	const history = [entry('COPY a / # buildkit', 5), entry('RUN /bin/sh -c true # buildkit', 0), entry('ENV A=b', 0)];
	assert.deepEqual([settleEmptyLayers(history, 2)?.certain, settleEmptyLayers(history, 1)?.certain], [true, true]);
	const two = [entry('/bin/sh -c true', 0), entry('/bin/sh -c #(nop) WORKDIR /x', 0)];
	assert.deepEqual(settleEmptyLayers(two, 1), {
		entries: [
			{ ...two[0], empty: true },
			{ ...two[1], empty: false },
		],
		certain: false,
	});
});

test('a history that cannot fit is no history', () => {
	assert.equal(settleEmptyLayers([entry('COPY a / # buildkit', 5)], 2), undefined);
	assert.equal(settleEmptyLayers([entry('COPY a / # buildkit', 5), entry('COPY b / # buildkit', 5)], 1), undefined);
	assert.equal(settleEmptyLayers([{ ...entry('x', 1), empty: false }], 2), undefined);
});
