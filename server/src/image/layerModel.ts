import type { ArchivedImage, ArchivedLayer } from './archiveContents.ts';
import { settleEmptyLayers } from './emptyLayers.ts';
import { type HistoryInstruction, readInstruction } from './history.ts';
import { type LayerIndex, sizeOfLayer } from './layerIndex.ts';
import { type Alignment, align, type DockerfileStep } from './origins.ts';
import { type Provenance, readProvenance } from './provenance.ts';
import { type HistoryEntry, type ImageInspect, type Platform, platformText, type SizeKind } from './records.ts';

/** Lines of a Dockerfile, zero-based; `end` is the last one. */
export interface LineRange {
	readonly start: number;
	readonly end: number;
}

/**
 * How a row came to its layer and its line: `provenance` the builder's own record; `config` the image's complete history, aligned with the Dockerfile;
 * `approximate` which entries made a layer had to be inferred.
 */
export type Trust = 'provenance' | 'config' | 'approximate';

/** One entry of an image's history, oldest first, with the layer it made if it made one. */
export interface LayerRow {
	/** 1 for the oldest. */
	readonly ordinal: number;
	/** Digest of the uncompressed layer; absent for rows that made none. */
	readonly diffId: string | undefined;
	readonly size: number;
	/** Of the total, 0 to 1. */
	readonly share: number;
	/** The instruction, cleaned of what the builder added. */
	readonly createdBy: string;
	readonly keyword: string;
	/** True: only metadata, no layer. */
	readonly empty: boolean;
	readonly fromBase: boolean;
	readonly line: LineRange | undefined;
	readonly trust: Trust;
	/** Entries in the layer, where it was read. */
	readonly entries: number | undefined;
}

export interface ImageLayers {
	readonly reference: string;
	readonly id: string;
	readonly platform: string;
	/** Sum of the rows. */
	readonly totalSize: number;
	readonly sizeKind: SizeKind;
	readonly rows: readonly LayerRow[];
	readonly base: { readonly name: string } | undefined;
	/** False if a Dockerfile was given and is not where this image came from. `undefined`: none was given. */
	readonly dockerfileMatches: boolean | undefined;
	/** True if the Dockerfile was changed since the build; `undefined` if that is not known: only an attested build has its text. */
	readonly dockerfileChanged: boolean | undefined;
}

export interface LayerSource {
	readonly reference: string;
	readonly id: string;
	readonly platform: Platform;
	readonly sizeKind: SizeKind;
	readonly history: readonly HistoryEntry[];
	readonly diffIds: readonly string[];
	/** Per layer, where layers were measured; else the history's sizes count. */
	readonly sizes?: readonly number[];
	readonly entries?: readonly number[];
	readonly annotations?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
	readonly dockerfile?: DockerfileAtHand | undefined;
	/** Of this very image, where the builder attested it. */
	readonly provenance?: Provenance | undefined;
}

/** The Dockerfile that may have made the image. */
export interface DockerfileAtHand {
	readonly text: string;
	/** The chain of stages that is built, FROM first. */
	readonly steps: readonly DockerfileStep[];
}

/** Below this share of refound instructions the Dockerfile belongs to another image. */
const leastAgreement = 0.5;

/** Joins history, layers and Dockerfile. */
export function imageLayers(source: LayerSource): ImageLayers {
	const settled = settleEmptyLayers(source.history, source.diffIds.length);
	const entries =
		settled?.entries ??
		source.diffIds.map((): HistoryEntry & { empty: boolean } => ({
			createdBy: '',
			comment: '(the history of this image does not fit its layers)',
			created: undefined,
			empty: false,
			size: undefined,
		}));
	const instructions = entries.map(readInstruction);
	const steps = source.dockerfile?.steps;
	const alignment = steps === undefined || settled === undefined ? undefined : align(instructions, steps);
	const attested = source.provenance?.dockerfile;
	const isChanged = attested === undefined || source.dockerfile === undefined ? undefined : attested !== source.dockerfile.text;
	const matches = steps === undefined ? undefined : isChanged === false || (alignment !== undefined && alignment.agreement >= leastAgreement);
	const lines = alignment && matches && steps ? lineRanges(alignment, steps, instructions, entries) : [];
	/** Lines of the attested text are lines of ours only if it is the same. */
	const exact = isChanged === false && steps ? exactLines(source.provenance, steps) : undefined;
	const certain = settled === undefined || settled.certain;

	let layer = -1;
	const measured = entries.map((entry, index) => {
		if (!entry.empty) layer++;
		const instruction = instructions[index] as HistoryInstruction;
		return {
			ordinal: index + 1,
			diffId: entry.empty ? undefined : source.diffIds[layer],
			size: entry.empty ? 0 : (source.sizes?.[layer] ?? entry.size ?? 0),
			createdBy: instruction.text,
			keyword: instruction.keyword,
			empty: entry.empty,
			fromBase: exact && !entry.empty ? layer < exact.baseLayers : matches === true && alignment !== undefined && index < alignment.firstOwn,
			line: (entry.empty ? undefined : exact?.lines[layer]) ?? lines[index],
			trust: !entry.empty && exact?.lines[layer] ? ('provenance' as const) : certain ? ('config' as const) : ('approximate' as const),
			entries: entry.empty ? undefined : source.entries?.[layer],
		};
	});
	const totalSize = measured.reduce((sum, row) => sum + row.size, 0);
	return {
		reference: source.reference,
		id: source.id,
		platform: platformText(source.platform),
		totalSize,
		sizeKind: source.sizeKind,
		rows: measured.map(row => ({ ...row, share: totalSize === 0 ? 0 : row.size / totalSize })),
		base: baseImage(source, matches === true),
		dockerfileMatches: matches,
		dockerfileChanged: isChanged,
	};
}

