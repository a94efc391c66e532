/** Packages and comparisons of images that are open. */
import { type ComparedImage, compareImages, type ImageComparison, unreadPairs } from '../image/compare.ts';
import type { ImageFiles, SeenFile } from '../image/imageFiles.ts';
import type { LayerFile } from '../image/layerIndex.ts';
import { isPackageDatabase, isPackageList, mayOwn, type ReadSeen } from '../image/packages/databases.ts';
import { goModules, mayBeGo, mostPrograms } from '../image/packages/go.ts';
import { installedPackages } from '../image/packages/installed.ts';
import { packageOwner, systemPaths } from '../image/packages/owner.ts';
import type { InstalledPackage } from '../image/packages/package.ts';
import { isSecret } from './findings/configFindings.ts';
import type { OpenImage } from './openImage.ts';

const largestDatabase = 64 << 20;

/** The packages of an image, as far as their managers' databases can be read (see `installedPackages`). */
export async function packagesOf(open: OpenImage, signal?: AbortSignal): Promise<readonly InstalledPackage[]> {
	const { files } = await open.indexed({ signal });
	const programs = mayBeGo(files);
	const read = await databases(open, files, programs.length === 0 ? isPackageList : isPackageDatabase);
	// what a manager of packages has brought it answers for itself
	const known = programs.length === 0 ? new Set<string>() : systemPaths(files, read);
	const own = programs.filter(({ file }) => !known.has(file.path)).slice(0, mostPrograms);
	return installedPackages(files, read, await modulesOf(open, own, signal));
}

/** What Go has linked into programs. They are read one after the other: each of them is large. */
async function modulesOf(open: OpenImage, programs: readonly SeenFile[], signal: AbortSignal | undefined): Promise<readonly InstalledPackage[]> {
	const found: InstalledPackage[] = [];
	for (const { file, layer } of programs) {
		signal?.throwIfAborted();
		const content = await open.source.read(layer, file, file.size);
		if (content) found.push(...goModules(content));
	}
	return found;
}

/** Which package brought a file. */
export async function ownerOf(open: OpenImage, path: string, signal?: AbortSignal): Promise<string | undefined> {
	const { files } = await open.indexed({ signal });
	return packageOwner(files, path, await databases(open, files, mayOwn(path)));
}

/** The contents of package databases that a container sees, read layer by layer. */
async function databases(open: OpenImage, files: ImageFiles, isWanted: (path: string) => boolean): Promise<ReadSeen> {
	const byLayer = new Map<number, LayerFile[]>();
	for (const [path, { file, layer }] of files.visible) {
		if (!isWanted(path)) continue;
		const others = byLayer.get(layer);
		if (others) others.push(file);
		else byLayer.set(layer, [file]);
	}
	const contents = new Map<string, Uint8Array>();
	for (const [layer, wanted] of byLayer) for (const [path, content] of await open.source.contents(layer, wanted, largestDatabase)) contents.set(path, content);
	return {
		text: path => {
			const content = contents.get(path);
			return content && Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
		},
		bytes: path => contents.get(path),
	};
}

/** What is different in `after`. */
export async function compareOpenImages(before: OpenImage, after: OpenImage, signal?: AbortSignal): Promise<ImageComparison> {
	// One after the other: an engine exports one image at a time anyway, and memory is not needed twice.
	const compared: ComparedImage[] = [];
	for (const open of [before, after]) {
		const { files, layers, image } = await open.indexed({ signal });
		compared.push({ layers, files, packages: await packagesOf(open, signal), settings: image.config.runtime ?? [] });
	}
	const [first, second] = compared as [ComparedImage, ComparedImage];
	return compareImages(first, second, { isSecret, equal: await equalFiles(before, after, signal) });
}

const largestCompared = 64 << 20;
/** Bytes of both images together. The time decides about the largest files, which are left then. */
const mostCompared = 512 << 20;

/** Of the files whose contents the indexes do not tell. */
async function equalFiles(before: OpenImage, after: OpenImage, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> {
	const [old, now] = [(await before.indexed({ signal })).files, (await after.indexed({ signal })).files];
	const equal = new Set<string>();
	const byLayers = new Map<string, { readonly left: number; readonly right: number; readonly paths: string[] }>();
	let bytes = 0;
	const pairs = unreadPairs(old.visible, now.visible);
	for (const { path, before: left, after: right } of [...pairs].sort((a, b) => a.after.file.size - b.after.file.size)) {
		// the same layer holds the same file
		if (old.indexes[left.layer]?.diffId === now.indexes[right.layer]?.diffId) {
			equal.add(path);
			continue;
		}
		bytes += 2 * left.file.size;
		if (bytes > mostCompared || left.file.size > largestCompared) {
			if (left.file.modified === right.file.modified) equal.add(path);
			continue;
		}
		const key = `${left.layer} ${right.layer}`;
		const group = byLayers.get(key) ?? { left: left.layer, right: right.layer, paths: [] };
		group.paths.push(path);
		byLayers.set(key, group);
	}
	for (const { left, right, paths } of byLayers.values()) {
		signal?.throwIfAborted();
		const [a, b] = await Promise.all(
			(
				[
					[before, old, left],
					[after, now, right],
				] as const
			).map(([open, { visible }, layer]) =>
				open.source.contents(
					layer,
					paths.flatMap(path => visible.get(path)?.file ?? []),
					largestCompared,
				),
			),
		);
		for (const path of paths) {
			const [first, second] = [a?.get(path), b?.get(path)];
			if (first && second && Buffer.compare(first, second) === 0) equal.add(path);
		}
	}
	return equal;
}
