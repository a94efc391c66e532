import type { ImageLayers, LayerRow } from '../image/layerModel.ts';
import type { SizeKind } from '../image/records.ts';
import { formatSize } from '../image/size.ts';

const kinds: Readonly<Record<SizeKind, string>> = {
	unpacked: 'bytes of files in layers',
	disk: 'blocks on disk, as the containerd store counts',
	tar: 'bytes of uncompressed tars',
	packed: 'compressed bytes',
};

/** A table for people: sizes right-aligned, oldest layer first as in the Dockerfile, the total below. */
export function layersText(image: ImageLayers, dockerfile?: string): string {
	const header = [`${image.reference}  ${image.platform}  ${shortId(image.id)}`];
	if (image.base) header.push(`base: ${image.base.name}`);
	if (image.dockerfileMatches === false) header.push(`${dockerfile ?? 'The Dockerfile'} is not what this image was built from; no lines are shown.`);
	const lines = image.rows.some(row => row.line !== undefined);
	const cells = image.rows.map(row => [
		String(row.ordinal),
		row.empty ? '-' : formatSize(row.size),
		row.empty ? '' : percent(row.share),
		...(lines ? [lineText(row)] : []),
		commandText(row),
	]);
	const total = ['', formatSize(image.totalSize), '', ...(lines ? [''] : []), `total (${kinds[image.sizeKind]})`];
	const titles = ['#', 'size', 'share', ...(lines ? ['line'] : []), 'instruction'];
	const approximate = image.rows.some(row => row.trust === 'approximate') ? ['Which instructions made no layer is inferred: the engine does not say.'] : [];
	return [...header, '', ...table([titles, ...cells, total]), ...approximate, ''].join('\n');
}

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
