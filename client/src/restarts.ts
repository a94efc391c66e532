/** How often a server that stops by itself is started again. */
export class RestartBudget {
	readonly #limit: number;
	readonly #window: number;
	#stops: number[] = [];

	/** At most `limit` stops within `window` milliseconds. */
	constructor(limit = 4, window = 180_000) {
		this.#limit = limit;
		this.#window = window;
	}

	/** Notes a stop. False: it has stopped too often, and would again. */
	spend(now: number): boolean {
		this.#stops = this.#stops.filter(time => now - time < this.#window);
		this.#stops.push(now);
		return this.#stops.length <= this.#limit;
	}

	/** The user asked for a new start: what was before does not count. */
	reset(): void {
		this.#stops = [];
	}
}
