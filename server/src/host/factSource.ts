/** Puts the sources of facts together: each question once at a time, not too many at once, and not again while the answer is fresh. */
import type { Ask, FactSource, ImageDigest } from '../service/types.ts';
import { type Clock, LookUps } from './lookUps.ts';
import type { FileFacts } from './workspaceFiles.ts';

/** As much of `Registry` as is asked. */
export interface AsksRegistry {
	imageDigest(reference: string, signal?: AbortSignal): Promise<ImageDigest | null>;
	imageTags(repository: string, signal?: AbortSignal): Promise<readonly string[] | null>;
}

/** As much of `EngineFacts` as is asked. */
export interface AsksEngine {
	imageDigest(reference: string, signal?: AbortSignal): Promise<ImageDigest | undefined>;
}

/** What is left out is never asked: no registry where the network is not allowed, no engine in a workspace that is not trusted. */
export interface FactSourceOptions {
	readonly registry?: AsksRegistry | undefined;
	readonly engine?: AsksEngine | undefined;
	readonly files?: FileFacts | undefined;
	/** Hears why a question has no answer, in a sentence for people. */
	readonly onFailure?: ((ask: Ask, message: string) => void) | undefined;
	readonly now?: Clock | undefined;
}

/** Image answers are kept here a while; files are not, because they change under our hands and whoever watches them knows when. */
export function createFactSource(options: FactSourceOptions): FactSource {
	const { registry, engine, files } = options;
	const digests = new LookUps<ImageDigest | null | undefined>(options.now);
	const tags = new LookUps<readonly string[] | null>(options.now);
	const heard = async <T>(ask: Ask, answer: Promise<T>): Promise<T> => {
		try {
			return await answer;
		} catch (error) {
			options.onFailure?.(ask, error instanceof Error ? error.message : String(error));
			throw error;
		}
	};
	return {
		...(registry || engine
			? {
					imageDigest: (key, signal) =>
						heard(
							{ kind: 'imageDigest', key },
							digests.get(key, own => digest(key, registry, engine, own), signal),
						),
				}
			: {}),
		...(registry
			? {
					imageTags: (key, signal) =>
						heard(
							{ kind: 'imageTags', key },
							tags.get(key, own => registry.imageTags(key, own), signal),
						),
				}
			: {}),
		...files,
	};
}

/** The registry knows what a tag means today; the engine only what it meant when it was pulled, which is better than nothing. */
async function digest(
	key: string,
	registry: AsksRegistry | undefined,
	engine: AsksEngine | undefined,
	signal: AbortSignal,
): Promise<ImageDigest | null | undefined> {
	if (!registry) return engine?.imageDigest(key, signal);
	try {
		return await registry.imageDigest(key, signal);
	} catch (error) {
		const known = signal.aborted ? undefined : await engine?.imageDigest(key, signal).catch(() => undefined);
		if (known) return known;
		throw error;
	}
}
