/** An archive as `docker save` writes it, of layers that a test makes. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type TarItem, tar } from './tarWriter.ts';

export interface MadeLayer {
	readonly createdBy: string;
	/** Absent: the instruction made no layer. */
	readonly files?: readonly TarItem[];
}

export interface MadeImage {
	readonly name?: string;
	readonly layers: readonly MadeLayer[];
	/** The object `config` of the configuration. */
	readonly config?: object;
	/** Layers are compressed, as the containerd store writes them. */
	readonly gzip?: boolean;
}

/** Path of the archive, which is removed with the test. */
export function madeImage(t: TestContext, { name = 'made:1', layers, config = {}, gzip = false }: MadeImage): string {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-made-'));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const tars = layers.flatMap(({ files }) => (files ? [tar(files)] : []));
	const configuration = JSON.stringify({
		architecture: 'amd64',
		os: 'linux',
		config,
		history: layers.map(({ createdBy, files }) => ({ created_by: createdBy, comment: 'buildkit.dockerfile.v0', ...(files ? {} : { empty_layer: true }) })),
		rootfs: { type: 'layers', diff_ids: tars.map(digestOf) },
	});
	const packed = tars.map(layer => (gzip ? gzipSync(layer) : layer));
	const paths = packed.map(layer => `blobs/sha256/${hex(layer)}`);
	const items: TarItem[] = [
		...paths.map((path, index): TarItem => ({ path, content: packed[index] as Uint8Array })),
		{ path: `blobs/sha256/${hex(configuration)}`, content: configuration },
		{ path: 'manifest.json', content: JSON.stringify([{ Config: `blobs/sha256/${hex(configuration)}`, RepoTags: [name], Layers: paths }]) },
	];
	const path = join(folder, 'image.tar');
	writeFileSync(path, tar(items.filter((item, index) => items.findIndex(other => other.path === item.path) === index)));
	return path;
}

function hex(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}

function digestOf(content: Uint8Array): string {
	return `sha256:${hex(content)}`;
}
