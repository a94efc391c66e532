/** Puts a tiny image into a registry, by the registry's own protocol: a single manifest, and an index over it. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface PushTarget {
	/** `http://127.0.0.1:5000` */
	readonly url: string;
	authorization?(repository: string): Promise<string | undefined>;
}

export interface PushedImage {
	readonly digest: string;
	readonly bytes: Buffer;
	readonly mediaType: string;
}

export interface ImageContent {
	/** Files of the one layer, by path; a small text file if not given. Executable where the path is in a `bin` folder. */
	readonly files?: Readonly<Record<string, string | Uint8Array>>;
	readonly config?: Readonly<Record<string, unknown>>;
	readonly architecture?: string;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

/** Pushes one manifest under a tag, or under its digest alone. */
export async function pushImage(target: PushTarget, repository: string, tag: string | undefined, content: ImageContent = {}): Promise<PushedImage> {
	const tar = tarOf(content.files ?? { 'etc/motd': 'ahoy\n' });
	const layer = gzipSync(tar);
	const config = json({
		architecture: content.architecture ?? 'amd64',
		os: 'linux',
		config: content.config ?? {},
		rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
		history: [{ created: '2020-01-01T00:00:00Z', created_by: 'COPY . /' }],
	});
	for (const blob of [layer, config]) await putBlob(target, repository, blob);
	const bytes = json({
		schemaVersion: 2,
		mediaType: manifestType,
		config: descriptor('application/vnd.oci.image.config.v1+json', config),
		layers: [descriptor('application/vnd.oci.image.layer.v1.tar+gzip', layer)],
	});
	return putManifest(target, repository, tag, bytes, manifestType);
}

/** Pushes an image for each architecture and an index over them. */
export async function pushIndex(
	target: PushTarget,
	repository: string,
	tag: string,
	content: ImageContent = {},
	architectures: readonly string[] = ['amd64', 'arm64'],
): Promise<PushedImage & { readonly manifests: readonly PushedImage[] }> {
	const manifests: PushedImage[] = [];
	for (const architecture of architectures) manifests.push(await pushImage(target, repository, undefined, { ...content, architecture }));
	const bytes = json({
		schemaVersion: 2,
		mediaType: indexType,
		manifests: manifests.map((manifest, at) => ({ ...descriptor(manifestType, manifest.bytes), platform: { os: 'linux', architecture: architectures[at] } })),
	});
	return { ...(await putManifest(target, repository, tag, bytes, indexType)), manifests };
}

/** Gives a manifest that is there one more tag. */
export async function tagImage(target: PushTarget, repository: string, tag: string, image: PushedImage): Promise<void> {
	await putManifest(target, repository, tag, image.bytes, image.mediaType);
}

async function putManifest(target: PushTarget, repository: string, tag: string | undefined, bytes: Buffer, mediaType: string): Promise<PushedImage> {
	const digest = digestOf(bytes);
	await send(target, repository, 'PUT', `/v2/${repository}/manifests/${tag ?? digest}`, bytes, mediaType);
	return { digest, bytes, mediaType };
}

async function putBlob(target: PushTarget, repository: string, bytes: Buffer): Promise<void> {
	const begun = await send(target, repository, 'POST', `/v2/${repository}/blobs/uploads/`);
	const place = new URL(begun.headers.get('location') ?? '', target.url);
	place.searchParams.set('digest', digestOf(bytes));
	await send(target, repository, 'PUT', place.href, bytes, 'application/octet-stream');
}

async function send(target: PushTarget, repository: string, method: string, path: string, body?: Buffer, type?: string): Promise<Response> {
	const headers = new Headers(type === undefined ? {} : { 'Content-Type': type });
	const authorization = await target.authorization?.(repository);
	if (authorization !== undefined) headers.set('Authorization', authorization);
	const response = await fetch(new URL(path, target.url), { method, headers, body: body ? new Uint8Array(body) : null });
	if (!response.ok) throw new Error(`${method} ${path}: status ${response.status}: ${await response.text()}`);
	await response.arrayBuffer();
	return response;
}

function tarOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
	const parts: Buffer[] = [];
	for (const [path, content] of Object.entries(files)) {
		const data = Buffer.from(content as Uint8Array);
		const header = Buffer.alloc(512);
		const mode = /(^|\/)bin\//.test(path) ? 0o755 : 0o644;
		header.write(path, 0, 100);
		const numbers: readonly (readonly [number, number, number])[] = [
			[mode, 100, 8],
			[0, 108, 8],
			[0, 116, 8],
			[data.length, 124, 12],
			[0, 136, 12],
		];
		for (const [value, at, width] of numbers) header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
		header.write('        0', 148);
		header.write('ustar\x0000', 257);
		const sum = header.reduce((total, byte) => total + byte, 0);
		header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
		parts.push(header, data, Buffer.alloc((512 - (data.length % 512)) % 512));
	}
	return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function descriptor(mediaType: string, bytes: Buffer): { mediaType: string; digest: string; size: number } {
	return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function digestOf(bytes: Uint8Array): string {
	return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value: unknown): Buffer {
	return Buffer.from(JSON.stringify(value));
}
