/** What BuildKit attested about a build (`--provenance=mode=max`): which line made which layer, exactly. */
import { decodeBase64 } from './base64.ts';
import { asArray, asNumber, asRecord, asText, type JsonRecord } from './json.ts';
import type { LineRange } from './layerModel.ts';
import { decodeUtf8 } from './utf8.ts';

export interface Provenance {
	/** The Dockerfile of the build; `undefined` where the statement has none (mode=min). */
	readonly dockerfile: string | undefined;
	/** Per layer of the image, oldest first, the lines of that Dockerfile; `undefined` for those of the base image and of its ONBUILD triggers. */
	readonly lines: readonly (LineRange | undefined)[];
	/** How many layers are the base image's. */
	readonly baseLayers: number;
}

interface StepFacts {
	readonly id: string;
	readonly isBase: boolean;
	readonly line: LineRange | undefined;
	/** Digests of all layers up to and with this step, as they are packed. */
	readonly chain: readonly string[];
}

/**
 * Reads a statement of SLSA v0.2 or v1. `digests`: the packed layers of the image, as its manifest lists them. A layer belongs to the step whose chain of
 * layers is the image's up to it: by position, because the empty layer comes again and again. `undefined` if the statement does not tell.
 * Source: https://docs.docker.com/build/metadata/attestations/slsa-definitions/
 */
export function readProvenance(statement: JsonRecord, digests: readonly string[]): Provenance | undefined {
	const predicate = asRecord(statement.predicate);
	const oldMetadata = asRecord(predicate.metadata)['https://mobyproject.org/buildkit@v1#metadata'];
	const metadata = asRecord(oldMetadata ?? asRecord(asRecord(predicate.runDetails).metadata).buildkit_metadata);
	const config = asRecord(predicate.buildConfig ?? asRecord(asRecord(predicate.buildDefinition).internalParameters).buildConfig);
	const steps = stepsIn(metadata, config).filter(({ chain }) => chain.length <= digests.length && chain.every((digest, index) => digest === digests[index]));
	if (steps.length === 0) return undefined;
	const baseLayers = Math.max(0, ...steps.filter(({ isBase }) => isBase).map(({ chain }) => chain.length));
	const lines = digests.map((_, layer) => (layer < baseLayers ? undefined : steps.findLast(({ chain, line }) => chain.length === layer + 1 && line)?.line));
	return { dockerfile: dockerfileIn(metadata), lines, baseLayers };
}

function stepsIn(metadata: JsonRecord, config: JsonRecord): StepFacts[] {
	const locations = asRecord(asRecord(metadata.source).locations);
	const sources = new Set(
		asArray(config.llbDefinition)
			.map(asRecord)
			.filter(step => asText(asRecord(asRecord(asRecord(step.op).Op).source).identifier)?.startsWith('docker-image://'))
			.map(step => asText(step.id)),
	);
	return Object.entries(asRecord(metadata.layers)).flatMap(([output, chains]) => {
		const id = output.replace(/:\d+$/, '');
		const line = lineIn(asRecord(locations[id]));
		return asArray(chains).map(chain => ({ id, isBase: sources.has(id), line, chain: asArray(chain).map(layer => asText(asRecord(layer).digest) ?? '') }));
	});
}

/** A heredoc has one range a line. A location of another file (`sourceIndex`) is that of an ONBUILD trigger. */
function lineIn(location: JsonRecord): LineRange | undefined {
	const ranges = asArray(location.locations)
		.map(asRecord)
		.filter(({ sourceIndex }) => !sourceIndex)
		.flatMap(({ ranges }) => asArray(ranges).map(asRecord));
	const starts = ranges.map(({ start }) => asNumber(asRecord(start).line) ?? 0);
	const ends = ranges.map(({ end }) => asNumber(asRecord(end).line) ?? 0);
	if (ranges.length === 0 || Math.min(...starts) < 1) return undefined;
	return { start: Math.min(...starts) - 1, end: Math.max(...ends) - 1 };
}

function dockerfileIn(metadata: JsonRecord): string | undefined {
	const data = asText(asRecord(asArray(asRecord(metadata.source).infos)[0]).data);
	const bytes = data === undefined ? undefined : decodeBase64(data);
	return bytes && decodeUtf8(bytes);
}
