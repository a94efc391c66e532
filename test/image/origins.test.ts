import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type ImageLayers, imageLayers } from '../../server/src/image/layerModel.ts';
import type { DockerfileStep } from '../../server/src/image/origins.ts';
import { type HistoryEntry, readImageConfig } from '../../server/src/image/records.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { dockerfileSteps } from '../../server/src/service/steps.ts';

const fixtures = join(import.meta.dirname, '../fixtures/image');

function steps(file: string, target?: string): readonly DockerfileStep[] {
	const found = dockerfileSteps(new DockerfileDocument(readFileSync(join(fixtures, file), 'utf8')), target);
	assert(found);
	return found;
}

function image(
	config: string,
	dockerfile: readonly DockerfileStep[],
	history = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] => entries,
): ImageLayers {
	const read = readImageConfig(JSON.parse(readFileSync(join(fixtures, `config.${config}.json`), 'utf8')));
	return imageLayers({
		reference: config,
		id: '',
		platform: read.platform,
		sizeKind: 'unpacked',
		history: history(read.history),
		diffIds: read.diffIds,
		dockerfile: { text: '', steps: dockerfile },
	});
}

/** `KEYWORD line`, one-based; L in front where a layer was made; the base image and its triggers as one word. */
function mapped({ rows }: ImageLayers): string[] {
	const own = rows.filter(row => !row.fromBase);
	return own.map(
		({ empty, keyword, line }) =>
			`${empty ? ' ' : 'L'} ${keyword} ${line === undefined ? '?' : line.start === line.end ? line.start + 1 : `${line.start + 1}-${line.end + 1}`}`,
	);
}

// map.Dockerfile from line 12 on: what each line is, and whether it makes a layer with BuildKit.
const buildkit = [
	'  ARG 12',
	'  ARG 13',
	'  ENV 14-15',
	'  LABEL 16',
	'L WORKDIR 17',
	'L WORKDIR 18',
	'L COPY 19',
	'L COPY 20',
	'L COPY 21',
	'L ADD 22',
	'L RUN 23',
	'L RUN 24',
	'L RUN 25',
	'  SHELL 26',
	'L RUN 27',
	'  USER 28',
	'  EXPOSE 29',
	'  VOLUME 30',
	'  HEALTHCHECK 31',
	'  STOPSIGNAL 32',
	'  ENTRYPOINT 33',
	'  CMD 34',
];

describe('every instruction of the Dockerfile is found in the history of', () => {
	test('BuildKit in Docker 20.10', () => assert.deepEqual(mapped(image('bk20', steps('map.Dockerfile'))), buildkit));
	test('BuildKit in Docker 26', () => assert.deepEqual(mapped(image('c26.Dockerfile', steps('map.Dockerfile'))), buildkit));
	test('the classic builder, where RUN true makes no layer', () =>
		assert.deepEqual(
			mapped(image('legacy', steps('map.Dockerfile'))),
			buildkit.map(row => row.replace('L RUN 25', '  RUN 25')),
		));
	test('buildah, where WORKDIR makes no layer', () =>
		assert.deepEqual(
			mapped(image('bhtrue', steps('map.Dockerfile'))),
			buildkit.map(row => row.replace('L WORKDIR', '  WORKDIR')),
		));
	test('buildah with one layer per stage, which has the lines of all that wrote to it', () =>
		assert.deepEqual(
			mapped(image('bhfalse', steps('map.Dockerfile'))),
			buildkit.map(row => (row.endsWith('CMD 34') ? 'L CMD 17-34' : row.replace(/^L /, '  '))),
		));
	test('BuildKit in Docker 26 with heredocs and three stages on top of each other', () =>
		assert.deepEqual(mapped(image('c26.Dockerfile.hd', steps('heredoc.Dockerfile'))), [
			'L RUN 2-5',
			'L COPY 6-10',
			'L RUN 11',
			'L COPY 12',
			'L COPY 13',
			'L RUN 15',
			'L RUN 17',
		]));
});

test('base layers and the triggers of ONBUILD belong to the FROM of the target', () => {
	for (const config of ['legacy', 'bk20', 'c26.Dockerfile', 'bhtrue', 'bhfalse']) {
		const { rows, base } = image(config, steps('map.Dockerfile'));
		const lines = rows.filter(row => row.fromBase).map(row => row.line);
		assert(lines.length >= 4, config);
		assert.deepEqual(new Set(lines.map(line => line?.start)), new Set([10]), config);
		assert.deepEqual(base, { name: 'localhost:5000/onb:1' });
	}
});

