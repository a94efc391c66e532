/** Makes the archives that `docker save` and `podman save` write, from the same two-layer image, in each of their layouts. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type TarItem, tar } from './tarWriter.ts';

/** Two files of 5 and 3 bytes, an empty layer, and the first layer once more. */
export const layers: readonly Uint8Array[] = [
	tar([
		{ path: 'etc/', type: '5' },
		{ path: 'etc/motd', content: 'ahoy\n' },
		{ path: 'bin/sh', content: 'sh\n', mode: 0o755 },
		{ path: 'bin/ash', type: '1', link: 'bin/sh' },
	]),
	tar([]),
	tar([
		{ path: 'etc/', type: '5' },
		{ path: 'etc/motd', content: 'ahoy\n' },
		{ path: 'bin/sh', content: 'sh\n', mode: 0o755 },
		{ path: 'bin/ash', type: '1', link: 'bin/sh' },
	]),
];

export const diffIds = layers.map(digestOf);

const config = JSON.stringify({
	architecture: 'arm64',
	variant: 'v8',
	os: 'linux',
	config: {},
	history: [
		{ created_by: 'COPY a / # buildkit', comment: 'buildkit.dockerfile.v0' },
		{ created_by: 'ENV A=b', comment: 'buildkit.dockerfile.v0', empty_layer: true },
		{ created_by: 'RUN /bin/sh -c true # buildkit', comment: 'buildkit.dockerfile.v0' },
		{ created_by: 'COPY a / # buildkit', comment: 'buildkit.dockerfile.v0' },
	],
	rootfs: { type: 'layers', diff_ids: diffIds },
});
const configHex = hex(config);

/** 20.10: `ID/layer.tar`, a repeated layer as a symbolic link, the lists last. */
export function legacySave(): TarItem[] {
	const ids = ['a', 'b', 'c'].map(letter => letter.repeat(64));
	return [
		...ids.flatMap((id, index): TarItem[] => [
			{ path: `${id}/`, type: '5' },
			{ path: `${id}/VERSION`, content: '1.0' },
			{ path: `${id}/json`, content: `{"id":"${id}"}` },
			index === 2 ? { path: `${id}/layer.tar`, type: '2', link: `../${ids[0]}/layer.tar` } : { path: `${id}/layer.tar`, content: layers[index] as Uint8Array },
		]),
		{ path: `${configHex}.json`, content: config },
		{
			path: 'manifest.json',
			content: JSON.stringify([{ Config: `${configHex}.json`, RepoTags: ['team/app:1.0.0'], Layers: ids.map(id => `${id}/layer.tar`) }]),
		},
		{ path: 'repositories', content: JSON.stringify({ 'team/app': { '1.0.0': ids[2] } }) },
	];
}

/** 25 and later with a graph driver: blobs by digest, plain. */
export function graphDriverSave(): TarItem[] {
	const paths = diffIds.map(blob);
	return [
		{ path: 'blobs/', type: '5' },
		{ path: 'blobs/sha256/', type: '5' },
		...unique(paths.map((path, index) => ({ path, content: layers[index] as Uint8Array }))),
		{ path: `blobs/sha256/${configHex}`, content: config },
		{ path: 'index.json', content: JSON.stringify({ schemaVersion: 2, manifests: [] }) },
		{
			path: 'manifest.json',
			content: JSON.stringify([{ Config: `blobs/sha256/${configHex}`, RepoTags: ['team/app:1.0.0'], Layers: paths, LayerSources: {} }]),
		},
		{ path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
	];
}

/** An OCI layout as BuildKit and the containerd store write it: an index in the index, with an attestation beside the image. */
export function ociLayout(pack: (layer: Uint8Array) => Uint8Array = gzipSync): TarItem[] {
	const packed = layers.map(pack);
	const statement = '{"_type":"https://in-toto.io/Statement/v0.1"}';
	const manifest = JSON.stringify({
		schemaVersion: 2,
		config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: `sha256:${configHex}` },
		layers: packed.map(layer => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digestOf(layer), size: layer.length })),
		annotations: { 'org.opencontainers.image.base.name': 'docker.io/library/debian:12' },
	});
	const attestation = JSON.stringify({ schemaVersion: 2, config: { digest: digestOf('{}') }, layers: [{ digest: digestOf(statement) }] });
	const index = JSON.stringify({
		schemaVersion: 2,
		manifests: [
			{ digest: digestOf(manifest), platform: { os: 'linux', architecture: 'arm64' } },
			{
				digest: digestOf(attestation),
				platform: { os: 'unknown', architecture: 'unknown' },
				annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
			},
		],
	});
	return [
		...unique(packed.map(layer => ({ path: blob(digestOf(layer)), content: layer }))),
		...[config, statement, '{}', manifest, attestation, index].map(text => ({ path: blob(digestOf(text)), content: text })),
		{
			path: 'index.json',
			content: JSON.stringify({ schemaVersion: 2, manifests: [{ digest: digestOf(index), annotations: { 'io.containerd.image.name': 'team/app:1.0.0' } }] }),
		},
		{ path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
	];
}

/** The containerd store: the OCI layout, and a `manifest.json` that points into it. */
export function containerdSave(): TarItem[] {
	const paths = layers.map(layer => blob(digestOf(gzipSync(layer))));
	return [
		...ociLayout(),
		{ path: 'manifest.json', content: JSON.stringify([{ Config: `blobs/sha256/${configHex}`, RepoTags: ['team/app:1.0.0'], Layers: paths }]) },
	];
}

/** Podman: layers by their diff id, the old names as symbolic links. */
export function podmanSave(): TarItem[] {
	const names = diffIds.map(id => `${id.slice('sha256:'.length)}.tar`);
	return [
		...unique(names.map((path, index) => ({ path, content: layers[index] as Uint8Array }))),
		{ path: `${'d'.repeat(64)}/layer.tar`, type: '2', link: `../${names[0]}` },
		{ path: `${configHex}.json`, content: config },
		{ path: 'manifest.json', content: JSON.stringify([{ Config: `${configHex}.json`, RepoTags: ['localhost/team/app:1.0.0'], Layers: names }]) },
	];
}

function unique(items: readonly TarItem[]): TarItem[] {
	return [...new Map(items.map(item => [item.path, item])).values()];
}

function blob(of: string): string {
	return `blobs/${of.replace(':', '/')}`;
}

export function digestOf(content: string | Uint8Array): string {
	return `sha256:${hex(content)}`;
}

function hex(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}

/** The archive of an image with these layers, as a store with a graph driver writes it. */
export function savedImage(own: readonly Uint8Array[], createdBy: readonly string[]): Uint8Array {
	const ownConfig = JSON.stringify({
		architecture: 'amd64',
		os: 'linux',
		config: {},
		history: createdBy.map(text => ({ created_by: text, comment: 'buildkit.dockerfile.v0' })),
		rootfs: { type: 'layers', diff_ids: own.map(digestOf) },
	});
	const blob = (content: Uint8Array | string): TarItem => ({ path: `blobs/sha256/${hex(content)}`, content });
	const manifest = [{ Config: blob(ownConfig).path, RepoTags: ['app:1'], Layers: own.map(layer => blob(layer).path) }];
	return tar([...own.map(blob), blob(ownConfig), { path: 'manifest.json', content: JSON.stringify(manifest) }]);
}
