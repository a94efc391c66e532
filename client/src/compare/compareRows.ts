import type { FileDifference, ImageComparison, LayerDifference, PackageDifference, SettingDifference } from '../../../server/src/protocol/files.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { grouped, plural } from '../layers/words.ts';

/** Texts of a line in the view of a comparison. */
export interface DifferenceText {
	readonly label: string;
	readonly description: string;
	readonly tooltip: string;
}

export function sizeText({ size, sharedLayers }: ImageComparison): string {
	const change =
		size.before === size.after ? 'as large' : `${formatSize(Math.abs(size.after - size.before))} ${size.after > size.before ? 'larger' : 'smaller'}`;
	return `${change} · ${formatSize(size.before)} → ${formatSize(size.after)} · ${plural(sharedLayers, 'layer')} shared`;
}

export function layerText({ text, line, before, after }: LayerDifference): DifferenceText {
	return {
		label: delta(before, after),
		description: `${line === undefined ? '' : `${line + 1}: `}${text.replace(/\s+/g, ' ')}`,
		tooltip: `${text}\n${fromTo(before, after)}`,
	};
}

const changes: Readonly<Record<FileDifference['change'], string>> = {
	added: 'added',
	modified: 'changed',
	metadata: 'owner or mode changed',
	removed: 'removed',
};

export function fileText({ path, change, before, after }: FileDifference): DifferenceText {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
	return { label: name, description: `${delta(before, after)} · /${folder}`, tooltip: `/${path}\n${changes[change]}\n${fromTo(before, after)}` };
}

export function filesText({ fileCounts: { added, modified, metadata, removed } }: ImageComparison): string {
	return [
		`${grouped(added)} added`,
		`${grouped(modified)} changed`,
		`${grouped(removed)} removed`,
		...(metadata === 0 ? [] : [`${grouped(metadata)} owner or mode`]),
	].join(' · ');
}

export function packageText({ manager, name, before, after }: PackageDifference): DifferenceText {
	const change = before === undefined ? `${after} added` : after === undefined ? `${before} removed` : `${before} → ${after}`;
	return { label: name, description: `${change} · ${manager}`, tooltip: `${name} (${manager})\n${change}` };
}

export function settingText({ name, before, after }: SettingDifference): DifferenceText {
	const change = before === undefined ? `${after} added` : after === undefined ? `${before} removed` : `${before} → ${after}`;
	return { label: name, description: change, tooltip: `${name}\n${change}` };
}

function delta(before: number | undefined, after: number | undefined): string {
	if (!before && !after) return before === undefined ? '+' : after === undefined ? '−' : '0 B';
	const bytes = (after ?? 0) - (before ?? 0);
	return `${bytes < 0 ? '−' : '+'}${formatSize(Math.abs(bytes))}`;
}

function fromTo(before: number | undefined, after: number | undefined): string {
	const text = (size: number | undefined): string => (size === undefined ? 'not there' : `${formatSize(size)} (${grouped(size)} bytes)`);
	return `${text(before)} → ${text(after)}`;
}
