import type { StepOutcome, StepRecord } from './buildRecord.ts';
import type { BuildEvent } from './progress.ts';
import type { StepPlace, StepPlaces } from './stepPlaces.ts';

/** Characters of a whole build; what it prints after them is not remembered. */
const mostPrinted = 4 << 20;

interface Logged {
	readonly place: StepPlace;
	readonly stage: string | undefined;
	readonly platform: string | undefined;
	/** Milliseconds. */
	readonly began: number;
	seconds?: number | undefined;
	pulledBytes?: number;
	readonly printed: string[];
	outcome?: StepOutcome;
}

/** What became of each step of a build, from the events as they come. Clocks are handed in: milliseconds. */
export class StepLog {
	/** Digest of each image from outside that the builder named with one, by line. */
	readonly bases: Record<string, string> = {};
	readonly #places: StepPlaces;
	readonly #steps: Logged[] = [];
	readonly #byId = new Map<string, Logged>();
	/** Characters. */
	#printed = 0;
	/** The step of a builder that tells only of beginnings. */
	#running: Logged | undefined;

	constructor(places: StepPlaces) {
		this.#places = places;
	}

	add(event: BuildEvent, now: number): void {
		if (event.kind === 'log') this.#print(event);
		if (event.kind === 'step') this.#begin(event, now);
		else if (event.kind === 'stepDone') {
			const step = this.#byId.get(event.vertex ?? String(event.number));
			if (!step) return;
			step.outcome = event.cached ? 'cached' : 'done';
			step.seconds = event.cached ? 0 : (event.seconds ?? (now - step.began) / 1000);
		} else if (event.kind === 'transfer') {
			const step = this.#byId.get(event.vertex);
			if (step && event.of === 'image') step.pulledBytes = event.bytes;
		} else if (event.kind === 'log' && this.#running && /^--> Using cache\b/.test(event.text)) {
			this.#running.outcome = 'cached';
			this.#running.seconds = 0;
		}
	}

	/** What each step printed, in the order of `end`. It may hold what nobody may keep: for showing, never for writing down. */
	get output(): readonly string[] {
		return this.#steps.map(({ printed }) => printed.join('\n'));
	}

	/** Everything that was begun, once the build has ended. */
	end(outcome: 'built' | 'failed' | 'cancelled', failureLine: number | undefined, now: number): readonly StepRecord[] {
		if (outcome === 'built') this.#finishRunning(now);
		const open = this.#steps.filter(step => step.outcome === undefined);
		const guilty = outcome === 'failed' ? (open.find(({ place }) => place.line !== undefined && place.line === failureLine) ?? open.at(-1)) : undefined;
		return this.#steps.map(step => ({
			...step.place,
			stage: step.stage,
			...(step.platform === undefined ? {} : { platform: step.platform }),
			...(step.pulledBytes === undefined ? {} : { pulledBytes: step.pulledBytes }),
			seconds: step.seconds,
			outcome: step.outcome ?? (outcome === 'built' ? 'done' : step === guilty ? 'failed' : 'cancelled'),
		}));
	}

	#print({ text, vertex }: BuildEvent & { kind: 'log' }): void {
		const step = vertex === undefined ? this.#running : this.#byId.get(vertex);
		this.#printed += text.length + 1;
		if (this.#printed <= mostPrinted) step?.printed.push(text);
	}

	#begin(event: BuildEvent & { kind: 'step' }, now: number): void {
		if (event.vertex === undefined) this.#finishRunning(now);
		const place = this.#places.of(event);
		const step: Logged = { place, stage: event.stage, platform: event.platform, began: now, printed: [] };
		this.#steps.push(step);
		this.#byId.set(event.vertex ?? String(event.number), step);
		if (event.vertex === undefined) this.#running = step;
		const digest = /@(sha256:[0-9a-f]{64})\b/.exec(event.text)?.[1];
		if (digest !== undefined && place.line !== undefined && /^FROM\b/.test(event.text)) this.bases[place.line] = digest;
	}

	/** These builders do one after the other: where one begins, the one before has ended. */
	#finishRunning(now: number): void {
		const step = this.#running;
		this.#running = undefined;
		if (!step || step.outcome !== undefined) return;
		step.outcome = 'done';
		step.seconds = (now - step.began) / 1000;
	}
}
