/** What a configuration file says, whoever invented the file. */
import type { Range } from '../service/text.ts';
import type { Settings, Severity } from '../service/types.ts';

export interface ConfigLayer {
	readonly rules: Settings['rules'];
	readonly profile?: Settings['profile'];
	readonly trustedRegistries?: readonly string[];
	readonly labels?: Settings['labels'];
	readonly strictLabels?: boolean;
	readonly inlineIgnores?: boolean;
	/** From which severity on findings fail a run of the command line. */
	readonly failOn?: Threshold;
	/** For files below the folder of the configuration; later ones win. */
	readonly overrides: readonly PathOverride[];
}

export interface PathOverride {
	/** `path` is relative to the folder of the configuration, `/`-separated. */
	readonly matches: (path: string) => boolean;
	readonly rules: Settings['rules'];
	readonly profile?: Settings['profile'];
}

/** Something wrong in a configuration file. What is wrong counts as not said. */
export interface ConfigProblem {
	/** Absolute. */
	readonly file: string;
	/** Zero-based, UTF-16, without a byte order mark; `undefined` where the file itself is the problem. */
	readonly range: Range | undefined;
	/** A sentence that says what to do. */
	readonly message: string;
	/** The file could not be read at all: nothing in it counts. */
	readonly broken: boolean;
}

export interface ReadConfig {
	readonly layer: ConfigLayer;
	readonly problems: readonly ConfigProblem[];
}

export const emptyLayer: ConfigLayer = { rules: {}, overrides: [] };

export const thresholds = ['error', 'warning', 'info', 'hint', 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'hint', 'off'];

/** As tools print places: counted from 1. `path` is what the reader calls the file. */
export function problemText(path: string, { file, range, message }: ConfigProblem): string {
	return range ? `${path}:${range.start.line + 1}:${range.start.character + 1}: ${message}` : message.replaceAll(file, path);
}

/** Only what was said: an absent entry leaves the word to whoever comes next. */
export function said<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
