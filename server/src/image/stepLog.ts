import type { StepOutcome, StepRecord } from './buildRecord.ts';
import type { DockerfileStep } from './origins.ts';
import type { BuildEvent } from './progress.ts';

/** A step that the builder will number: FROM of an image, RUN, COPY, ADD, WORKDIR. */
export interface NumberedStep {
	readonly keyword: string;
	readonly text: string;
	/** Zero-based. */
	readonly line: number;
	readonly stage: string;
	/** From 1, in its stage. */
	readonly number: number;
}

interface Logged {
	readonly place: { readonly text: string; readonly line: number | undefined };
	readonly stage: string | undefined;
	/** Milliseconds. */
	readonly began: number;
	seconds?: number | undefined;
	outcome?: StepOutcome;
}

/** What became of each step of a build, from the events as they come. Clocks are handed in: milliseconds. */
export class StepLog {
	/** Digest of each image from outside that the builder named with one, by line. */
	readonly bases: Record<string, string> = {};
	readonly #numbered: readonly NumberedStep[];
	readonly #instructions: readonly DockerfileStep[];
	readonly #steps: Logged[] = [];
	readonly #byId = new Map<string, Logged>();
	readonly #placed = new Set<number>();
	/** The step of a builder that tells only of beginnings. */
	#running: Logged | undefined;

	/** `instructions` are all of the file in order. */
	constructor(numbered: readonly NumberedStep[], instructions: readonly DockerfileStep[]) {
		this.#numbered = numbered;
		this.#instructions = instructions;
	}

	add(event: BuildEvent, now: number): void {
		if (event.kind === 'step') this.#begin(event, now);
		else if (event.kind === 'stepDone') {
			const step = this.#byId.get(event.vertex ?? String(event.number));
			if (!step) return;
			step.outcome = event.cached ? 'cached' : 'done';
			step.seconds = event.cached ? 0 : (event.seconds ?? (now - step.began) / 1000);
		} else if (event.kind === 'log' && this.#running && /^--> Using cache\b/.test(event.text)) {
			this.#running.outcome = 'cached';
			this.#running.seconds = 0;
		}
	}

	/** Everything that was begun, once the build has ended. */
	end(outcome: 'built' | 'failed' | 'cancelled', failureLine: number | undefined, now: number): readonly StepRecord[] {
		if (outcome === 'built') this.#finishRunning(now);
		const open = this.#steps.filter(step => step.outcome === undefined);
		const guilty = outcome === 'failed' ? (open.find(({ place }) => place.line !== undefined && place.line === failureLine) ?? open.at(-1)) : undefined;
		return this.#steps.map(step => ({
			...step.place,
			stage: step.stage,
			seconds: step.seconds,
			outcome: step.outcome ?? (outcome === 'built' ? 'done' : step === guilty ? 'failed' : 'cancelled'),
		}));
	}

	#begin(event: BuildEvent & { kind: 'step' }, now: number): void {
		if (event.vertex === undefined) this.#finishRunning(now);
		const place = this.#placeOf(event);
		const step: Logged = { place, stage: event.stage, began: now };
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

	/** The instruction of the file. The builder's own text is not kept: it has the values of variables in it. */
	#placeOf({ stage, number, total, text, vertex }: BuildEvent & { kind: 'step' }): Logged['place'] {
		const keyword = /^[A-Za-z]+/.exec(text)?.[0].toUpperCase() ?? '';
		const found = vertex === undefined ? this.#instruction(keyword, number, total, text) : this.#numberedStep(keyword, stage, number, total);
		if (!found) return { text: keyword, line: undefined };
		this.#placed.add(found.line);
		return found;
	}

	#numberedStep(keyword: string, stage: string | undefined, number: number, total: number): { text: string; line: number } | undefined {
		const own = this.#numbered.filter(step => stage === undefined || step.stage === stage);
		// Triggers of the base image are counted too, behind FROM: they have no line.
		const triggers = Math.max(0, total - own.length);
		const wanted = keyword === 'FROM' ? 1 : number - triggers;
		const step = own.find(candidate => candidate.number === wanted && candidate.keyword === keyword && (keyword === 'FROM' || wanted > 1 || triggers === 0));
		return step && { text: step.text, line: step.line };
	}

	/** Docker's old builder numbers all instructions of the file, Podman those of the stage. */
	#instruction(keyword: string, number: number, total: number, text: string): { text: string; line: number } | undefined {
		const places = this.#instructions.map(step => ({ keyword: step.keyword, text: step.text, line: step.startLine }));
		const exact = total === places.length && places[number - 1]?.keyword === keyword ? places[number - 1] : undefined;
		const place =
			exact ??
			this.#firstFree(places.filter(candidate => collapsed(candidate.text) === collapsed(text))) ??
			this.#firstFree(places.filter(candidate => candidate.keyword === keyword && agrees(candidate.text, text)));
		return place && { text: place.text, line: place.line };
	}

	#firstFree<T extends { readonly line: number }>(places: readonly T[]): T | undefined {
		return places.find(({ line }) => !this.#placed.has(line)) ?? places[0];
	}
}

/** The instruction's text where each variable may be anything. Each part is looked for once: no text makes this slow. */
function agrees(written: string, printed: string): boolean {
	const [first = '', ...others] = collapsed(written).split(/\$\{[^}]*\}|\$\w+/);
	const last = others.pop();
	const text = collapsed(printed);
	if (last === undefined || !text.startsWith(first)) return false;
	let at = first.length;
	for (const part of others) {
		const found = text.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}

function collapsed(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}
