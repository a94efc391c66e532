/** What should not be in an image, from its configuration, its index and the few contents that are worth reading. */
import type { ImageFinding } from '../../image/finding.ts';
import type { ImageFiles } from '../../image/imageFiles.ts';
import type { LayerIndex } from '../../image/layerIndex.ts';
import { isPackageDatabase } from '../../image/packages/databases.ts';
import type { SourceOptions } from '../imageSource.ts';
import type { IndexedImage, OpenImage } from '../openImage.ts';
import { configFindings } from './configFindings.ts';
import { isLookedInto, mostLookedAt, secretIn, secretInFile } from './contentFindings.ts';
import { fileFindings } from './fileFindings.ts';
import { sameContents } from './sameContents.ts';

const severities: readonly ImageFinding['severity'][] = ['error', 'warning', 'info', 'hint'];
/** Of one layer. */
const mostRead = 2_000;
/** Another number where something else is looked for. */
const noteName = 'secrets-1';
const largestDatabase = 64 << 20;

/** Contents to keep while an engine exports an image: reading them one by one later takes long. Only lists of packages are written down. */
export const keptContents: Pick<SourceOptions, 'keeps' | 'remembers'> = {
	keeps: (path, size) => isLookedInto(path, size) || (size <= largestDatabase && isPackageDatabase(path)),
	remembers: isPackageDatabase,
};

/** What was found in the contents of a layer, by path; holds no secret. Remembered, because reading single files from an engine takes long. */
type LayerSecrets = readonly (readonly [path: string, size: number, what: string, line: number])[];

async function secretsIn(open: OpenImage, files: ImageFiles, layer: number, signal: AbortSignal | undefined): Promise<readonly ImageFinding[]> {
	const index = files.indexes[layer] as LayerIndex;
	const { cache } = open.source;
	const known = await cache?.note(index.diffId, noteName);
	const secrets = Array.isArray(known) ? (known as LayerSecrets) : await lookInto(open, index, layer, signal);
	if (!Array.isArray(known)) await cache?.keepNote(index.diffId, noteName, secrets);
	return secrets.map(([path, size, what, line]) =>
		secretInFile({ what, line }, { layer, path, size, fromBase: false, recoverable: files.visible.get(path)?.layer !== layer }),
	);
}

async function lookInto(open: OpenImage, index: LayerIndex, layer: number, signal: AbortSignal | undefined): Promise<LayerSecrets> {
	const wanted = index.files.filter(({ kind, path, size }) => kind === 'file' && isLookedInto(path, size)).slice(0, mostRead);
	const contents = await open.source.contents(layer, wanted, mostLookedAt);
	signal?.throwIfAborted();
	return wanted.flatMap(({ path, size }) => {
		const content = contents.get(path);
		const secret = content && secretIn(Buffer.from(content).toString('utf8'));
		return secret ? [[path, size, secret.what, secret.line] as const] : [];
	});
}

/** The gravest first. */
export async function imageFindings(open: OpenImage, { files, image, unmasked }: IndexedImage, signal?: AbortSignal): Promise<readonly ImageFinding[]> {
	const rows = unmasked.rows.filter(({ empty }) => !empty);
	const fromBase = (layer: number): boolean => rows[layer]?.fromBase === true;
	const found = [...configFindings(image, unmasked), ...fileFindings(files, fromBase), ...(await sameContents(open, files, fromBase, signal))];
	for (const layer of files.indexes.keys()) if (!fromBase(layer)) found.push(...(await secretsIn(open, files, layer, signal)));
	// What its content says is said better than by its name.
	const read = new Set(found.flatMap(({ kind, layer, path }) => (kind === 'secret-in-file' ? [`${layer} ${path}`] : [])));
	const named: readonly string[] = ['credential-file', 'private-key'];
	return found
		.filter(({ kind, layer, path }) => !named.includes(kind) || !read.has(`${layer} ${path}`))
		.sort(
			(a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || Number(a.fromBase) - Number(b.fromBase) || (b.size ?? 0) - (a.size ?? 0),
		);
}
