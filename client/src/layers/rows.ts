import type { ImageLayers, LayerRow, LineRange } from '../../../server/src/protocol/layers.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';

/** One line of the layer pane. */
export interface PaneRow {
	/** Unique in the image and stable over refreshes, so that the tree keeps what is open. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** Markdown. */
	readonly tooltip: string;
	readonly size: number;
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
	return {
		id: `layer-${row.ordinal}`,
		label: shortText(row.createdBy) || row.keyword || 'Layer',
		description: description(row.size, row.share, row.line),
		tooltip: tooltip(row),
		size: row.size,
		line: row.line,
		children: [],
	};
}

function baseRow(layers: ImageLayers, rows: readonly LayerRow[]): PaneRow {
	const size = rows.reduce((sum, row) => sum + row.size, 0);
	const share = rows.reduce((sum, row) => sum + row.share, 0);
	const line = rows.find(row => row.line !== undefined)?.line;
	const name = layers.base?.name ?? 'base image';
	return {
		id: 'base',
		label: shortText(`FROM ${name}`),
		description: description(size, share, line),
		tooltip: `**FROM ${escapeMarkdown(name)}**\n\n${count(rows.length, 'layer')} of the base image, ${formatSize(size)}, ${percent(share)} of the total`,
		size,
		line,
		children: rows.map(row => layerRow({ ...row, line: undefined })),
	};
}

function description(size: number, share: number, line: LineRange | undefined): string {
	const place = line === undefined ? [] : [`line ${line.start + 1}`];
	return [formatSize(size), percent(share), ...place, bar(share)].join('  ').trimEnd();
}

const barWidth = 8;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share of 0 to 1 as a bar of up to eight cells. Something is never drawn as nothing. */
export function bar(share: number): string {
	const steps = share <= 0 ? 0 : Math.max(1, Math.round(Math.min(1, share) * barWidth * 8));
	return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
}

/** "12 %", "<1 %" for what is there but small. */
export function percent(share: number): string {
	if (share > 0 && share < 0.01) return '<1 %';
	return `${Math.round(share * 100)} %`;
}

/** "12 layers, 84.2 MB". */
export function totalText(layers: ImageLayers): string {
	return `${count(layers.rows.filter(row => !row.empty).length, 'layer')}, ${formatSize(layers.totalSize)}`;
}

const sizeMeaning: Readonly<Record<ImageLayers['sizeKind'], string>> = {
	unpacked: 'Sizes are those of the files in each layer.',
	disk: 'Sizes are disk blocks, as this engine counts them: small files count more than they hold.',
	tar: 'Sizes are those of the layers as tar archives.',
	packed: 'Sizes are those of the layers as a registry stores them, compressed.',
};

/** Stands above the rows: which image, what its numbers mean, and why no line is known where none is. */
export function paneMessage(layers: ImageLayers): string {
	const sentences = [`${layers.reference}: ${[totalText(layers), layers.platform].filter(part => part !== '').join(', ')}`];
	if (layers.sizeKind !== 'unpacked') sentences.push(sizeMeaning[layers.sizeKind]);
	if (layers.dockerfileMatches === false) sentences.push('This image was not built from the open Dockerfile, so its layers have no lines.');
	return sentences.map(sentence => sentence.replace(/[^.]$/, '$&.')).join(' ');
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

/** A pane is narrow, and the size should be seen in it: flags go (the tooltip has them), and what is long is cut. */
const longestLabel = 20;

function shortText(text: string): string {
	const flat = text
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^(\S+)(?: --\S+)+(?= )/, '$1');
	return flat.length > longestLabel ? `${flat.slice(0, longestLabel - 1).trimEnd()}…` : flat;
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function grouped(amount: number): string {
	return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
