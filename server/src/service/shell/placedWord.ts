import type { Span } from '../text.ts';
import type { ShellWord } from './command.ts';
import type { PlacedText } from './placedText.ts';
import type { RawWord } from './raw.ts';

/** A word in its place; the place is computed when somebody asks. */
export class PlacedWord implements ShellWord {
	readonly #raw: RawWord;
	readonly #text: PlacedText;
	#span: Span | undefined;

	constructor(raw: RawWord, text: PlacedText) {
		this.#raw = raw;
		this.#text = text;
	}

	get text(): string {
		return this.#raw.text;
	}

	get value(): string | undefined {
		return this.#raw.value;
	}

	get unquoted(): string {
		return this.#raw.unquoted;
	}

	get quoted(): boolean {
		return this.#raw.quoted;
	}

	get pattern(): boolean {
		return this.#raw.pattern;
	}

	get at(): Span {
		return { start: this.#raw.start, end: this.#raw.end };
	}

	get span(): Span {
		this.#span ??= this.#text.span(this.#raw.start, this.#raw.end);
		return this.#span;
	}

	part(start: number, end: number): Span {
		const { letters, exact, start: wordStart } = this.#raw;
		if (!exact) return this.span;
		if (!letters) return this.#text.span(wordStart + start, wordStart + end);
		const { start: from, end: to } = letters.span(start, end);
		return this.#text.span(from, to);
	}
}
