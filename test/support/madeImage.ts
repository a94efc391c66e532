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
	readonly architecture?: string;
	/** Layers are compressed, as the containerd store writes them. */
	readonly gzip?: boolean;
}

/** Path of the archive, which is removed with the test. */
export function madeImage(t: TestContext, image: MadeImage): string {
	return madeArchive(t, [image]);
}

/** Several images in one archive, for platforms of their own for example. */
export function madeArchive(t: TestContext, images: readonly MadeImage[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-made-'));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const blobs = new Map<string, string | Uint8Array>();
	const add = (content: string | Uint8Array): string => {
		const path = `blobs/sha256/${hex(content)}`;
		blobs.set(path, content);
		return path;
	};
	const manifest = images.map(({ name = 'made:1', layers, config = {}, architecture = 'amd64', gzip = false }) => {
		const tars = layers.flatMap(({ files }) => (files ? [tar(files)] : []));
		const history = layers.map(({ createdBy, files }) => ({
			created_by: createdBy,
			comment: 'buildkit.dockerfile.v0',
			...(files ? {} : { empty_layer: true }),
		}));
		const rootfs = { type: 'layers', diff_ids: tars.map(layer => `sha256:${hex(layer)}`) };
		return {
			Config: add(JSON.stringify({ architecture, os: 'linux', config, history, rootfs })),
			RepoTags: [name],
			Layers: tars.map(layer => add(gzip ? gzipSync(layer) : layer)),
		};
	});
	const path = join(folder, 'image.tar');
	writeFileSync(
		path,
		tar([...[...blobs].map(([name, content]): TarItem => ({ path: name, content })), { path: 'manifest.json', content: JSON.stringify(manifest) }]),
	);
	return path;
}

function hex(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}
