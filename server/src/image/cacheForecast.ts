import { type CacheBuild, CacheComparison, type KeyedStep } from './cacheBuild.ts';
import { excerpt, likeliest, predecessor, whyChanged } from './cacheReason.ts';

/** What the next build will run again. */
export interface CacheForecast {
	/** Zero-based lines of instructions of the present text, in order. */
	readonly lines: readonly number[];
	/** What they took when they last ran; what never ran is not counted. */
	readonly seconds: number;
	/** The first one, and why, in sentences. */
	readonly reason: string;
	/** What another order of the instructions would have saved. */
	readonly saving?: CacheSaving;
}

/** A COPY that stands too high: each change of its files runs steps again that need none of them. */
export interface CacheSaving {
	/** Zero-based line of the COPY. */
	readonly line: number;
	readonly seconds: number;
	/** It is a part of these seconds: of a step that would be divided nobody knows how long its first half takes. */
	readonly atMost: boolean;
}

/** `now` is the build that could be started; `earlier` are those that were, newest first. `undefined`: nothing runs again, or nothing is known. */
export function cacheForecast(now: CacheBuild, earlier: readonly CacheBuild[]): CacheForecast | undefined {
	if (earlier.length === 0) return undefined;
	const comparisons = earlier.map(past => new CacheComparison(now, past));
	const again = now.steps.flatMap((step, index) =>
		step.keyword === 'FROM' || comparisons.some(comparison => comparison.isCached(index)) ? [] : [{ step, index }],
	);
	const [first] = again;
	if (!first) return undefined;
	const why = whyChanged(now, first.index, comparisons)?.reason ?? 'No build before ended this step.';
	return {
		lines: again.map(({ step }) => step.line),
		seconds: again.reduce((sum, { step }) => sum + lastSeconds(step, comparisons), 0),
		reason: `Line ${first.step.line + 1}, ${excerpt(first.step.text)}: ${why}`,
	};
}

/** For each step of `now` how long it took when it last ran; 0 if it never did. */
export function secondsOfSteps(now: CacheBuild, earlier: readonly CacheBuild[]): (step: KeyedStep) => number {
	const comparisons = earlier.map(past => new CacheComparison(now, past));
	return step => lastSeconds(step, comparisons);
}

/** What the same instruction took, or else the one in its place. What came from the cache took no time, and is not asked. */
function lastSeconds(step: KeyedStep, earlier: readonly CacheComparison[]): number {
	const ran = ({ line }: KeyedStep, build: CacheBuild): boolean => build.runs.get(line)?.outcome === 'done';
	const found = likeliest(step, earlier, ran) ?? predecessor(step, earlier, ran);
	return found?.comparison.past.runs.get(found.step.line)?.seconds ?? 0;
}