/** What an engine answered to `inspect` and `history`. */
export function engineLayers(reference: string, inspect: ImageInspect, history: readonly HistoryEntry[], dockerfile?: DockerfileAtHand): ImageLayers {
	return imageLayers({
		reference,
		id: inspect.id,
		platform: inspect.platform,
		sizeKind: inspect.layerSizeKind,
		history: withFlags(history, inspect.history),
		diffIds: inspect.diffIds,
		annotations: inspect.annotations,
		labels: inspect.labels,
		dockerfile,
	});
}

/** An image read from an archive: complete history, measured layers. */
export function archiveLayers(reference: string, image: ArchivedImage, indexes: readonly LayerIndex[], dockerfile?: DockerfileAtHand): ImageLayers {
	return imageLayers({
		reference,
		id: image.id,
		platform: image.config.platform,
		sizeKind: 'unpacked',
		history: image.config.history,
		diffIds: image.config.diffIds,
		sizes: indexes.map(sizeOfLayer),
		entries: indexes.map(({ files, removed, opaque }) => files.length + removed.length + opaque.length),
		annotations: image.annotations,
		labels: image.config.labels,
		provenance: image.provenance && readProvenance(image.provenance, image.layers.map(digestOf)),
		dockerfile,
	});
}

/** By the digest of what is stored: `blobs/sha256/HEX`. */
function digestOf({ blob }: ArchivedLayer): string {
	return blob.replace(/^blobs\/(\w+)\//, '$1:');
}

/** A line that is none of the chain's steps would be that of another stage, or a trigger's. */
function exactLines(provenance: Provenance | undefined, steps: readonly DockerfileStep[]): Pick<Provenance, 'lines' | 'baseLayers'> | undefined {
	if (!provenance) return undefined;
	const from = steps[0] && { start: steps[0].startLine, end: steps[0].endLine };
	const lines = provenance.lines.map((line, layer) => {
		if (layer < provenance.baseLayers) return from;
		const step = line && steps.find(({ startLine, endLine }) => startLine <= line.start && line.start <= endLine);
		return step && { start: step.startLine, end: step.endLine };
	});
	return { lines, baseLayers: provenance.baseLayers };
}

/** Podman's `inspect` has the flags that its `history` lacks. */
function withFlags(history: readonly HistoryEntry[], complete: readonly HistoryEntry[] | undefined): readonly HistoryEntry[] {
	if (complete === undefined || complete.length !== history.length) return history;
	return history.map((entry, index) => ({ ...entry, empty: complete[index]?.empty }));
}

function lineRanges(
	alignment: Alignment,
	steps: readonly DockerfileStep[],
	instructions: readonly HistoryInstruction[],
	entries: readonly (HistoryEntry & { empty: boolean })[],
): (LineRange | undefined)[] {
	const ranges = alignment.steps.map((step, index): LineRange | undefined => {
		const from = index < alignment.firstOwn ? steps[0] : step === undefined ? undefined : steps[step];
		return from && { start: from.startLine, end: from.endLine };
	});
	// One layer for a whole stage (buildah without --layers): COPY is marked empty, and the last entry's layer holds what they all wrote.
	let first = alignment.firstOwn;
	for (let index = first; index < entries.length; index++) {
		if (entries[index]?.empty) continue;
		const held = range(first, index).filter(entry => entries[entry]?.empty && /^(RUN|COPY|ADD|WORKDIR)$/.test(instructions[entry]?.keyword ?? ''));
		if (held.some(entry => /^(COPY|ADD)$/.test(instructions[entry]?.keyword ?? ''))) {
			const all = [...held, index].flatMap(entry => ranges[entry] ?? []);
			ranges[index] = { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) };
		}
		first = index + 1;
	}
	return ranges;
}

function range(start: number, end: number): number[] {
	return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

/** The Dockerfile's FROM, if this is its image; else what the builder noted. */
function baseImage(source: LayerSource, matches: boolean): { name: string } | undefined {
	const from = matches ? /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(source.dockerfile?.steps[0]?.text ?? '')?.[1] : undefined;
	const name = from ?? source.annotations?.['org.opencontainers.image.base.name'] ?? source.labels?.['org.opencontainers.image.base.name'];
	return name === undefined || name === 'scratch' ? undefined : { name };
}
