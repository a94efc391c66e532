import { asArray, asRecord, asText, asTextMap, asTexts } from './json.ts';
import { type RuntimeSetting, readRuntimeConfig } from './runtimeConfig.ts';

/** What the numbers of an image mean: engines and archives count different things. */
export type SizeKind =
	/** Sum of the bytes of the files in a layer (Docker with a graph driver, archives we have read). */
	| 'unpacked'
	/** Blocks on disk (Docker with the containerd store): an 18-byte file counts 8,192. */
	| 'disk'
	/** Bytes of the uncompressed tar, headers and padding included (Podman). */
	| 'tar'
	/** Bytes as pushed to a registry. */
	| 'packed';

/** A line of an image's history. */
export interface HistoryEntry {
	readonly createdBy: string;
	readonly comment: string;
	/** ISO 8601. */
	readonly created: string | undefined;
	/** True: no layer belongs to it. `undefined`: the source does not say. */
	readonly empty: boolean | undefined;
	readonly size: number | undefined;
}

export interface Platform {
	readonly os: string;
	readonly architecture: string;
	readonly variant: string | undefined;
}

/** What all engines say of an image, in one form. */
export interface ImageInspect {
	/** `sha256:...`. */
	readonly id: string;
	readonly references: readonly string[];
	readonly digests: readonly string[];
	readonly created: string | undefined;
	readonly platform: Platform;
	readonly size: number;
	/** What the layer sizes of this engine's history count. */
	readonly layerSizeKind: SizeKind;
	/** Digests of the uncompressed layers, oldest first. */
	readonly diffIds: readonly string[];
	/** Complete history with `empty`, where the engine gives it (Podman). */
	readonly history: readonly HistoryEntry[] | undefined;
	readonly annotations: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
}

export interface ImageSummary {
	readonly id: string;
	/** `undefined` for an image without a name. */
	readonly reference: string | undefined;
	/** As the engine prints it. */
	readonly created: string;
	readonly size: string;
}

export interface EngineVersion {
	readonly client: string;
	/** `undefined`: the client did not reach an engine. */
	readonly server: string | undefined;
	readonly apiVersion: string | undefined;
}

/** The configuration blob of an image: the only complete source of its history. */
export interface ImageConfig {
	readonly platform: Platform;
	readonly created: string | undefined;
	readonly diffIds: readonly string[];
	readonly history: readonly HistoryEntry[];
	readonly labels: Readonly<Record<string, string>>;
	/** What containers get. Absent in what was remembered by an earlier version. */
	readonly runtime?: readonly RuntimeSetting[];
}

export function platformText({ os, architecture, variant }: Platform): string {
	return [os, architecture, variant].filter(part => part !== undefined && part !== '').join('/');
}

/** True for the JSON of an image configuration (and not that of a manifest, an index or a v1 layer). */
export function isImageConfig(value: unknown): boolean {
	return Array.isArray(asRecord(asRecord(value).rootfs).diff_ids);
}

export function readImageConfig(value: unknown): ImageConfig {
	const config = asRecord(value);
	return {
		platform: { os: asText(config.os) ?? '', architecture: asText(config.architecture) ?? '', variant: asText(config.variant) },
		created: asText(config.created),
		diffIds: asTexts(asRecord(config.rootfs).diff_ids),
		history: readConfigHistory(config.history),
		labels: asTextMap(asRecord(config.config).Labels),
		runtime: readRuntimeConfig(asRecord(config.config)),
	};
}

/** The `history` of a configuration, oldest first. A missing `empty_layer` means false there. */
export function readConfigHistory(value: unknown): HistoryEntry[] {
	return asArray(value).map(item => {
		const entry = asRecord(item);
		return {
			createdBy: asText(entry.created_by) ?? '',
			comment: asText(entry.comment) ?? '',
			created: asText(entry.created),
			empty: entry.empty_layer === true,
			size: undefined,
		};
	});
}
