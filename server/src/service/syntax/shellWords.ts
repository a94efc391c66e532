import { isSpace } from './characters.ts';

/** A word of a shell lexer, and the text it was made from. */
export interface ShellWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** Collects words. The word begun is shared with the operands of `${}`, as BuildKit has it: they throw it away. */
export class ShellWords {
	readonly #begun: { text: string };
	readonly #words: ShellWord[] = [];
	#inWord = false;
	#start = 0;
	#end = 0;

	constructor(begun: { text: string }) {
		this.#begun = begun;
		begun.text = '';
	}

	/** Blanks in `text` separate words. */
	add(text: string, start: number, end: number): void {
		for (const ch of text) {
			if (!isSpace(ch.charCodeAt(0))) this.addRaw(ch, start, end);
			else if (this.#inWord && this.#begun.text !== '') {
				this.#finish();
				this.#inWord = false;
			}
		}
	}

	addRaw(text: string, start: number, end: number): void {
		if (this.#begun.text === '') this.#start = start;
		this.#begun.text += text;
		this.#end = end;
		this.#inWord = true;
	}

	end(): readonly ShellWord[] {
		if (this.#begun.text !== '') this.#finish();
		return this.#words;
	}

	#finish(): void {
		this.#words.push({ text: this.#begun.text, start: this.#start, end: this.#end });
		this.#begun.text = '';
	}
}
