import type { StepRun } from './buildRecord.ts';

/** A step with all that its cache key is made of, as the library's `cacheSteps` gives it. */
export interface KeyedStep {
	readonly keyword: string;
	readonly text: string;
	/** Zero-based. */
	readonly line: number;
	readonly stage: string;
	/** From 1, in its stage. */
	readonly number: number;
	readonly own: string;
	readonly settings: Readonly<Record<string, string>>;
	readonly variables: ReadonlyMap<string, { readonly value: string; readonly kind: 'ARG' | 'ENV' }>;
	/** Indexes of other steps of the same build. */
	readonly base: readonly number[];
	readonly sources: readonly number[];
	readonly image: string | undefined;
	readonly inputs: { readonly reads: (path: string) => boolean } | undefined;
}

/** A file of the build context, as far as the builder's cache looks at it. */
export interface InputFile {
	readonly size: number;
	readonly mode: number;
	/** Milliseconds since 1970. Not part of the key; stands in for the content where that was not read. */
	readonly modified: number;
	/** Of the content, or of a link's goal. */
	readonly hash: string | undefined;
}

export type InputFiles = ReadonlyMap<string, InputFile>;

/** A build that was, or one that could be started now. */
export interface CacheBuild {
	readonly steps: readonly KeyedStep[];
	/** By line. What is not here was not begun, or nobody told of it. */
	readonly runs: ReadonlyMap<number, StepRun>;
	/** It ended well, so that every step is in the cache, also those nobody told of. */
	readonly built: boolean;
	readonly noCache: boolean;
	readonly bases: Readonly<Record<string, string>>;
	/** The files that its steps read; `undefined`: not known. */
	readonly files: InputFiles | undefined;
}

function isInCache(build: CacheBuild, step: KeyedStep): boolean {
	const run = build.runs.get(step.line);
	return run ? run.outcome === 'done' || run.outcome === 'cached' : build.built;
}

/** Compares the steps of two builds. What one of them does not know counts as equal. */
export class CacheComparison {
	readonly now: CacheBuild;
	readonly past: CacheBuild;
	readonly #same = new Map<number, boolean>();
	#changed: readonly string[] | undefined;
	#byOwn: Map<string, number[]> | undefined;

	constructor(now: CacheBuild, past: CacheBuild) {
		this.now = now;
		this.past = past;
	}

	/** A step of then has the same key. */
	isKnown(index: number): boolean {
		return this.#alike(index).some(other => this.sameKey(index, other));
	}

	/** The builder had the step's result after that build. */
	isCached(index: number): boolean {
		return this.#alike(index).some(other => isInCache(this.past, this.past.steps[other] as KeyedStep) && this.sameKey(index, other));
	}

	sameKey(index: number, other: number): boolean {
		const key = index * this.past.steps.length + other;
		const known = this.#same.get(key);
		if (known !== undefined) return known;
		const [a, b] = [this.now.steps[index], this.past.steps[other]];
		const same =
			a !== undefined &&
			b !== undefined &&
			a.keyword === b.keyword &&
			a.own === b.own &&
			sameTexts(a.settings, b.settings) &&
			(a.keyword !== 'RUN' || changedVariables(a, b).length === 0) &&
			!this.otherImage(a, b) &&
			this.changedInputs(a).length === 0 &&
			this.#sameSteps(a.base, b.base) &&
			this.#sameSteps(a.sources, b.sources);
		this.#same.set(key, same);
		return same;
	}

	/** The tag of an image means another one than then. */
	otherImage(a: KeyedStep, b: KeyedStep): boolean {
		const [now, then] = [this.now.bases[a.line], this.past.bases[b.line]];
		if (a.image === undefined || now === undefined || then === undefined) return false;
		// an id and a digest say nothing about each other
		return now.startsWith('id:') === then.startsWith('id:') && now !== then;
	}

	/** Files that the step reads and that were added, changed or removed, in order. */
	changedInputs({ inputs }: KeyedStep): readonly string[] {
		if (!inputs) return [];
		this.#changed ??= changedFiles(this.now.files, this.past.files);
		return this.#changed.filter(inputs.reads);
	}

	/** Steps of then that do the same, whatever they depend on. */
	#alike(index: number): readonly number[] {
		if (!this.#byOwn) {
			this.#byOwn = new Map();
			for (const [other, { own }] of this.past.steps.entries()) {
				const others = this.#byOwn.get(own);
				if (others) others.push(other);
				else this.#byOwn.set(own, [other]);
			}
		}
		return this.#byOwn.get(this.now.steps[index]?.own ?? '') ?? [];
	}

	#sameSteps(mine: readonly number[], theirs: readonly number[]): boolean {
		return mine.length === theirs.length && mine.every((index, at) => this.sameKey(index, theirs[at] as number));
	}
}

/** Names of variables that only one has, or that have another value. */
export function changedVariables(a: KeyedStep, b: KeyedStep): readonly string[] {
	const names = new Set([...a.variables.keys(), ...b.variables.keys()]);
	return [...names].filter(name => a.variables.get(name)?.value !== b.variables.get(name)?.value);
}

export function changedSettings(a: KeyedStep, b: KeyedStep): readonly string[] {
	return [...new Set([...Object.keys(a.settings), ...Object.keys(b.settings)])].filter(name => a.settings[name] !== b.settings[name]);
}

function sameTexts(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
	const names = Object.keys(a);
	return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}

function changedFiles(now: InputFiles | undefined, then: InputFiles | undefined): readonly string[] {
	if (!now || !then) return [];
	const added = [...now].filter(([path, file]) => !sameFile(file, then.get(path))).map(([path]) => path);
	const removed = [...then.keys()].filter(path => !now.has(path));
	return [...added, ...removed].sort();
}

function sameFile(a: InputFile, b: InputFile | undefined): boolean {
	if (!b || a.size !== b.size || a.mode !== b.mode) return false;
	return a.hash !== undefined && b.hash !== undefined ? a.hash === b.hash : a.modified === b.modified;
}
