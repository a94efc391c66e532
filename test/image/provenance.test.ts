import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeBase64 } from '../../server/src/image/base64.ts';
import type { JsonRecord } from '../../server/src/image/json.ts';
import { imageLayers, type LayerSource } from '../../server/src/image/layerModel.ts';
import { readProvenance } from '../../server/src/image/provenance.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { dockerfileAtHand } from '../../server/src/service/steps.ts';

interface Statement extends JsonRecord {
	readonly predicate: {
		readonly metadata: Record<string, { readonly layers: Record<string, { readonly digest: string }[][]>; readonly source: JsonRecord }>;
		readonly buildConfig: JsonRecord;
	};
}

const statement = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/image/provenance-max.slsa02.json'), 'utf8')) as Statement;
const metadata = statement.predicate.metadata['https://mobyproject.org/buildkit@v1#metadata'];
const digests = (metadata?.layers['step10:0']?.[0] ?? []).map(({ digest }) => digest);
/** Lines that made layers, from 0: what is in the Dockerfile of the statement. */
const lines = [3, 4, 5, 6, 7, 8, 9, 10, 12];

test('each layer has the line that made it, also where the empty layer comes twice', () => {
	const read = readProvenance(statement, digests);
	assert.equal(digests[5], digests[9]);
	assert.equal(read?.baseLayers, 1);
	assert.deepEqual(
		read?.lines.map(line => line?.start),
		[undefined, ...lines],
	);
	assert.match(read?.dockerfile ?? '', /^FROM .*busybox:1\n/);
});

test('the same from a statement of SLSA v1', () => {
	const { predicate, ...rest } = statement;
	const v1 = {
		...rest,
		predicate: {
			runDetails: { metadata: { buildkit_metadata: metadata } },
			buildDefinition: { internalParameters: { buildConfig: predicate.buildConfig } },
		},
	};
	assert.deepEqual(readProvenance(v1, digests), readProvenance(statement, digests));
});

test('a statement about another image, or without layers, tells nothing', () => {
	assert.equal(readProvenance(statement, ['sha256:other']), undefined);
	assert.equal(readProvenance({}, digests), undefined);
	assert.equal(readProvenance({ predicate: { metadata: 3, buildConfig: [] } }, digests), undefined);
});

function attested(text: string) {
	const provenance = readProvenance(statement, digests);
	const source: LayerSource = {
		reference: 'bench:bk',
		id: '',
		platform: { os: 'linux', architecture: 'amd64', variant: undefined },
		sizeKind: 'unpacked',
		// what a builder wrote that we cannot align with anything
		history: digests.map(() => ({ createdBy: '', comment: 'unknown', created: undefined, empty: false, size: 1 })),
		diffIds: digests.map((_, index) => `sha256:${index}`),
		provenance,
		dockerfile: dockerfileAtHand(new DockerfileDocument(text)),
	};
	return imageLayers(source);
}

test('rows take their lines from it while the Dockerfile is that of the build', () => {
	const text = readProvenance(statement, digests)?.dockerfile ?? '';
	const { rows, dockerfileChanged } = attested(text);
	assert.equal(dockerfileChanged, false);
	assert.deepEqual(
		rows.map(({ line, trust, fromBase }) => [line?.start, trust, fromBase]),
		[[0, 'provenance', true], ...lines.map(line => [line, 'provenance', false])],
	);
});

test('a Dockerfile that was changed since is said to be, and its lines are not taken for exact', () => {
	const text = readProvenance(statement, digests)?.dockerfile ?? '';
	const { rows, dockerfileChanged } = attested(text.replace('COPY t1', 'RUN true\nCOPY t1'));
	assert.equal(dockerfileChanged, true);
	assert(rows.every(({ trust }) => trust !== 'provenance'));
});

test('base64, as Buffer has it', () => {
	for (const text of ['', 'a', 'ab', 'abc', 'FROM größe\n', '\u{1F433} '.repeat(50)]) {
		const bytes = Buffer.from(text);
		assert.deepEqual(Buffer.from(decodeBase64(bytes.toString('base64')) ?? []), bytes);
	}
	for (const text of ['*', 'a', 'ab c']) assert.equal(decodeBase64(text), undefined);
});
