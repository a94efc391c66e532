import type { Change, FileRow, WasteAdvice, WastedFile } from '../../../server/src/protocol/files.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { grouped, plural } from './words.ts';

/** Texts of a file in the tree. */
export interface FileText {
	readonly label: string;
	readonly description: string;
	/** Plain text. */
	readonly tooltip: string;
	readonly spoken: string;
}

/** `layerName`: how the pane calls a layer. */
export function fileText(row: FileRow, layerName: (layer: number) => string): FileText {
	const isFolder = row.kind === 'directory';
	const change = changeText[row.change];
	const size = isFolder || row.kind === 'file' || row.kind === 'hardlink' ? formatSize(row.size) : '';
	const content = isFolder ? plural(row.files, 'file') : '';
	const target = row.link === '' ? '' : `→ ${row.link}`;
	const parts = [size, content, target, special[row.kind] ?? ''].filter(text => text !== '');
	return {
		label: row.name,
		description: parts.join(' · '),
		tooltip: [
			`/${row.path}`,
			`${modeText(row)} ${row.uid}:${row.gid}`,
			...(size === '' ? [] : [`${size} (${grouped(row.size)} bytes)${isFolder ? ` in ${content}` : ''}`]),
			...(target === '' ? [] : [target]),
			...(row.layer < 0
				? []
				: [`${row.change === 'removed' ? 'deleted; the copy is in' : row.change === 'same' ? 'from' : `${change} by`} ${layerName(row.layer)}`]),
		].join('\n'),
		spoken: [row.name, isFolder ? 'folder' : (special[row.kind] ?? ''), ...parts.slice(0, 2), change].filter(text => text !== '').join(', '),
	};
}

export const changeText: Readonly<Record<Change | 'same', string>> = {
	added: 'added',
	modified: 'changed',
	metadata: 'owner, mode or time changed',
	removed: 'deleted',
	same: '',
};

const special: Readonly<Partial<Record<FileRow['kind'], string>>> = { symlink: 'link', character: 'device', block: 'device', fifo: 'named pipe' };

/** As `ls -l` writes it: `-rwsr-xr-x`. */
export function modeText({ kind, mode }: Pick<FileRow, 'kind' | 'mode'>): string {
	const type = { directory: 'd', symlink: 'l', character: 'c', block: 'b', fifo: 'p' }[kind as string] ?? '-';
	const bits = [...'rwxrwxrwx'].map((letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-'));
	const marks = [
		[0o4000, 2, 's'],
		[0o2000, 5, 's'],
		[0o1000, 8, 't'],
	] as const;
	for (const [bit, at, letter] of marks) if (mode & bit) bits[at] = bits[at] === '-' ? letter.toUpperCase() : letter;
	return type + bits.join('');
}

/** What could be done about waste, and which layers it is about. */
export function adviceText({ bytes, layers, message }: WasteAdvice, layerName: (layer: number) => string): FileText {
	const where = layers.map(layerName).join(', ');
	return { label: formatSize(bytes), description: message, tooltip: `${message}\n${where}`, spoken: `${message} ${where}` };
}

export function wastedText({ path, size, layer, by, change }: WastedFile, layerName: (layer: number) => string): FileText {
	const text = `of ${layerName(layer)}, ${verbs[change]} by ${layerName(by)}`;
	const name = path.slice(path.lastIndexOf('/') + 1);
	return {
		label: name,
		description: `${formatSize(size)} · ${text}`,
		tooltip: `/${path}\n${grouped(size)} bytes ${text}`,
		spoken: `${name}, ${formatSize(size)} ${text}`,
	};
}

const verbs: Readonly<Record<WastedFile['change'], string>> = { modified: 'overwritten', metadata: 'copied for its owner or mode', removed: 'deleted' };
