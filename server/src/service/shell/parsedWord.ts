import type { Assignment, DoubleQuotedPart, LocaleStringPart, Word, WordPart } from 'unbash';
import { Pieces } from './pieces.ts';
import type { RawWord } from './raw.ts';

/** Without these a word is what it says. */
const special = /[\\'"$`*?[{(<>]/;

/** What a backslash takes the meaning from inside double quotes. */
const escapable = '$`"\\';

/** A word of the parser's tree. Quotes and expansions are looked at when somebody asks for what they mean. */
export class ParsedWord implements RawWord {
	readonly #node: Word | Assignment;
	#reading: Reading | undefined;

	constructor(node: Word | Assignment) {
		this.#node = node;
	}

	get text(): string {
		return this.#node.text;
	}

	get start(): number {
		return this.#node.pos;
	}

	get end(): number {
		return this.#node.end;
	}

	get value(): string | undefined {
		return this.#read.value;
	}

	get unquoted(): string {
		return this.#read.unquoted;
	}

	get quoted(): boolean {
		return this.#read.quoted;
	}

	get pattern(): boolean {
		return this.#read.pattern;
	}

	get letters(): Pieces | undefined {
		return this.#read.letters;
	}

	get exact(): boolean {
		return this.#read.exact;
	}

	get #read(): Reading {
		this.#reading ??= special.test(this.#node.text) ? new WordReading(this.#node) : plain(this.#node.text);
		return this.#reading;
	}
}

type Reading = Pick<RawWord, 'value' | 'unquoted' | 'quoted' | 'pattern' | 'letters' | 'exact'>;

function plain(text: string): Reading {
	return { value: text, unquoted: text, quoted: false, pattern: false, letters: undefined, exact: true };
}

/** Takes quotes and escapes off, and remembers where each letter came from. */
class WordReading implements Reading {
	quoted = false;
	pattern = false;
	exact = true;
	#isKnown = true;
	readonly #pieces = new Pieces();

	constructor(node: Word | Assignment) {
		if (node.type === 'Word') this.#word(node);
		else if (node.value.type === 'Word') {
			this.#pieces.add(node.text.slice(0, node.value.pos - node.pos), node.pos);
			this.#word(node.value);
		} else this.#unknown(node.text, node.pos);
	}

	get unquoted(): string {
		return this.#pieces.text;
	}

	get value(): string | undefined {
		return this.#isKnown ? this.unquoted : undefined;
	}

	get letters(): Pieces | undefined {
		return this.exact ? this.#pieces : undefined;
	}

	#word(node: Word): void {
		if (node.parts) for (const part of node.parts) this.#part(part);
		else this.#literal(node.text, node.pos);
	}

	#part(part: WordPart): void {
		switch (part.type) {
			case 'Literal':
				this.#literal(part.text, part.pos);
				return;
			case 'Glob':
			case 'ExtendedGlob':
				this.pattern = true;
				this.#pieces.add(part.text, part.pos);
				return;
			case 'SingleQuoted':
				this.quoted = true;
				this.#pieces.add(part.value, part.pos + 1);
				return;
			case 'AnsiCQuoted':
				this.quoted = true;
				if (part.text.includes('\\')) this.exact = false;
				this.#pieces.add(part.value, part.pos + 2);
				return;
			case 'DoubleQuoted':
			case 'LocaleString':
				this.#doubleQuoted(part);
				return;
			default:
				this.#unknown(part.text, part.pos);
		}
	}

	#doubleQuoted({ parts, pos }: DoubleQuotedPart | LocaleStringPart): void {
		this.quoted = true;
		for (const child of parts) {
			if (child.type === 'Literal') this.#pieces.addUnescaped(child.text, child.pos, escapable);
			else this.#unknown(child.text, child.pos);
		}
		// an empty string has a place too
		if (parts.length === 0) this.#pieces.add('', pos + 1);
	}

	#literal(text: string, at: number): void {
		if (this.#pieces.addUnescaped(text, at)) this.quoted = true;
	}

	#unknown(text: string, at: number): void {
		this.#isKnown = false;
		this.#pieces.add(text, at);
	}
}
