import { isSpace } from './characters.ts';
import { InvalidPattern, replacePattern, trimPrefix, trimSuffix } from './shellPattern.ts';

/** The answer of a lookup that cannot tell: the variable may be set or not, to anything. */
export const unknown: unique symbol = Symbol('unknown');

/** The value of a variable; `undefined` if it is surely not set. */
export type Lookup = (name: string) => string | typeof unknown | undefined;

/** A variable in a word: `start` to `end` is the whole of `$name` or `${name...}`. */
export interface VariableReference {
	readonly name: string;
	readonly start: number;
	readonly end: number;
	/** Where the name itself begins. */
	readonly nameStart: number;
	/** What stands behind the name in braces: `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `%`, `/`, or nothing. */
	readonly operator: string;
}

/** A value, or the fact that nobody knows it. */
export type Part = string | typeof unknown;

/** Why BuildKit refuses a word. */
export class ShellError extends Error {}

const deepestNesting = 200;
const operators: ReadonlySet<string> = new Set(['+', '-', '?', '#', '%']);

function join(a: Part, b: Part): Part {
	return a === unknown || b === unknown ? unknown : a + b;
}

/** Collects words. The word begun is shared with the operands of `${}`, as BuildKit has it: they throw it away. */
class Words {
	readonly #buffer: { text: string };
	readonly #words: string[] = [];
	#inWord = false;

	constructor(buffer: { text: string }) {
		this.#buffer = buffer;
		buffer.text = '';
	}

	add(text: string): void {
		for (const ch of text) {
			if (!isSpace(ch.charCodeAt(0))) this.addRaw(ch);
			else if (this.#inWord && this.#buffer.text !== '') {
				this.#words.push(this.#buffer.text);
				this.#buffer.text = '';
				this.#inWord = false;
			}
		}
	}

	addRaw(text: string): void {
		this.#buffer.text += text;
		this.#inWord = true;
	}

	end(): string[] {
		if (this.#buffer.text !== '') this.#words.push(this.#buffer.text);
		this.#buffer.text = '';
		return this.#words;
	}
}

/** BuildKit's shellWord, method by method; only the unknown is new. */
export class ShellLexer {
	readonly unset = new Set<string>();
	readonly variables: VariableReference[] = [];
	words: string[] = [];
	readonly #text: string;
	readonly #escape: string;
	readonly #lookup: Lookup;
	readonly #wordBuffer = { text: '' };
	#at: number;
	#rawEscapes = false;
	#nesting = 0;

	constructor(text: string, { escape, lookup }: { readonly escape: string; readonly lookup: Lookup }) {
		this.#text = text;
		this.#escape = escape;
		this.#lookup = lookup;
		// Go's text/scanner drops a byte order mark
		this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	}

	run(): Part {
		return this.#untilStop('', false, false);
	}

	/** The character at the reading position, a whole code point; empty at the end. */
	#peek(): string {
		const code = this.#text.codePointAt(this.#at);
		return code === undefined ? '' : String.fromCodePoint(code);
	}

