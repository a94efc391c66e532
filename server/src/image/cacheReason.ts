import { type CacheBuild, type CacheComparison, changedSettings, changedVariables, type KeyedStep } from './cacheBuild.ts';

/** Why a step is not taken from the cache. */
export interface CacheReason {
	/** Sentences. Never hold the value of a build argument. */
	readonly reason: string;
	/** Files of the context that changed, at most `mostInputs`. */
	readonly inputs: readonly string[];
}

export const mostInputs = 20;
const mostNamed = 3;

/** What of a step's key is another than in the earlier builds (newest first); `undefined` if one of them has the very same key. */
export function whyChanged(now: CacheBuild, index: number, earlier: readonly CacheComparison[]): CacheReason | undefined {
	const step = now.steps[index] as KeyedStep;
	const isKnown = (other: number): boolean => earlier.some(comparison => comparison.isKnown(other));
	if (isKnown(index)) return undefined;
	const alike = likeliest(step, earlier);
	if (!alike) return says(insteadOf(step, earlier));
	const own = ownChange(step, alike.step, alike.comparison);
	if (own) return own;
	const source = step.sources.find(other => !isKnown(other));
	if (source !== undefined) return says(`It takes files from stage ${now.steps[source]?.stage}, where a step changed.`);
	const base = step.base.find(other => !isKnown(other));
	return (base === undefined ? undefined : baseChange(now, base, earlier)) ?? says('The steps before it are others than they were.');
}

/** A step of an earlier build. */
export interface EarlierStep {
	readonly step: KeyedStep;
	readonly comparison: CacheComparison;
}

type Accepts = (step: KeyedStep, build: CacheBuild) => boolean;

/** The same instruction in the newest build that has it. */
export function likeliest(step: KeyedStep, earlier: readonly CacheComparison[], accepts: Accepts = () => true): EarlierStep | undefined {
	for (const comparison of earlier) {
		const { past } = comparison;
		const same = past.steps.filter(other => other.keyword === step.keyword && (other.own === step.own || other.text === step.text) && accepts(other, past));
		const found = same.find(({ stage, number }) => stage === step.stage && number === step.number) ?? same.find(({ stage }) => stage === step.stage) ?? same[0];
		if (found) return { step: found, comparison };
	}
	return undefined;
}

/** What stood in the step's place. */
export function predecessor(
	{ stage, number, keyword }: KeyedStep,
	earlier: readonly CacheComparison[],
	accepts: Accepts = () => true,
): EarlierStep | undefined {
	for (const comparison of earlier) {
		const { past } = comparison;
		const step = past.steps.find(other => other.stage === stage && other.number === number && other.keyword === keyword && accepts(other, past));
		if (step) return { step, comparison };
	}
	return undefined;
}

function insteadOf(step: KeyedStep, earlier: readonly CacheComparison[]): string {
	const before = predecessor(step, earlier)?.step;
	if (!before || earlier[0]?.now.steps.some(({ own, keyword }) => own === before.own && keyword === before.keyword)) return 'The instruction is new.';
	return `The instruction changed. It was: ${excerpt(before.text)}`;
}

function ownChange(step: KeyedStep, then: KeyedStep, comparison: CacheComparison): CacheReason | undefined {
	const variables = changedVariables(step, then);
	if (variables.length > 0 && (step.keyword === 'RUN' || step.own !== then.own)) return says(variableSentence(variables, step, then));
	if (step.own !== then.own) return says('The instruction changed.');
	const settings = changedSettings(step, then);
	if (settings.includes('platform')) return says('It is built for another platform.');
	if (settings.length > 0) return says(`${listed(settings)} above it changed.`);
	if (comparison.otherImage(step, then))
		return says(step.keyword === 'FROM' ? 'The base image changed: its name means another image than before.' : 'The image that it takes files from changed.');
	const inputs = comparison.changedInputs(step);
	if (inputs.length === 0) return undefined;
	const files = inputs.length === 1 ? 'A file that it reads' : `${inputs.length} files that it reads`;
	return { reason: `${files} changed: ${listed(inputs)}.`, inputs: inputs.slice(0, mostInputs) };
}

function variableSentence(names: readonly string[], step: KeyedStep, then: KeyedStep): string {
	const kindOf = (name: string) => (step.variables.get(name) ?? then.variables.get(name))?.kind;
	// an ENV may have its value from an ARG: that one is the cause
	const args = names.filter(name => kindOf(name) === 'ARG');
	if (args.length === 0) return names.length === 1 ? `Variable ${names[0]} of ENV changed.` : `Variables of ENV changed: ${listed(names)}.`;
	return args.length === 1 ? `Build argument ${args[0]} changed.` : `Build arguments changed: ${listed(args)}.`;
}

function baseChange(now: CacheBuild, index: number, earlier: readonly CacheComparison[]): CacheReason | undefined {
	const before = now.steps[index];
	const why = whyChanged(now, index, earlier);
	if (!before || !why) return undefined;
	return before.keyword === 'FROM' ? why : { ...why, reason: `An earlier step changed, in line ${before.line + 1}. ${why.reason}` };
}

function says(reason: string): CacheReason {
	return { reason, inputs: [] };
}

function listed(names: readonly string[]): string {
	return names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
}

/** One line. */
export function excerpt(text: string): string {
	const line = text.trim().replace(/\s+/g, ' ');
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
