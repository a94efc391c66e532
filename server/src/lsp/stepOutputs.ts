/** Builds whose output is kept. */
const mostBuilds = 20;

/** What the steps of this session's builds printed. It is in memory only: a build may print secrets. */
export class StepOutputs {
	readonly #byBuild = new Map<string, readonly string[]>();

	keep(build: string, output: readonly string[]): void {
		this.#byBuild.set(build, output);
		for (const oldest of [...this.#byBuild.keys()].slice(0, -mostBuilds)) this.#byBuild.delete(oldest);
	}

	/** `step` counts from 0, in the order of the record. `undefined`: not kept. */
	of(build: string, step: number): string | undefined {
		return this.#byBuild.get(build)?.[step];
	}
}
