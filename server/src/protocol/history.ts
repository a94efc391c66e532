/** The builds of this machine: what was built when, from what, and how to go back to it. */
import type { BuildChoice } from './build.ts';
import type { Answered } from './files.ts';
import { request } from './message.ts';

/** One build that was started here. Holds no secret and no value of a build argument. */
export interface BuildRecord {
	readonly id: string;
	/** Path of the Dockerfile. */
	readonly dockerfile: string;
	/** ISO 8601. */
	readonly started: string;
	readonly seconds: number;
	readonly outcome: 'built' | 'failed' | 'cancelled';
	readonly tags: readonly string[];
	readonly imageId: string | undefined;
	/** Bytes, as the engine counts. */
	readonly size: number | undefined;
	readonly engine: string;
	/** The choice of then, without the values of build arguments. */
	readonly choice: Omit<BuildChoice, 'args'> & { readonly argNames: readonly string[] };
	/** The Dockerfile of then. */
	readonly text: string;
	readonly steps: readonly StepRecord[];
	readonly failure: string | undefined;
	/** Zero-based. */
	readonly failureLine: number | undefined;
}

export interface StepRecord {
	/** As the builder names it, variables expanded. */
	readonly text: string;
	readonly stage: string | undefined;
	/** Zero-based, in the text of then. */
	readonly line: number | undefined;
	readonly seconds: number | undefined;
	readonly outcome: 'done' | 'cached' | 'failed' | 'cancelled';
}

/** Newest first. `uri`: only those of this Dockerfile. Each with `present`: the engine still has the image (`undefined`: no engine answered). */
export const listBuilds = request<{ readonly uri?: string; readonly folder?: string }, readonly (BuildRecord & { readonly present: boolean | undefined })[]>(
	'drydock/history/list',
);

/** Tags an earlier image again; the image that has the tag now is kept as `repo:bld-TIME-DIGEST`. */
export const rollBack = request<{ readonly id: string; readonly tag: string }, Answered<{ readonly kept: string | undefined }>>('drydock/history/rollBack');

export const removeBuild = request<{ readonly id: string; readonly image: boolean }, Answered<{ readonly removed: true }>>('drydock/history/remove');

/** Why the steps of a build were not taken from the cache, compared with the build before it. */
export interface CacheMiss {
	/** Zero-based line in the text of then. */
	readonly line: number | undefined;
	readonly text: string;
	/** A sentence: which file, argument, base or instruction changed. */
	readonly reason: string;
	/** Context paths that changed, at most 20. */
	readonly inputs: readonly string[];
}

export const whyNotCached = request<{ readonly id: string }, Answered<{ readonly misses: readonly CacheMiss[] }>>('drydock/history/whyNotCached');

/** What the next build of a document will run again, from the last build's times and what changed since. */
export interface CacheForecast {
	/** Zero-based lines of instructions of the present text that will run again. */
	readonly lines: readonly number[];
	readonly seconds: number;
	/** The first one, and why. */
	readonly reason: string;
}

/** `null`: never built here, or nothing would run again. */
export const cacheForecast = request<{ readonly uri: string }, CacheForecast | null>('drydock/history/forecast');
