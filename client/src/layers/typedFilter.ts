import type { Change, FileFilter } from '../../../server/src/protocol/files.ts';
import { parseSize } from '../../../server/src/protocol/size.ts';

const changes: Readonly<Record<string, Change>> = { added: 'added', changed: 'modified', deleted: 'removed', metadata: 'metadata' };

/** What can be typed, for the box that asks. */
export const filterHelp = 'Part of a path or a pattern (*.log); >1MB for size; is:added, is:changed, is:deleted, is:metadata';

/** `*.log >1MB is:added` as a filter; all of it must hold, of several `is:` one. '' is no filter. Anything that is no word of ours is a path. */
export function typedFilter(text: string): FileFilter | undefined {
	const path: string[] = [];
	const wanted: Change[] = [];
	let minSize: number | undefined;
	for (const word of text.trim().split(/\s+/)) {
		const change = changes[/^is:(.*)$/i.exec(word)?.[1]?.toLowerCase() ?? ''];
		const size = parseSize(/^>=?(.+)$/.exec(word)?.[1] ?? '');
		if (change !== undefined) wanted.push(change);
		else if (size !== undefined) minSize = size;
		else if (word !== '') path.push(word);
	}
	if (path.length === 0 && wanted.length === 0 && minSize === undefined) return undefined;
	return {
		...(path.length === 0 ? {} : { path: path.join(' ') }),
		...(minSize === undefined ? {} : { minSize }),
		...(wanted.length === 0 ? {} : { changes: wanted }),
	};
}
