/** What a configuration file says, whoever invented the file. */
import type { Settings, Severity } from '../service/types.ts';

export interface ConfigLayer {
	readonly rules: Settings['rules'];
	readonly profile?: Settings['profile'];
	readonly trustedRegistries?: readonly string[];
	readonly inlineIgnores?: boolean;
	/** For files below the folder of the configuration; later ones win. */
	readonly overrides: readonly PathOverride[];
}

export interface PathOverride {
	/** `path` is relative to the folder of the configuration, `/`-separated. */
	readonly matches: (path: string) => boolean;
	readonly rules: Settings['rules'];
	readonly profile?: Settings['profile'];
}

export interface ReadConfig {
	readonly layer: ConfigLayer;
	/** Sentences that begin with the place. What is wrong counts as not said. */
	readonly problems: readonly string[];
}

export const emptyLayer: ConfigLayer = { rules: {}, overrides: [] };

export const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'hint', 'off'];
