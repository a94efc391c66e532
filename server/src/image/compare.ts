import type { ImageFiles, SeenFile } from './imageFiles.ts';
import type { LayerFile } from './layerIndex.ts';
import type { ImageLayers, LayerRow } from './layerModel.ts';
import type { InstalledPackage } from './packages/package.ts';
import type { RuntimeSetting } from './runtimeConfig.ts';
import type { Change } from './stack.ts';

/** As much of an image as is compared. */
export interface ComparedImage {
	readonly layers: ImageLayers;
	readonly files: Pick<ImageFiles, 'visible'>;
	readonly packages: readonly InstalledPackage[];
	readonly settings: readonly RuntimeSetting[];
}

/** What is different in the second image. Sizes are bytes; `undefined`: it is not there. */
export interface ImageComparison {
	readonly before: string;
	readonly after: string;
	readonly size: Delta<number>;
	/** From the oldest on, with the same digests. */
	readonly sharedLayers: number;
	/** Instructions of both in order; those whose layers are the same are left out. */
	readonly layers: readonly LayerDifference[];
	/** The largest difference first, at most 1,000. */
	readonly files: readonly FileDifference[];
	readonly fileCounts: Readonly<Record<Change, number>>;
	readonly packages: readonly PackageDifference[];
	/** Environment, entry point, user, ports, labels. Secrets are masked. */
	readonly settings: readonly SettingDifference[];
}

interface Delta<T> {
	readonly before: T;
	readonly after: T;
}

export interface LayerDifference extends Delta<number | undefined> {
	readonly text: string;
	/** Zero-based, in the Dockerfile of the second image. */
	readonly line: number | undefined;
}

export interface FileDifference extends Delta<number | undefined> {
	readonly path: string;
	readonly change: Change;
	/** The layers that have the copies. */
	readonly layerBefore: number | undefined;
	readonly layerAfter: number | undefined;
}

/** Several versions of one package stand with commas between them. */
export interface PackageDifference extends Delta<string | undefined> {
	readonly manager: InstalledPackage['manager'];
	readonly name: string;
}

export interface SettingDifference extends Delta<string | undefined> {
	readonly name: string;
}

const mostFiles = 1_000;

export interface CompareOptions {
	/** The value of a setting must not be shown. */
	readonly isSecret: (name: string, value: string) => boolean;
	/** Paths of `unreadPairs` whose contents are equal. */
	readonly equal: ReadonlySet<string>;
}

export function compareImages(before: ComparedImage, after: ComparedImage, { isSecret, equal }: CompareOptions): ImageComparison {
	const files = fileDifferences(before.files.visible, after.files.visible, equal);
	const fileCounts = { added: 0, modified: 0, metadata: 0, removed: 0 };
	for (const { change } of files) fileCounts[change]++;
	return {
		before: before.layers.reference,
		after: after.layers.reference,
		size: { before: before.layers.totalSize, after: after.layers.totalSize },
		sharedLayers: sharedLayers(before.layers, after.layers),
		layers: layerDifferences(before.layers.rows, after.layers.rows),
		files: files.sort((a, b) => weight(b) - weight(a) || (a.path < b.path ? -1 : 1)).slice(0, mostFiles),
		fileCounts,
		packages: packageDifferences(before.packages, after.packages),
		settings: settingDifferences(before.settings, after.settings, isSecret),
	};
}

function sharedLayers(before: ImageLayers, after: ImageLayers): number {
	const [a, b] = [before, after].map(({ rows }) => rows.flatMap(({ diffId }) => diffId ?? [])) as [string[], string[]];
	const different = a.findIndex((diffId, index) => diffId !== b[index]);
	return different < 0 ? Math.min(a.length, b.length) : different;
}

