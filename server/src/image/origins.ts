import type { HistoryInstruction } from './history.ts';

/** An instruction of a Dockerfile. Lines are zero-based; `endLine` is the last one. */
export interface DockerfileStep {
	/** Upper case. */
	readonly keyword: string;
	/** The whole instruction without line continuations. */
	readonly text: string;
	readonly startLine: number;
	readonly endLine: number;
}

/** Which step each history entry came from. */
export interface Alignment {
	/** Per entry the index of its step. `undefined`: none; before the first match that means the base image or its ONBUILD triggers. */
	readonly steps: readonly (number | undefined)[];
	/** Entries before this index belong to FROM. */
	readonly firstOwn: number;
	/** Share of the Dockerfile's COPY, ADD, RUN and WORKDIR that were found again with words in common: 1 is all of them. */
	readonly agreement: number;
}

const skipCost = 3;

/**
 * Aligns an image's history (oldest first) with the steps of a target's chain of stages (FROM first), as Needleman and Wunsch align sequences:
 * only equal keywords match, the better the more words they share. Whatever history has before the first match is the base
 * image and costs nothing, except on `FROM scratch`, which has no history.
 */
export function align(history: readonly HistoryInstruction[], steps: readonly DockerfileStep[]): Alignment {
	const rows = history.length + 1;
	const columns = steps.length + 1;
	const fromScratch = /^FROM\s+(?:--\S+\s+)*scratch\b/i.test(steps[0]?.text ?? '');
	const historyTokens = history.map(entry => tokens(entry.rest));
	const stepTokens = steps.map(step => tokens(step.text.replace(/^\s*\S+/, '')));
	const scores = new Float64Array(rows * columns);
	const matchScore = (h: number, s: number): number =>
		history[h]?.keyword === steps[s]?.keyword && steps[s]?.keyword !== 'FROM'
			? 1 + 4 * overlap(historyTokens[h] as Tokens, stepTokens[s] as Tokens)
			: Number.NEGATIVE_INFINITY;
	// FROM makes no history entry of its own.
	const stepSkip = (s: number): number => (steps[s]?.keyword === 'FROM' ? 0 : skipCost);
	// Only in the column before any step but FROM was used is history free.
	const historySkip = (column: number): number => (!fromScratch && steps.slice(0, column).every(step => step.keyword === 'FROM') ? 0 : skipCost);
	const historySkips = Array.from({ length: columns }, (_, column) => historySkip(column));

	const at = (h: number, s: number): number => scores[h * columns + s] as number;
	for (let h = 0; h < rows; h++) {
		for (let s = 0; s < columns; s++) {
			if (h === 0 && s === 0) continue;
			scores[h * columns + s] = Math.max(
				h > 0 && s > 0 ? at(h - 1, s - 1) + matchScore(h - 1, s - 1) : Number.NEGATIVE_INFINITY,
				h > 0 ? at(h - 1, s) - (historySkips[s] as number) : Number.NEGATIVE_INFINITY,
				s > 0 ? at(h, s - 1) - stepSkip(s - 1) : Number.NEGATIVE_INFINITY,
			);
		}
	}

	const found: (number | undefined)[] = new Array(history.length).fill(undefined);
	for (let h = history.length, s = steps.length; h > 0 || s > 0; ) {
		const score = at(h, s);
		if (h > 0 && s > 0 && score === at(h - 1, s - 1) + matchScore(h - 1, s - 1)) {
			found[--h] = --s;
		} else if (s > 0 && score === at(h, s - 1) - stepSkip(s - 1)) s--;
		else h--;
	}
	return { steps: found, firstOwn: firstOwn(found), agreement: agreement(found, steps, historyTokens, stepTokens) };
}

function firstOwn(found: readonly (number | undefined)[]): number {
	const first = found.findIndex(step => step !== undefined);
	return first === -1 ? found.length : first;
}

function agreement(
	found: readonly (number | undefined)[],
	steps: readonly DockerfileStep[],
	historyTokens: readonly Tokens[],
	stepTokens: readonly Tokens[],
): number {
	const telling = new Set(steps.flatMap((step, index) => (/^(COPY|ADD|RUN|WORKDIR)$/.test(step.keyword) ? [index] : [])));
	const agreed = found.filter(
		(step, entry) => step !== undefined && telling.has(step) && overlap(historyTokens[entry] as Tokens, stepTokens[step] as Tokens) > 0,
	);
	return telling.size === 0 ? 1 : agreed.length / telling.size;
}

type Tokens = ReadonlySet<string>;

/** The words two texts can be expected to share: no flags, no hashes of copied files, no variables, no punctuation. */
function tokens(text: string): Tokens {
	const plain = text
		.replace(/(^|\s)--[\w-]+(=\S+)?/g, ' ')
		.replace(/\b(?:file|dir|multi):[0-9a-f]{64} in\b/g, ' ')
		.replace(/\$\{[^}]*\}|\$\w+/g, ' ');
	return new Set(plain.split(/[\s"'\\[\](){},;&|<>=]+/).filter(word => word !== ''));
}

/** 0 to 1. Two texts without comparable words neither agree nor disagree. */
function overlap(a: Tokens, b: Tokens): number {
	if (a.size === 0 || b.size === 0) return 0.25;
	let common = 0;
	for (const word of a) {
		if (b.has(word)) common++;
	}
	return common / Math.max(a.size, b.size);
}
