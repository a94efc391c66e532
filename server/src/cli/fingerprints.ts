/** A name for each finding that stays when lines move: for code scanning, code quality reports and baselines. */
import { createHash } from 'node:crypto';
import type { FileReport } from './report.ts';

/**
 * For each finding of a file 16 hexadecimal digits: the rule, and the line it begins in, blanks not counted. Two findings of one rule in
 * two lines of the same text have the same.
 */
export function fingerprintsOf({ findings, sourceLines }: FileReport): readonly string[] {
	return findings.map(({ rule }, index) => {
		const line = (sourceLines[index] ?? '').replace(/\s+/g, ' ').trim();
		return createHash('sha256').update(`${rule}\0${line}`).digest('hex').slice(0, 16);
	});
}

/** The same, made different for findings that have the same: the second one ends in `:2`. */
export function uniqueFingerprintsOf(report: FileReport): readonly string[] {
	const seen = new Map<string, number>();
	return fingerprintsOf(report).map(fingerprint => {
		const count = (seen.get(fingerprint) ?? 0) + 1;
		seen.set(fingerprint, count);
		return `${fingerprint}:${count}`;
	});
}