/** The longest common sequence of instructions: what stands between two common ones was added or removed. */
function layerDifferences(before: readonly LayerRow[], after: readonly LayerRow[]): LayerDifference[] {
	const key = ({ createdBy }: LayerRow): string => instruction(createdBy);
	// one row and one column more than there are instructions, both of zeros
	const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
	const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
	for (let i = before.length - 1; i >= 0; i--) {
		for (let j = after.length - 1; j >= 0; j--) {
			const same = key(before[i] as LayerRow) === key(after[j] as LayerRow);
			(common[i] as Uint32Array)[j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const found: LayerDifference[] = [];
	for (let i = 0, j = 0; i < before.length || j < after.length; ) {
		const [left, right] = [before[i], after[j]];
		if (left && right && key(left) === key(right)) {
			if (left.diffId !== right.diffId) found.push({ text: key(right), line: right.line?.start, before: left.size, after: right.size });
			i++;
			j++;
		} else if (left && (!right || at(i + 1, j) >= at(i, j + 1))) {
			found.push({ text: key(left), line: undefined, before: left.size, after: undefined });
			i++;
		} else if (right) {
			found.push({ text: key(right), line: right.line?.start, before: undefined, after: right.size });
			j++;
		}
	}
	return found;
}

/** The classic builder notes a checksum of what was copied, which is another where the content is. */
function instruction(createdBy: string): string {
	return createdBy
		.replace(/^(COPY|ADD) (file|dir|multi):[0-9a-f]+ in /i, '$1 $2 in ')
		.replace(/\s+/g, ' ')
		.trim();
}

type Visible = ComparedImage['files']['visible'];

/** Folders are compared by owner and mode only where both have them. */
function fileDifferences(before: Visible, after: Visible, equal: ReadonlySet<string>): FileDifference[] {
	const found: FileDifference[] = [];
	for (const [path, { file, layer }] of after) {
		const old = before.get(path);
		if (!old) {
			if (file.kind !== 'directory') found.push({ path, change: 'added', before: undefined, after: file.size, layerBefore: undefined, layerAfter: layer });
			continue;
		}
		const { file: was } = old;
		const sameForm = file.kind === was.kind && file.size === was.size && file.link === was.link;
		const sameContent = sameForm && (mayDiffer(was, file) ? equal.has(path) : file.hash === was.hash || file.hash === undefined || was.hash === undefined);
		const sameOwner = file.mode === was.mode && file.uid === was.uid && file.gid === was.gid;
		if (sameContent && sameOwner) continue;
		const change = sameContent ? 'metadata' : 'modified';
		found.push({ path, change, before: was.size, after: file.size, layerBefore: old.layer, layerAfter: layer });
	}
	for (const [path, { file, layer }] of before)
		if (!after.has(path) && file.kind !== 'directory')
			found.push({ path, change: 'removed', before: file.size, after: undefined, layerBefore: layer, layerAfter: undefined });
	return found;
}

/** Files of the same size whose contents the indexes do not tell. */
export function unreadPairs(before: Visible, after: Visible): readonly { readonly path: string; readonly before: SeenFile; readonly after: SeenFile }[] {
	return [...after].flatMap(([path, now]) => {
		const old = before.get(path);
		const alike = old && old.file.kind === 'file' && now.file.kind === 'file' && old.file.size === now.file.size;
		return alike && mayDiffer(old.file, now.file) ? [{ path, before: old, after: now }] : [];
	});
}

function mayDiffer(before: LayerFile, after: LayerFile): boolean {
	return (before.hash === undefined || after.hash === undefined) && before.kind === 'file' && before.size > 0;
}

function weight({ before = 0, after = 0 }: FileDifference): number {
	return Math.abs(after - before);
}

function packageDifferences(before: readonly InstalledPackage[], after: readonly InstalledPackage[]): PackageDifference[] {
	const [old, now] = [versionsOf(before), versionsOf(after)];
	return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap(key => {
		const [manager, name] = key.split(' ', 2) as [InstalledPackage['manager'], string];
		const [was, is] = [old.get(key)?.join(', '), now.get(key)?.join(', ')];
		return was === is ? [] : [{ manager, name, before: was, after: is }];
	});
}

function versionsOf(packages: readonly InstalledPackage[]): Map<string, string[]> {
	const versions = new Map<string, string[]>();
	for (const { manager, name, version } of packages) versions.set(`${manager} ${name}`, [...(versions.get(`${manager} ${name}`) ?? []), version]);
	return versions;
}

function settingDifferences(
	before: readonly RuntimeSetting[],
	after: readonly RuntimeSetting[],
	isSecret: (name: string, value: string) => boolean,
): SettingDifference[] {
	const [old, now] = [before, after].map(settings => new Map(settings.map(({ name, value }) => [name, value]))) as [Map<string, string>, Map<string, string>];
	const shown = (name: string, value: string | undefined): string | undefined =>
		value !== undefined && isSecret(name.slice(name.indexOf(' ') + 1), value) ? '(secret)' : value;
	return [...new Set([...old.keys(), ...now.keys()])].flatMap(name =>
		old.get(name) === now.get(name) ? [] : [{ name, before: shown(name, old.get(name)), after: shown(name, now.get(name)) }],
	);
}
