import type { ImageFinding } from '../../image/finding.ts';
import type { ImageFiles, SeenFile } from '../../image/imageFiles.ts';
import { formatSize } from '../../image/size.ts';
import { checksum } from '../imageArchive.ts';
import type { OpenImage } from '../openImage.ts';
import { type FromBase, finding } from './fileFindings.ts';

/** Smaller copies cost less than the link is worth. Bytes. */
const leastCopy = 1_000_000;
const largestRead = 256 << 20;
/** Bytes that are read to compare files whose contents the index does not tell. */
const mostRead = 1 << 30;

/** Files of a megabyte or more with the same bytes at different paths. */
export async function sameContents(
	open: OpenImage,
	{ visible }: Pick<ImageFiles, 'visible'>,
	fromBase: FromBase,
	signal?: AbortSignal,
): Promise<ImageFinding[]> {
	const bySize = new Map<number, [path: string, seen: SeenFile][]>();
	for (const [path, seen] of visible)
		if (seen.file.kind === 'file' && seen.file.size >= leastCopy) bySize.set(seen.file.size, [...(bySize.get(seen.file.size) ?? []), [path, seen]]);
	const found: ImageFinding[] = [];
	let bytes = 0;
	for (const [size, files] of bySize) {
		if (files.length < 2 || files.every(([, { layer }]) => fromBase(layer))) continue;
		const byContent = new Map<string, string>();
		for (const [path, { file, layer }] of files) {
			signal?.throwIfAborted();
			if (file.hash === undefined) bytes += size;
			const hash = file.hash ?? (bytes > mostRead ? undefined : await hashOf(open, layer, file));
			if (hash === undefined) continue;
			const first = byContent.get(hash);
			if (first === undefined) byContent.set(hash, path);
			else if (!fromBase(layer)) {
				const message = `/${path} has the same content as /${first}: a link would save ${formatSize(size)}.`;
				found.push(finding('same-content', 'hint', message, { layer, path, size, fromBase: false, isSeen: true }));
			}
		}
	}
	return found;
}

async function hashOf(open: OpenImage, layer: number, file: SeenFile['file']): Promise<string | undefined> {
	const content = checksum && (await open.source.read(layer, file, largestRead));
	return content && checksum?.(content, 0).toString(16);
}
