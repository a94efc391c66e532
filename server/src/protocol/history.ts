/** The builds of this machine: what was built when, from what, and how to go back to it. */
import type { BuildRecord, RecordedChoice, StepRecord } from '../image/buildRecord.ts';
import type { CacheForecast, CacheSaving } from '../image/cacheForecast.ts';
import type { CacheMiss } from '../image/cacheMiss.ts';
import type { Answered } from './files.ts';
import { request } from './message.ts';

export { runsByLine } from '../image/buildRecord.ts';
export type { BuildRecord, CacheForecast, CacheMiss, CacheSaving, RecordedChoice, StepRecord };

export interface ListBuildsParams {
	/** Only those of this Dockerfile. */
	readonly uri?: string;
	/** URI of a folder: only those of Dockerfiles below it. */
	readonly folder?: string;
}

/** Without the Dockerfile's text and steps, which `readBuild` gives. */
export interface ListedBuild extends Omit<BuildRecord, 'text' | 'steps' | 'argMarks' | 'bases'> {
	/** The engine still has the image; `undefined`: no engine answered, or the workspace is not trusted. */
	readonly present: boolean | undefined;
}

/** Newest first. */
export const listBuilds = request<ListBuildsParams, readonly ListedBuild[]>('drydock/history/list');

export const readBuild = request<{ readonly id: string }, Answered<{ readonly build: BuildRecord }>>('drydock/history/read');

/** Gives `tag` to the build's image again; the image that has the tag now is kept as `repo:bld-TIME-DIGEST`. */
export const rollBack = request<{ readonly id: string; readonly tag: string }, Answered<{ readonly kept: string | undefined }>>('drydock/history/rollBack');

/** `image`: takes its names from the image too, and so the image, unless it has others. */
export const removeBuild = request<{ readonly id: string; readonly image: boolean }, Answered<{ readonly removed: true }>>('drydock/history/remove');

/** What a step of a build printed, as long as the server runs that built it. `step` counts from 0, in the order of the record. */
export const stepOutput = request<{ readonly id: string; readonly step: number }, Answered<{ readonly text: string }>>('drydock/history/stepOutput');

/** Why the steps of a build were not taken from the cache: the first one of each stage, compared with the builds before it. */
export const whyNotCached = request<{ readonly id: string }, Answered<{ readonly misses: readonly CacheMiss[] }>>('drydock/history/whyNotCached');

/** What the next build of a document will run again. `null`: never built here, or nothing would run again. */
export const cacheForecast = request<{ readonly uri: string }, CacheForecast | null>('drydock/history/forecast');
