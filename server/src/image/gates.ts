/** Limits that an image must keep, for CI. */

import type { DiveScore } from './diveScore.ts';
import { formatSize, parseSize } from './size.ts';
import type { Waste } from './waste.ts';

export interface Gates {
	/** Bytes, as the layers are counted. */
	readonly maxSize?: number | undefined;
	/** Bytes that nobody sees: in all, or as a share (0 to 1) of all bytes in layers. */
	readonly maxWaste?: { readonly bytes: number } | { readonly share: number } | undefined;
	/** Dive's three rules, by dive's formulas. */
	readonly minEfficiency?: number | undefined;
	readonly maxDiveWaste?: number | undefined;
	readonly maxDiveUserWaste?: number | undefined;
}

export interface Measured {
	readonly size: number;
	/** Absent where the layers were not read. */
	readonly waste?: Waste | undefined;
	readonly dive?: DiveScore | undefined;
}

/** True if the layers have to be read to tell. */
export function needLayers({ maxWaste, minEfficiency, maxDiveWaste, maxDiveUserWaste }: Gates): boolean {
	return maxWaste !== undefined || minEfficiency !== undefined || maxDiveWaste !== undefined || maxDiveUserWaste !== undefined;
}

/** What is exceeded, a sentence each. */
export function exceeded(gates: Gates, { size, waste, dive }: Measured): string[] {
	const found: string[] = [];
	const { maxSize, maxWaste, minEfficiency, maxDiveWaste, maxDiveUserWaste } = gates;
	if (maxSize !== undefined && size > maxSize) found.push(`It has ${formatSize(size)}, which is more than ${formatSize(maxSize)}.`);
	if (maxWaste && waste) {
		const share = waste.total === 0 ? 0 : waste.reclaimable / waste.total;
		if ('bytes' in maxWaste && waste.reclaimable > maxWaste.bytes)
			found.push(`${formatSize(waste.reclaimable)} in its layers are seen by nobody, which is more than ${formatSize(maxWaste.bytes)}.`);
		if ('share' in maxWaste && share > maxWaste.share)
			found.push(`${percentText(share)} of the bytes in its layers are seen by nobody, which is more than ${percentText(maxWaste.share)}.`);
	}
	if (!dive) return found;
	if (minEfficiency !== undefined && dive.efficiency < minEfficiency)
		found.push(`Its efficiency, as dive counts it, is ${percentText(dive.efficiency)}, which is less than ${percentText(minEfficiency)}.`);
	if (maxDiveWaste !== undefined && dive.wastedBytes > maxDiveWaste)
		found.push(`It wastes ${formatSize(dive.wastedBytes)}, as dive counts, which is more than ${formatSize(maxDiveWaste)}.`);
	if (maxDiveUserWaste !== undefined && dive.wastedUserPercent > maxDiveUserWaste)
		found.push(
			`It wastes ${percentText(dive.wastedUserPercent)} of what its own layers add, as dive counts, which is more than ${percentText(maxDiveUserWaste)}.`,
		);
	return found;
}

/** `5%` or `0.05`: 0 to 1; `undefined` if it is neither. */
export function parseShare(text: string): number | undefined {
	const match = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text);
	const value = match && Number(match[1]) / (match[2] ? 100 : 1);
	return value !== null && value !== undefined && value <= 1 ? value : undefined;
}

/** `5%`, or a size. */
export function parseWaste(text: string): Gates['maxWaste'] {
	if (text.includes('%')) {
		const share = parseShare(text);
		return share === undefined ? undefined : { share };
	}
	const bytes = parseSize(text);
	return bytes === undefined ? undefined : { bytes };
}

export function percentText(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
