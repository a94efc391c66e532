import type { ImageLayers, LayerRow, LineRange } from '../../../server/src/protocol/layers.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';

/** One line of the layer pane. */
export interface PaneRow {
	/** Unique in the image and stable over refreshes, so that the tree keeps what is open. */
	readonly id: string;
	/** The size. It is what the pane is for, so it goes first: a narrow pane cuts the end of a row. */
	readonly label: string;
	/** Share, line and instruction. */
	readonly description: string;
	/** Markdown. */
	readonly tooltip: string;
	/** The same as words, for those who hear it. */
	readonly spoken: string;
	readonly size: number;
	/** Of the image, 0 to 1. */
	readonly share: number;
	readonly line: LineRange | undefined;
	/** The layers of the base image, under their FROM. */
	readonly children: readonly PaneRow[];
}

/**
 * The layers of an image in Dockerfile order; those of the base image are grouped under FROM. Entries that made no layer are left out.
 * `lineText` gives a line of the Dockerfile.
 */
export function paneRows(layers: ImageLayers, lineText: (line: number) => string | undefined = () => undefined): PaneRow[] {
	const made = layers.rows.filter(row => !row.empty).map(row => ({ ...row, createdBy: instructionText(row, lineText) }));
	const base = made.filter(row => row.fromBase);
	const own = made.filter(row => !row.fromBase).map(row => layerRow(row));
	return base.length === 0 ? own : [baseRow(layers, base), ...own];
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

function layerRow(row: LayerRow): PaneRow {
	const text = shortText(row.createdBy) || row.keyword || 'Layer';
	return {
		id: `layer-${row.ordinal}`,
		label: padded(formatSize(row.size), sizeWidth),
		description: description(row.share, text, row.line),
		tooltip: tooltip(row),
		spoken: spoken(text, row.size, row.share, row.line),
		size: row.size,
		share: row.share,
		line: row.line,
		children: [],
	};
}

function baseRow(layers: ImageLayers, rows: readonly LayerRow[]): PaneRow {
	const size = rows.reduce((sum, row) => sum + row.size, 0);
	const share = rows.reduce((sum, row) => sum + row.share, 0);
	const line = rows.find(row => row.line !== undefined)?.line;
	const name = layers.base?.name ?? 'base image';
	const text = shortText(`FROM ${name}`);
	return {
		id: 'base',
		label: padded(formatSize(size), sizeWidth),
		description: description(share, text, line),
		tooltip: `**FROM ${escapeMarkdown(name)}**\n\n${plural(rows.length, 'layer')} of the base image, ${formatSize(size)}, ${percent(share)} of the total`,
		spoken: spoken(text, size, share, line),
		size,
		share,
		line,
		children: rows.map(row => layerRow({ ...row, line: undefined })),
	};
}

function description(share: number, text: string, line: LineRange | undefined): string {
	return `${padded(percent(share), shareWidth)}  ${line === undefined ? '' : `${line.start + 1}: `}${text}`;
}

const sizeWidth = '1.98 MB'.length;
const shareWidth = '100 %'.length;

/** Blanks as wide as a digit, which the page keeps: the figures of the rows stand below each other. */
function padded(text: string, width: number): string {
	return text.padStart(width, '\u2007');
}

function spoken(text: string, size: number, share: number, line: LineRange | undefined): string {
	return [text, formatSize(size), percent(share), ...(line === undefined ? [] : [`line ${line.start + 1}`])].join(', ');
}

/** "12 %", "<1 %" for what is there but small. */
export function percent(share: number): string {
	if (share > 0 && share < 0.01) return '<1 %';
	return `${Math.round(share * 100)} %`;
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
	return sentences.length === 0 ? facts : `${facts}. ${sentences.join(' ')}`;
}

function tooltip(row: LayerRow): string {
	const facts = [`${formatSize(row.size)} (${grouped(row.size)} bytes), ${percent(row.share)} of the total`];
	if (row.entries !== undefined) facts.push(`${grouped(row.entries)} files and folders`);
	if (row.line !== undefined) facts.push(row.line.end > row.line.start ? `lines ${row.line.start + 1} to ${row.line.end + 1}` : `line ${row.line.start + 1}`);
	if (row.trust === 'approximate') facts.push('which instruction made it is inferred');
	if (row.diffId !== undefined) facts.push(`\`${row.diffId}\``);
	return `${codeBlock(row.createdBy)}\n\n${facts.map(fact => `- ${fact}`).join('\n')}`;
}

/** A fence longer than any in the text: an instruction is shown, never interpreted. */
function codeBlock(text: string): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}dockerfile\n${text}\n${fence}`;
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_{}[\]()<>#+\-!|]/g, '\\$&');
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

function plural(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function grouped(amount: number): string {
	return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
