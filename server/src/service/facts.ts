import type { Answer, Ask, FactKind, FactSource, Facts, FactTable } from './types.ts';

/** A mutable store of answers that a host keeps; `null` is an answer. */
export class FactStore {
	readonly #answers = new Map<string, unknown>();

	constructor(table: FactTable = {}) {
		for (const [kind, entries] of Object.entries(table)) {
			for (const [key, value] of Object.entries(entries ?? {})) this.set(kind as FactKind, key, value);
		}
	}

	get(kind: FactKind, key: string): unknown {
		return this.#answers.get(`${kind} ${key}`);
	}

	set(kind: FactKind, key: string, value: unknown): void {
		this.#answers.set(`${kind} ${key}`, value);
	}

	delete(kind: FactKind, key: string): void {
		this.#answers.delete(`${kind} ${key}`);
	}
}

/** One look at a store. It remembers the questions that had no answer. */
export class FactReading implements Facts {
	readonly #store: FactStore;
	readonly #whole: FactReading | undefined;
	#open: Map<string, Ask> | undefined;

	constructor(store: FactStore, whole?: FactReading) {
		this.#store = store;
		this.#whole = whole;
	}

	/** A reading of the same store for one part of the work, whose questions are questions of the whole too. */
	part(): FactReading {
		return new FactReading(this.#store, this);
	}

	get<K extends FactKind>(kind: K, key: string): Answer<K> {
		const answer = this.#store.get(kind, key) as Answer<K>;
		if (answer === undefined) this.leaveOpen({ kind, key });
		return answer;
	}

	leaveOpen(ask: Ask): void {
		this.#open ??= new Map();
		this.#open.set(`${ask.kind} ${ask.key}`, ask);
		this.#whole?.leaveOpen(ask);
	}

	isAnswered({ kind, key }: Ask): boolean {
		return this.#store.get(kind, key) !== undefined;
	}

	get unanswered(): readonly Ask[] {
		return this.#open ? [...this.#open.values()] : [];
	}
}

/** Questions may lead to questions (a lock file names a file); a chain longer than this is a bug of a rule. */
const maxRounds = 5;

/**
 * Runs `run`, asks the source for all open questions together, and runs again until none is open that the source can answer.
 * What stays unknown is in the reading's `unanswered`. Errors of the source leave the question open.
 */
export async function settle<T>(
	store: FactStore,
	source: FactSource,
	run: (facts: FactReading) => T,
	signal?: AbortSignal_,
): Promise<{ result: T; unanswered: readonly Ask[] }> {
	const tried = new Set<string>();
	for (let round = 1; ; round++) {
		const reading = new FactReading(store);
		const result = run(reading);
		const open = reading.unanswered.filter(ask => source[ask.kind] && !tried.has(`${ask.kind} ${ask.key}`));
		if (open.length === 0 || round === maxRounds || signal?.aborted) return { result, unanswered: reading.unanswered };
		await Promise.all(
			open.map(async ask => {
				tried.add(`${ask.kind} ${ask.key}`);
				try {
					const answer = await source[ask.kind]?.(ask.key, signal);
					if (answer !== undefined) store.set(ask.kind, ask.key, answer);
				} catch {
					// not known; the caller sees it in `unanswered`
				}
			}),
		);
	}
}

type AbortSignal_ = { readonly aborted: boolean };
