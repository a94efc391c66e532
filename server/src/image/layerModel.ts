import type { ArchivedImage } from './archiveContents.ts';
import { settleEmptyLayers } from './emptyLayers.ts';
import { type HistoryInstruction, readInstruction } from './history.ts';
import { type LayerIndex, sizeOfLayer } from './layerIndex.ts';
import { type Alignment, align, type DockerfileStep } from './origins.ts';
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
	/** The chain of stages the image was built from, FROM first. */
	readonly steps?: readonly DockerfileStep[];
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
	const alignment = source.steps === undefined || settled === undefined ? undefined : align(instructions, source.steps);
	const matches = source.steps === undefined ? undefined : alignment !== undefined && alignment.agreement >= leastAgreement;
	const lines = alignment && matches ? lineRanges(alignment, source.steps as readonly DockerfileStep[], instructions, entries) : [];
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
			fromBase: matches === true && index < (alignment as Alignment).firstOwn,
			line: lines[index],
			trust: certain ? ('config' as const) : ('approximate' as const),
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
	};
}

/** What an engine answered to `inspect` and `history`. */
export function engineLayers(reference: string, inspect: ImageInspect, history: readonly HistoryEntry[], steps?: readonly DockerfileStep[]): ImageLayers {
	return imageLayers({
		reference,
		id: inspect.id,
		platform: inspect.platform,
		sizeKind: inspect.layerSizeKind,
		history: withFlags(history, inspect.history),
		diffIds: inspect.diffIds,
		annotations: inspect.annotations,
		labels: inspect.labels,
		...(steps === undefined ? {} : { steps }),
	});
}

/** An image read from an archive: complete history, measured layers. */
export function archiveLayers(reference: string, image: ArchivedImage, indexes: readonly LayerIndex[], steps?: readonly DockerfileStep[]): ImageLayers {
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
		...(steps === undefined ? {} : { steps }),
	});
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
	const from = matches ? /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(source.steps?.[0]?.text ?? '')?.[1] : undefined;
	const name = from ?? source.annotations?.['org.opencontainers.image.base.name'] ?? source.labels?.['org.opencontainers.image.base.name'];
	return name === undefined || name === 'scratch' ? undefined : { name };
}
