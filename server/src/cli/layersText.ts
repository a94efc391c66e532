import type { LayerRow } from '../image/layerModel.ts';
import type { SizeKind } from '../image/records.ts';
import { formatSize } from '../image/size.ts';
import type { Change } from '../image/stack.ts';
import type { LayersReport, ListedFile } from './layersReport.ts';
import { printable } from './text.ts';

const kinds: Readonly<Record<SizeKind, string>> = {
	unpacked: 'bytes of files in layers',
	disk: 'blocks on disk, as the containerd store counts',
	tar: 'bytes of uncompressed tars',
	packed: 'compressed bytes',
};

const letters: Readonly<Record<Change, string>> = { added: '+', modified: '~', metadata: 'm', removed: '-' };

/** A table for people: sizes right-aligned, oldest layer first as in the Dockerfile, the total below; then what is wasted. */
export function layersText({ layers: image, summary, files }: LayersReport, dockerfile?: string): string {
	const header = [`${image.reference}  ${image.platform}  ${shortId(image.id)}`];
	if (image.base) header.push(`base: ${image.base.name}`);
	if (image.dockerfileMatches === false) header.push(`${dockerfile ?? 'The Dockerfile'} is not what this image was built from; no lines are shown.`);
	const lines = image.rows.some(row => row.line !== undefined);
	const ordinals = image.rows.filter(row => !row.empty).map(row => row.ordinal);
	let layer = -1;
	const indented = new Map<number, readonly ListedFile[]>();
	const cells = image.rows.map((row, index) => {
		if (!row.empty) indented.set(index, files?.[++layer] ?? []);
		const waste = row.empty ? undefined : summary?.layers[layer];
		return [
			String(row.ordinal),
			row.empty ? '-' : formatSize(row.size),
			row.empty ? '' : percent(row.share),
			...(summary ? [row.empty || !waste?.wasted ? '' : formatSize(waste.wasted)] : []),
			...(lines ? [lineText(row)] : []),
			commandText(row),
		];
	});
	const total = [
		'',
		formatSize(image.totalSize),
		'',
		...(summary ? [formatSize(summary.reclaimable)] : []),
		...(lines ? [''] : []),
		`total (${kinds[image.sizeKind]})`,
	];
	const titles = ['#', 'size', 'share', ...(summary ? ['wasted'] : []), ...(lines ? ['line'] : []), 'instruction'];
	const [title = '', ...rows] = table([titles, ...cells, total]);
	const body = rows.flatMap((row, index) => [row, ...(indented.get(index) ?? []).map(fileText)]);
	const approximate = image.rows.some(row => row.trust === 'approximate') ? ['Which instructions made no layer is inferred: the engine does not say.'] : [];
	return [...header, '', title, ...body, ...approximate, ...(summary ? wasteText(summary, ordinals) : []), ''].join('\n');
}

function fileText({ path, size, change }: ListedFile): string {
	return `      ${letters[change]} ${formatSize(size).padStart(sizeWidth)}  ${printable(path)}`;
}

const sizeWidth = '999 MB'.length + 1;
const mostWasted = 10;

/** `ordinals`: what the table calls each layer. */
function wasteText({ total, visible, reclaimable, dive, wasted, advice }: NonNullable<LayersReport['summary']>, ordinals: readonly number[]): string[] {
	const name = (layer: number): string => `#${ordinals[layer] ?? '?'}`;
	const share = total === 0 ? 0 : reclaimable / total;
	return [
		'',
		`${formatSize(visible)} are seen by a container; ${formatSize(reclaimable)} (${percent(share)}) in the layers are not.`,
		`dive counts: efficiency ${percent(dive.efficiency)}, wasted ${formatSize(dive.wastedBytes)} (${percent(dive.wastedUserPercent)} of what the layers after the first add).`,
		...advice.map(({ message, layers }) => `${layers.map(name).join(' and ')}: ${message}`),
		...(wasted.length === 0 ? [] : ['', 'The largest copies that nobody sees:']),
		...wasted
			.slice(0, mostWasted)
			.map(
				({ path, size, layer, by, change }) =>
					`  ${formatSize(size).padStart(sizeWidth)}  ${printable(path)}  of ${name(layer)}, ${verbs[change]} by ${name(by)}`,
			),
	];
}

const verbs: Readonly<Record<'modified' | 'metadata' | 'removed', string>> = {
	modified: 'overwritten',
	metadata: 'copied for its owner or mode',
	removed: 'removed',
};

/** All columns but the last are right-aligned. */
function table(rows: readonly (readonly string[])[]): string[] {
	const last = (rows[0]?.length ?? 1) - 1;
	const widths = Array.from({ length: last }, (_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
	return rows.map(row =>
		row
			.map((cell, column) => (column === last ? cell : cell.padStart(widths[column] ?? 0)))
			.join('  ')
			.trimEnd(),
	);
}

function commandText(row: LayerRow): string {
	const text = row.createdBy.replace(/\s+/g, ' ').trim();
	const shown = text.length > 100 ? `${text.slice(0, 99)}…` : text;
	return row.fromBase ? `(base) ${shown}` : shown;
}

function lineText({ line }: LayerRow): string {
	if (line === undefined) return '';
	return line.start === line.end ? String(line.start + 1) : `${line.start + 1}-${line.end + 1}`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

function shortId(id: string): string {
	return id.replace(/^sha256:/, '').slice(0, 12);
}
