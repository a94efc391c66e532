import type { LayerWaste } from '../../../server/src/protocol/files.ts';
import type { ImageLayers, LayerRow, LineRange } from '../../../server/src/protocol/layers.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { codeBlock, escapeMarkdown, grouped, padded, percent, plural, sizeWidth } from './words.ts';

/** One line of the layer pane. */
export interface PaneRow {
	/** Unique in the image and stable over refreshes, so that the tree keeps what is open. */
	readonly id: string;
	/** The size. It is what the pane is for, so it goes first: a narrow pane cuts the end of a row. */
	readonly label: string;
	/** Share, line and instruction. */
	readonly description: string;
	/** The instruction, shortened. */
	readonly text: string;
	/** Markdown. */
	readonly tooltip: string;
	/** The same as words, for those who hear it. */
	readonly spoken: string;
	readonly size: number;
	/** Of the image, 0 to 1. */
	readonly share: number;
	readonly line: LineRange | undefined;
	/** Which of the real layers it is, 0 for the oldest: its files can be listed. Absent for the group of a base image and for what made no layer. */
	readonly layer: number | undefined;
	/** Of the layer's files as a tar archive. */
	readonly diffId: string | undefined;
	/** The layers of the base image, under their FROM. */
	readonly children: readonly PaneRow[];
}

export interface RowOptions {
	/** A line of the Dockerfile, for instructions that the builder noted as a checksum. */
	readonly lineText?: (line: number) => string | undefined;
	/** Of each real layer, once the files were read. */
	readonly waste?: readonly LayerWaste[] | undefined;
	/** The newest layer first. */
	readonly reversed?: boolean;
	/** Instructions that made no layer are rows too. */
	readonly withEmpty?: boolean;
}

/** A row of the history, with what the pane adds to it. */
interface Layer extends LayerRow {
	readonly layer: number | undefined;
	readonly waste: LayerWaste | undefined;
}

/** The layers of an image in Dockerfile order; those of the base image are grouped under FROM. */
export function paneRows(layers: ImageLayers, { lineText = () => undefined, waste, reversed = false, withEmpty = false }: RowOptions = {}): PaneRow[] {
	let count = 0;
	const all = layers.rows.map((row): Layer => {
		const layer = row.empty ? undefined : count++;
		return { ...row, layer, waste: layer === undefined ? undefined : waste?.[layer], createdBy: instructionText(row, lineText) };
	});
	const shown = all.filter(row => withEmpty || !row.empty);
	const base = shown.filter(row => row.fromBase);
	const own = shown.filter(row => !row.fromBase).map(layerRow);
	const rows = base.length === 0 ? own : [baseRow(layers, base, reversed), ...own];
	return reversed ? rows.reverse() : rows;
}

/** The classic builder notes a checksum in place of what was copied; the Dockerfile's own line says more. */
function instructionText({ createdBy, line }: LayerRow, lineText: (line: number) => string | undefined): string {
	const noted = /^(?:COPY|ADD) (?:file|dir|multi):[0-9a-f]+ in /i.test(createdBy);
	return (
		(noted &&
			line !== undefined &&
			lineText(line.start)
				?.trim()
				.replace(/\s*\\$/, '')) ||
		createdBy
	);
}

function layerRow(row: Layer): PaneRow {
	const text = shortText(row.createdBy) || row.keyword || 'Layer';
	const wasted = row.waste?.wasted ?? 0;
	return {
		id: `layer-${row.ordinal}`,
		label: padded(row.empty ? '–' : formatSize(row.size), sizeWidth),
		description: description(row.empty ? undefined : row.share, wasted, text, row.line),
		tooltip: tooltip(row),
		spoken: spoken(text, row.empty ? undefined : row, wasted, row.line),
		size: row.size,
		share: row.share,
		line: row.line,
		layer: row.layer,
		diffId: row.diffId,
		text,
		children: [],
	};
}

function baseRow(layers: ImageLayers, rows: readonly Layer[], reversed: boolean): PaneRow {
	const size = sum(rows, row => row.size);
	const share = sum(rows, row => row.share);
	const wasted = sum(rows, row => row.waste?.wasted ?? 0);
	const line = rows.find(row => row.line !== undefined)?.line;
	const name = layers.base?.name ?? 'base image';
	const text = shortText(`FROM ${name}`);
	const made = rows.filter(row => !row.empty).length;
	const children = rows.map(row => layerRow({ ...row, line: undefined }));
	return {
		id: 'base',
		label: padded(formatSize(size), sizeWidth),
		description: description(share, wasted, text, line),
		tooltip: `**FROM ${escapeMarkdown(name)}**\n\n${plural(made, 'layer')} of the base image, ${formatSize(size)}, ${percent(share)} of the total`,
		spoken: spoken(text, { size, share }, wasted, line),
		size,
		share,
		line,
		layer: undefined,
		diffId: undefined,
		text,
		children: reversed ? children.reverse() : children,
	};
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
	return items.reduce((total, item) => total + value(item), 0);
}

