import type { ImageComparison } from '../image/compare.ts';
import type { ImageFinding } from '../image/finding.ts';
import type { InstalledPackage } from '../image/packages/package.ts';
import { formatSize } from '../image/size.ts';
import { printable } from './text.ts';

/** The gravest first. */
export function findingsText(findings: readonly ImageFinding[]): string {
	if (findings.length === 0) return '\nNothing was found in the image that should not be there.\n';
	return [
		'',
		'Findings:',
		...findings.map(
			({ severity, kind, message, fromBase }) =>
				`  ${severity.padEnd('warning'.length)}  ${kind}  ${printable(message)}${fromBase ? ' (in the base image)' : ''}`,
		),
		'',
	].join('\n');
}

export function packagesText(packages: readonly InstalledPackage[]): string {
	return [
		'',
		`Packages: ${packages.length}`,
		...packages.map(({ manager, name, version }) => `  ${manager.padEnd('dpkg'.length)}  ${printable(name)} ${printable(version)}`),
		'',
	].join('\n');
}

const letters = { added: '+', modified: '~', metadata: 'm', removed: '-' } as const;
const mostFiles = 50;

export function comparisonText({ before, after, size, sharedLayers, layers, files, fileCounts, packages, settings }: ImageComparison): string {
	const heading = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);
	const layerLines = layers.map(
		({ text, line, before: was, after: is }) => `  ${change(was, is)}${line === undefined ? '' : `  ${line + 1}:`}  ${printable(text.split('\n', 1)[0] ?? '')}`,
	);
	const fileLines = files
		.slice(0, mostFiles)
		.map(({ path, change: kind, before: was, after: is }) => `  ${letters[kind]} ${change(was, is)}  ${printable(path)}`);
	const { added, modified, metadata, removed } = fileCounts;
	return [
		'',
		`Compared with ${before}: ${after} is ${difference(size.before, size.after)} (${formatSize(size.before)} to ${formatSize(size.after)}); ${sharedLayers} layers are the same.`,
		...heading('Layers that differ:', layerLines),
		...heading(`Files: ${added} added, ${modified} changed, ${metadata} with another owner or mode, ${removed} removed`, fileLines),
		...(files.length > mostFiles ? [`  ... and ${files.length - mostFiles} more`] : []),
		...heading(
			'Packages:',
			packages.map(
				({ manager, name, before: was, after: is }) =>
					`  ${manager.padEnd('dpkg'.length)}  ${printable(name)}  ${printable(was ?? 'none')} -> ${printable(is ?? 'none')}`,
			),
		),
		...heading(
			'Configuration:',
			settings.map(({ name, before: was, after: is }) => `  ${printable(name)}  ${printable(was ?? 'none')} -> ${printable(is ?? 'none')}`),
		),
		'',
	].join('\n');
}

function change(before: number | undefined, after: number | undefined): string {
	// an instruction that made no layer
	if (!before && !after) return (before === undefined ? '+' : after === undefined ? '-' : '').padStart(9);
	if (before === undefined) return `+${formatSize(after ?? 0)}`.padStart(9);
	if (after === undefined) return `-${formatSize(before)}`.padStart(9);
	return `${after < before ? '-' : '+'}${formatSize(Math.abs(after - before))}`.padStart(9);
}

function difference(before: number, after: number): string {
	if (before === after) return 'as large';
	return `${formatSize(Math.abs(after - before))} ${after > before ? 'larger' : 'smaller'}`;
}
