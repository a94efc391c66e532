import type { Pin } from './manager.ts';

/** How narrow a version of npm, Cargo or Composer is. */
export function semverPin(version: string): Pin {
	const text = version.trim();
	if (/^[v=]*\d+\.\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]*)?$/.test(text)) return 'exact';
	if (/^[v=]*\d+(?:\.(?:\d+|[xX*]))*$/.test(text)) return 'partial';
	if (text === '' || /^[xX*]$|[<>^~|*]| - /.test(text)) return 'range';
	return 'tag';
}