function description(share: number | undefined, wasted: number, text: string, line: LineRange | undefined): string {
	const figures = padded(share === undefined ? '' : percent(share), shareWidth);
	return `${figures}  ${line === undefined ? '' : `${line.start + 1}: `}${text}${wasted === 0 ? '' : ` · ${formatSize(wasted)} wasted`}`;
}

const shareWidth = '100 %'.length;

function spoken(text: string, figures: { readonly size: number; readonly share: number } | undefined, wasted: number, line: LineRange | undefined): string {
	const parts = [text, ...(figures === undefined ? ['no layer'] : [formatSize(figures.size), percent(figures.share)])];
	if (wasted > 0) parts.push(`${formatSize(wasted)} wasted`);
	if (line !== undefined) parts.push(`line ${line.start + 1}`);
	return parts.join(', ');
}

/** "12 layers, 84.2 MB". */
export function totalText(layers: ImageLayers): string {
	return `${plural(layers.rows.filter(row => !row.empty).length, 'layer')}, ${formatSize(layers.totalSize)}`;
}

const sizeMeaning: Readonly<Record<ImageLayers['sizeKind'], string>> = {
	unpacked: 'Sizes are those of the files in each layer.',
	disk: 'Sizes are disk blocks, as this engine counts them: small files count more than they hold.',
	tar: 'Sizes are those of the layers as tar archives.',
	packed: 'Sizes are those of the layers as a registry stores them, compressed.',
};

/** Stands above the rows: which image, what its numbers mean, and why no line is known where none is. */
export function paneMessage(layers: ImageLayers): string {
	const made = layers.rows.filter(row => !row.empty).length;
	const facts = `${layers.reference} · ${[plural(made, 'layer'), formatSize(layers.totalSize), layers.platform].filter(part => part !== '').join(', ')}`;
	const sentences: string[] = [];
	if (layers.sizeKind !== 'unpacked') sentences.push(sizeMeaning[layers.sizeKind]);
	if (layers.dockerfileMatches === false) sentences.push('This image was not built from the open Dockerfile, so its layers have no lines.');
	else if (layers.dockerfileChanged === true) sentences.push('The Dockerfile was changed since this image was built.');
	if (layers.rows.some(({ line, trust }) => line !== undefined && trust === 'approximate')) sentences.push('Lines are inferred from what the engine tells.');
	return sentences.length === 0 ? facts : `${facts}. ${sentences.join(' ')}`;
}

function tooltip(row: Layer): string {
	const facts = row.empty
		? ['no layer: it only changes the configuration']
		: [`${formatSize(row.size)} (${grouped(row.size)} bytes), ${percent(row.share)} of the total`];
	if (row.waste !== undefined) facts.push(...wasteFacts(row.waste));
	if (row.entries !== undefined) facts.push(`${grouped(row.entries)} files and folders`);
	if (row.line !== undefined) facts.push(row.line.end > row.line.start ? `lines ${row.line.start + 1} to ${row.line.end + 1}` : `line ${row.line.start + 1}`);
	if (row.trust === 'provenance') facts.push('the builder attested this line');
	if (row.trust === 'approximate') facts.push('which instruction made it is inferred');
	if (row.diffId !== undefined) facts.push(`\`${row.diffId}\``);
	return `${codeBlock(row.createdBy)}\n\n${facts.map(fact => `- ${fact}`).join('\n')}`;
}

/** A pane is narrow: flags go (the tooltip has them), and what no pane would show is cut. */
const longestText = 80;

function shortText(text: string): string {
	const flat = text
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^(\S+)(?: --\S+)+(?= )/, '$1');
	return flat.length > longestText ? `${flat.slice(0, longestText - 1).trimEnd()}…` : flat;
}

function wasteFacts({ counts, wasted, metadataOnly }: LayerWaste): string[] {
	const changes = [
		counts.added > 0 ? `${grouped(counts.added)} added` : '',
		counts.modified > 0 ? `${grouped(counts.modified)} changed` : '',
		counts.metadata > 0 ? `${grouped(counts.metadata)} with another owner, mode or time only (${formatSize(metadataOnly)})` : '',
		counts.removed > 0 ? `${grouped(counts.removed)} deleted` : '',
	].filter(text => text !== '');
	return [...(changes.length === 0 ? [] : [changes.join(', ')]), ...(wasted === 0 ? [] : [`${formatSize(wasted)} wasted: later layers hide or delete them`])];
}
