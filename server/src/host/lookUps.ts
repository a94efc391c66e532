/** Look-ups that many may ask for at the same time. */
import type { AbortSignalLike } from '../service/types.ts';

export type Clock = () => number;

interface Shared<T> {
	readonly answer: Promise<T>;
	readonly control: AbortController;
	waiting: number;
}

interface Kept<T> {
	readonly until: number;
	readonly outcome: { readonly value: T } | { readonly error: unknown };
}

const freshMs = 5 * 60_000;
/** A tag that is not there may be pushed any moment; a host that failed is left alone just long enough to break a storm. */
const nothingFreshMs = 30_000;
const failureFreshMs = 2_000;
const mostKept = 2_000;

/** Joins equal questions, runs a few at once, and keeps the answers for a while. */
export class LookUps<T> {
	readonly #now: Clock;
	readonly #mostAtOnce: number;
	readonly #open = new Map<string, Shared<T>>();
	readonly #kept = new Map<string, Kept<T>>();
	readonly #queue: (() => void)[] = [];
	#busy = 0;

	constructor(now: Clock = Date.now, mostAtOnce = 8) {
		this.#now = now;
		this.#mostAtOnce = mostAtOnce;
	}

	/** One who no longer wants the answer leaves; the look-up stops only when all have left. */
	async get(key: string, find: (signal: AbortSignal) => Promise<T>, signal?: AbortSignalLike): Promise<T> {
		if (signal?.aborted) throw cancelled();
		const kept = this.#kept.get(key);
		if (kept && kept.until > this.#now()) return 'value' in kept.outcome ? kept.outcome.value : fail(kept.outcome.error);
		const shared = this.#open.get(key) ?? this.#begin(key, find);
		shared.waiting++;
		try {
			return await untilAborted(shared.answer, signal);
		} finally {
			if (--shared.waiting === 0 && this.#open.get(key) === shared) {
				this.#open.delete(key);
				shared.control.abort();
			}
		}
	}

	#begin(key: string, find: (signal: AbortSignal) => Promise<T>): Shared<T> {
		const control = new AbortController();
		const answer = this.#inTurn(() => (control.signal.aborted ? Promise.reject(cancelled()) : find(control.signal)));
		const shared = { answer, control, waiting: 0 };
		this.#open.set(key, shared);
		answer.then(
			value => this.#keep(key, shared, { value }, value === null || value === undefined ? nothingFreshMs : freshMs),
			error => this.#keep(key, shared, { error }, failureFreshMs),
		);
		return shared;
	}

	#keep(key: string, shared: Shared<T>, outcome: Kept<T>['outcome'], forMs: number): void {
		if (this.#open.get(key) === shared) this.#open.delete(key);
		// What nobody waited for to its end says nothing about the world.
		if (shared.control.signal.aborted) return;
		this.#kept.delete(key);
		this.#kept.set(key, { until: this.#now() + forMs, outcome });
		if (this.#kept.size > mostKept)
			for (const oldest of this.#kept.keys()) {
				this.#kept.delete(oldest);
				break;
			}
	}

	async #inTurn(work: () => Promise<T>): Promise<T> {
		if (this.#busy >= this.#mostAtOnce) await new Promise<void>(resolve => this.#queue.push(resolve));
		else this.#busy++;
		try {
			return await work();
		} finally {
			// The place goes to the next in line without being free in between.
			const next = this.#queue.shift();
			if (next) next();
			else this.#busy--;
		}
	}
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
	if (!(signal instanceof AbortSignal)) return answer;
	return new Promise<T>((resolve, reject) => {
		const leave = (): void => reject(cancelled());
		signal.addEventListener('abort', leave, { once: true });
		answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
	});
}

function cancelled(): Error {
	return new Error('The question was cancelled. Ask again if you still want the answer.');
}

function fail(error: unknown): never {
	throw error;
}