test('a layer keeps its digest and its share', () => {
	const { rows } = image('bk20', steps('map.Dockerfile'), entries =>
		entries.map((entry, index) => ({ ...entry, size: index === 0 ? 300 : index === 11 ? 100 : 0 })),
	);
	assert.deepEqual(
		rows.filter(row => row.size > 0).map(row => [row.keyword, row.share, row.diffId?.slice(0, 15)]),
		[
			['', 0.75, 'sha256:0fb59d8a'],
			['WORKDIR', 0.25, rows[11]?.diffId?.slice(0, 15)],
		],
	);
	assert.equal(new Set(rows.flatMap(row => row.diffId ?? [])).size, rows.filter(row => !row.empty).length);
});

test('an instruction that was added since the build has no layer, and the others keep theirs', () => {
	const added = steps('map.Dockerfile').toSpliced(6, 0, { keyword: 'RUN', text: 'RUN apk add --no-cache curl', startLine: 90, endLine: 90 });
	assert.deepEqual(mapped(image('c26.Dockerfile', added)), buildkit);
});

test('an instruction that was removed since the build leaves its layer without a line', () => {
	const removed = steps('map.Dockerfile').filter(step => step.startLine !== 19);
	assert.deepEqual(
		mapped(image('c26.Dockerfile', removed)),
		buildkit.map(row => row.replace('COPY 20', 'COPY ?')),
	);
});

test('the Dockerfile of another image gives no lines and says so', () => {
	const { rows, dockerfileMatches, base } = image('c26.Dockerfile', steps('heredoc.Dockerfile'));
	assert.equal(dockerfileMatches, false);
	assert.deepEqual(
		rows.filter(row => row.line !== undefined || row.fromBase),
		[],
	);
	assert.equal(base, undefined);
});

test('on scratch nothing belongs to a base', () => {
	const scratch: DockerfileStep[] = [
		{ keyword: 'FROM', text: 'FROM scratch', startLine: 0, endLine: 0 },
		{ keyword: 'COPY', text: 'COPY a /', startLine: 1, endLine: 1 },
		{ keyword: 'COPY', text: 'COPY b /', startLine: 2, endLine: 2 },
	];
	const history = ['COPY a / # buildkit', 'COPY b / # buildkit'].map(createdBy => ({
		createdBy,
		comment: 'buildkit.dockerfile.v0',
		created: undefined,
		empty: false,
		size: 1,
	}));
	const { rows, base } = imageLayers({
		reference: 'x',
		id: '',
		platform: { os: 'linux', architecture: 'amd64', variant: undefined },
		sizeKind: 'unpacked',
		history,
		diffIds: ['a', 'b'],
		dockerfile: { text: '', steps: scratch },
	});
	assert.deepEqual(
		rows.map(row => [row.fromBase, row.line?.start]),
		[
			[false, 1],
			[false, 2],
		],
	);
	assert.equal(base, undefined);
});

test("the last of two equal instructions is ours, the other the base's", () => {
	const dockerfile: DockerfileStep[] = [
		{ keyword: 'FROM', text: 'FROM debian:12', startLine: 0, endLine: 0 },
		{ keyword: 'CMD', text: 'CMD ["bash"]', startLine: 1, endLine: 1 },
	];
	const entry = (createdBy: string, empty: boolean) => ({ createdBy, comment: '', created: undefined, empty, size: undefined });
	const { rows } = imageLayers({
		reference: 'x',
		id: '',
		platform: { os: 'linux', architecture: 'amd64', variant: undefined },
		sizeKind: 'unpacked',
		history: [entry('/bin/sh -c #(nop) ADD file:x in /', false), entry('/bin/sh -c #(nop)  CMD ["bash"]', true), entry('CMD ["bash"]', true)],
		diffIds: ['a'],
		dockerfile: { text: '', steps: dockerfile },
	});
	assert.deepEqual(
		rows.map(row => [row.fromBase, row.line?.start]),
		[
			[true, 0],
			[true, 0],
			[false, 1],
		],
	);
});

test('a target is built from its own chain of stages', () => {
	assert.deepEqual(
		steps('heredoc.Dockerfile', 'mid').map(step => [step.keyword, step.startLine]),
		[
			['FROM', 0],
			['RUN', 1],
			['COPY', 5],
			['RUN', 10],
			['COPY', 11],
			['COPY', 12],
			['RUN', 14],
		],
	);
	assert.deepEqual(
		steps('map.Dockerfile', '0').map(step => step.startLine),
		[3, 4, 5],
	);
	assert.equal(dockerfileSteps(new DockerfileDocument('FROM a'), 'nope'), undefined);
});
