import type { Span } from '../text.ts';
import type { Assignment, Command, Operator, Redirect, Script } from './command.ts';
import type { PlacedScript } from './placedScript.ts';
import { type PlacedText, TextWithin } from './placedText.ts';
import { PlacedWord } from './placedWord.ts';
import type { RawAssignment, RawCommand, RawRedirect, RawWord } from './raw.ts';

/** A command in its place. */
export class PlacedCommand implements Command {
	readonly #raw: RawCommand;
	readonly #owner: PlacedScript;
	#allWords: readonly PlacedWord[] | undefined;
	#words: readonly PlacedWord[] | undefined;
	#script: Script | undefined;
	#once: Map<unknown, unknown> | undefined;

	constructor(raw: RawCommand, owner: PlacedScript) {
		this.#raw = raw;
		this.#owner = owner;
	}

	get name(): string | undefined {
		return this.#raw.name;
	}

	get program(): string | undefined {
		return this.words[0]?.value;
	}

	get allWords(): readonly PlacedWord[] {
		this.#allWords ??= this.#raw.words.map(word => new PlacedWord(word, this.#owner.text));
		return this.#allWords;
	}

	get words(): readonly PlacedWord[] {
		this.#words ??= this.#raw.skipped === 0 ? this.allWords : this.allWords.slice(this.#raw.skipped);
		return this.#words;
	}

	get wrappers(): readonly string[] {
		return this.#raw.wrappers;
	}

	get assignments(): readonly Assignment[] {
		return this.#raw.assignments.map(assignment => placedAssignment(assignment, this.#owner.text));
	}

	get redirects(): readonly Redirect[] {
		return this.#raw.redirects.map(redirect => placedRedirect(redirect, this.#owner.text));
	}

	get at(): Span {
		const { words, skipped, start, end } = this.#raw;
		return { start: words[skipped]?.start ?? start, end: words.at(-1)?.end ?? end };
	}

	get span(): Span {
		const { start, end } = this.at;
		return this.#owner.text.span(start, end);
	}

	get wholeSpan(): Span {
		return this.#owner.text.span(this.#raw.start, this.#raw.end);
	}

	get conditional(): boolean {
		return this.#raw.place.conditional || this.within?.conditional === true;
	}

	get negated(): boolean {
		return this.#raw.negated;
	}

	get background(): boolean {
		return this.#raw.place.background || this.within?.background === true;
	}

	get depth(): number {
		return this.#raw.place.depth + (this.within?.depth ?? 0);
	}

	get substituted(): boolean {
		return this.#raw.place.substituted || this.within?.substituted === true;
	}

	get followedBy(): Operator {
		return this.#raw.followedBy;
	}

	get pipedInto(): Command | undefined {
		return this.#owner.own[this.#raw.pipedInto ?? -1];
	}

	get script(): Script | undefined {
		const { given } = this.#raw;
		if (given) this.#script ??= this.#owner.scriptWithin(given, this);
		return this.#script;
	}

	get within(): Command | undefined {
		return this.#owner.within;
	}

	once<T>(compute: (command: Command) => T): T {
		this.#once ??= new Map();
		if (!this.#once.has(compute)) this.#once.set(compute, compute(this));
		return this.#once.get(compute) as T;
	}
}

function placed(word: RawWord | undefined, text: PlacedText): PlacedWord | undefined {
	return word && new PlacedWord(word, text);
}

function placedAssignment({ name, value, append, start, end }: RawAssignment, text: PlacedText): Assignment {
	return { name, value: placed(value, text), append, at: { start, end }, span: text.span(start, end) };
}

function placedRedirect({ operator, descriptor, target, body, start, end }: RawRedirect, text: PlacedText): Redirect {
	return { operator, descriptor, target: placed(target, text), body: body && new TextWithin(body, text), at: { start, end }, span: text.span(start, end) };
}
