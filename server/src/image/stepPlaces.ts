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

/** `text`: as it stands in the file; the keyword alone where the line is not known. */
export interface StepPlace {
	readonly text: string;
	/** Zero-based. */
	readonly line: number | undefined;
}

/** Finds the instruction that a builder is at, by how it numbers and prints it. Ask once for each step, in the order in which they begin. */
export class StepPlaces {
	readonly #numbered: readonly NumberedStep[];
	readonly #instructions: readonly DockerfileStep[];
	readonly #placed = new Set<number>();

	/** `instructions` are all of the file in order. */
	constructor(numbered: readonly NumberedStep[], instructions: readonly DockerfileStep[]) {
		this.#numbered = numbered;
		this.#instructions = instructions;
	}

	/** The instruction of the file. The builder's own text is not kept: it has the values of variables in it. */
	of({ stage, number, total, text, vertex }: BuildEvent & { kind: 'step' }): StepPlace {
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
