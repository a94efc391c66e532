/** Names for images: here, and in a registry. */
import type { PushPlan } from '../image/pushPlan.ts';
import type { Answered } from './files.ts';
import { request } from './message.ts';

export type { PushPlan };

export interface TagImageParams {
	/** Name or id. */
	readonly image: string;
	readonly tag: string;
	/** `keep`: a tag that exists is moved, and the image that has it is kept as `repo:bld-TIME-DIGEST` first. */
	readonly existing?: 'keep';
}

/** Gives an image one more name; `kept` is the name of the image that had it. */
export const tagImage = request<TagImageParams, Answered<{ readonly kept: string | undefined }>>('drydock/image/tag');

export const planPush = request<{ readonly image: string }, Answered<PushPlan>>('drydock/image/planPush');

export interface PushParams {
	readonly image: string;
	/** The digest that may be replaced, as `planPush` told it: if the registry has another one by now, nothing is pushed. */
	readonly replaces?: string;
	/** Lines that the engine prints go to `$/progress` with this token. */
	readonly token: string | number;
}

export const pushImage = request<PushParams, Answered<{ readonly digest: string | undefined }>>('drydock/image/push');
