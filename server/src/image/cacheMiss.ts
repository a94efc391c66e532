import { type CacheBuild, CacheComparison, type KeyedStep } from './cacheBuild.ts';
import { type CacheReason, whyChanged } from './cacheReason.ts';

/** Why a step of a build was not taken from the cache. */
export interface CacheMiss extends CacheReason {
	/** Zero-based, in the text of that build. */
	readonly line: number;
	/** The instruction. */
	readonly text: string;
}

/** The first step of each stage that had to run, compared with the builds before it (newest first). */
export function cacheMisses(build: CacheBuild, earlier: readonly CacheBuild[]): readonly CacheMiss[] {
	const comparisons = earlier.map(past => new CacheComparison(build, past));
	const stages = new Set<string>();
	return build.steps.flatMap((step, index) => {
		if (step.keyword === 'FROM' || !hadToRun(build, step) || stages.has(step.stage)) return [];
		stages.add(step.stage);
		return [{ line: step.line, text: step.text, ...why(build, index, comparisons) }];
	});
}

function hadToRun({ runs }: CacheBuild, { line }: KeyedStep): boolean {
	const outcome = runs.get(line)?.outcome;
	return outcome === 'done' || outcome === 'failed';
}

function why(build: CacheBuild, index: number, earlier: readonly CacheComparison[]): CacheReason {
	const says = (reason: string): CacheReason => ({ reason, inputs: [] });
	if (build.noCache) return says('It was asked to build without the cache.');
	if (earlier.length === 0) return says('It is the first build of this Dockerfile that is remembered.');
	const changed = whyChanged(build, index, earlier);
	if (changed) return changed;
	const inCache = earlier.filter(comparison => comparison.isCached(index));
	if (inCache.length === 0) return says('The build before did not end this step.');
	const step = build.steps[index] as KeyedStep;
	const filesKnown = !step.inputs || (build.files !== undefined && inCache.every(({ past }) => past.files !== undefined));
	return says(
		filesKnown
			? 'Nothing that it depends on changed: the cache was cleared, or had no room for it.'
			: 'The files that it reads changed, or the cache was cleared: which of both is not known.',
	);
}