	#next(): string {
		const ch = this.#peek();
		this.#at += ch.length;
		return ch;
	}

	#untilStop(stop: string, rawEscapes: boolean, patternEscapes: boolean): Part {
		if (++this.#nesting > deepestNesting) throw new ShellError('substitutions are nested too deeply');
		const before = this.#rawEscapes;
		this.#rawEscapes = rawEscapes;
		const words = new Words(this.#wordBuffer);
		let result: Part = '';
		for (;;) {
			const ch = this.#peek();
			if (ch === stop) break;
			if (ch === '') throw new ShellError(`unexpected end of statement while looking for matching ${stop}`);
			const part: Part = this.#piece(ch, words, patternEscapes);
			result = join(result, part);
		}
		this.#next();
		this.words = words.end();
		this.#rawEscapes = before;
		this.#nesting--;
		return result;
	}

	/** One thing that counts as a whole: a quoted string, a variable, an escape or a character. */
	#piece(ch: string, words: Words, patternEscapes: boolean): Part {
		switch (ch) {
			case '$': {
				const value = this.#dollar();
				if (value !== unknown) words.add(value);
				return value;
			}
			case "'": {
				const value = this.#singleQuoted(patternEscapes);
				words.addRaw(value);
				return value;
			}
			case '"': {
				const value = this.#doubleQuoted();
				if (value !== unknown) words.addRaw(value);
				return value;
			}
			case '<': {
				const value = this.#maybeHeredoc();
				words.addRaw(value);
				return value;
			}
			default:
				return this.#ordinary(words);
		}
	}

	#ordinary(words: Words): string {
		const ch = this.#next();
		if (ch !== this.#escape) {
			words.add(ch);
			return ch;
		}
		const kept = this.#rawEscapes ? ch : '';
		const escaped = this.#next();
		if (kept + escaped !== '') words.addRaw(kept + escaped);
		return kept + escaped;
	}

	#maybeHeredoc(): string {
		const start = this.#at;
		this.#next();
		if (this.#peek() === '<') {
			this.#next();
			while (['\t', '\r', ' '].includes(this.#peek())) this.#next();
		}
		return this.#text.slice(start, this.#at);
	}

	#singleQuoted(patternEscapes: boolean): string {
		this.#next();
		let value = '';
		for (;;) {
			const ch = this.#next();
			if (ch === '') throw new ShellError('unexpected end of statement while looking for matching single-quote');
			if (ch === "'") return value;
			value += patternEscapes && ch === this.#escape ? ch + ch : ch;
		}
	}

	#doubleQuoted(): Part {
		this.#next();
		let value: Part = '';
		for (;;) {
			const ch = this.#peek();
			if (ch === '') throw new ShellError('unexpected end of statement while looking for matching double-quote');
			if (ch === '"') {
				this.#next();
				return value;
			}
			const part: Part = ch === '$' ? this.#dollar() : this.#inDoubleQuotes();
			value = join(value, part);
		}
	}

	#inDoubleQuotes(): string {
		const ch = this.#next();
		if (ch !== this.#escape) return ch;
		const next = this.#peek();
		if (next === '') return '';
		const kept = this.#rawEscapes ? ch : '';
		return next === '"' || next === '$' || next === this.#escape ? kept + this.#next() : kept + ch;
	}

	#dollar(): Part {
		const start = this.#at;
		this.#next();
		if (this.#peek() !== '{') {
			const nameStart = this.#at;
			const name = this.#name();
			if (name === '') return '$';
			this.variables.push({ name, start, end: this.#at, nameStart, operator: '' });
			return this.#get(name) ?? '';
		}
		this.#next();
		const first = this.#peek();
		if (first === '') throw new ShellError("syntax error: missing '}'");
		if (first === '{' || first === '}' || first === ':') throw new ShellError('syntax error: bad substitution');
		const nameStart = this.#at;
		const name = this.#name();
		const operatorStart = this.#at;
		const value = this.#substitution(name);
		const operator = /^(?::?[-+?]|[#%/])?/.exec(this.#text.slice(operatorStart, operatorStart + 2))?.[0] ?? '';
		if (name !== '') this.variables.push({ name, start, end: this.#at, nameStart, operator });
		return value;
	}

	/** Behind `${name`. */
	#substitution(name: string): Part {
		const sign = this.#next();
		if (sign === '}') return this.#get(name) ?? '';
		if (sign === '/') return this.#replacement(name);
		const orEmpty = sign === ':';
		const operator = orEmpty ? this.#next() : sign;
		const shown = orEmpty ? sign + operator : operator;
		const isPattern = operator === '#' || operator === '%';
		if ((orEmpty && isPattern) || (!orEmpty && !operators.has(operator))) throw new ShellError(`unsupported modifier (${shown}) in substitution`);
		const operand = this.#operand('}', isPattern, isPattern);
		const value = this.#get(name);
		switch (operator) {
			case '-':
				return choose(value, orEmpty, value ?? '', operand);
			case '+':
				return choose(value, orEmpty, operand, '');
			case '?':
				return required(name, value, orEmpty, operand);
			case '#':
			case '%':
				return trimmed(value ?? '', operator, operand);
			default:
				throw new ShellError(`unsupported modifier (${shown}) in substitution`);
		}
	}

	#operand(stop: string, rawEscapes: boolean, patternEscapes: boolean): Part {
		try {
			return this.#untilStop(stop, rawEscapes, patternEscapes);
		} catch (error) {
			if (!(error instanceof ShellError) || this.#peek() !== '') throw error;
			throw new ShellError(`syntax error: missing '${stop}'${stop === '/' ? ' in ${}' : ''}`);
		}
	}

	#replacement(name: string): Part {
		const all = this.#peek() === '/';
		if (all) this.#next();
		const pattern = this.#operand('/', true, true);
		const replacement = this.#operand('}', true, false);
		const value = this.#get(name) ?? '';
		if (value === unknown || pattern === unknown || replacement === unknown) return unknown;
		return withPattern(pattern, () => replacePattern(value, pattern, replacement, all));
	}

	#name(): string {
		const rest = /(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)?/uy;
		rest.lastIndex = this.#at;
		const name = rest.exec(this.#text)?.[0] ?? '';
		this.#at += name.length;
		return name;
	}

	#get(name: string): Part | undefined {
		const value = this.#lookup(name);
		if (value === undefined) this.unset.add(name);
		return value;
	}
}

function choose(value: Part | undefined, orEmpty: boolean, ifSet: Part, ifNot: Part): Part {
	if (value === unknown) return ifSet === ifNot ? ifSet : unknown;
	return value === undefined || (orEmpty && value === '') ? ifNot : ifSet;
}

function required(name: string, value: Part | undefined, orEmpty: boolean, message: Part): Part {
	const refuse = (why: string) => new ShellError(`${name}: ${typeof message === 'string' && message !== '' ? message : why}`);
	if (value === undefined) throw refuse('is not allowed to be unset');
	if (orEmpty && value === '') throw refuse('is not allowed to be empty');
	return value;
}

function trimmed(value: Part, operator: '#' | '%', operand: Part): Part {
	if (value === unknown || operand === unknown) return unknown;
	const longest = operand.startsWith(operator);
	const pattern = longest ? operand.slice(1) : operand;
	return withPattern(pattern, () => (operator === '#' ? trimPrefix : trimSuffix)(value, pattern, longest));
}

function withPattern(pattern: string, run: () => string): string {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof InvalidPattern)) throw error;
		throw new ShellError(`invalid pattern (${pattern}) in substitution: ${error.message}`);
	}
}
