import { InvalidPattern, replacePattern, trimPrefix, trimSuffix } from './shellPattern.ts';
import { type ShellWord, ShellWords } from './shellWords.ts';

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

export interface LexerOptions {
	readonly escape: string;
	readonly lookup: Lookup;
	/** Quotes stay. */
	readonly rawQuotes?: boolean;
	/** Escapes stay. */
	readonly rawEscapes?: boolean;
	/** References to variables that are not set stay. */
	readonly keepUnset?: boolean;
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

/** BuildKit's shellWord, method by method; only the unknown is new. */
export class ShellLexer {
	readonly unset = new Set<string>();
	readonly variables: VariableReference[] = [];
	/** BuildKit may refuse the word, depending on what is not known, even where its value is not used. */
	mayFail = false;
	words: readonly ShellWord[] = [];
	readonly #text: string;
	readonly #options: LexerOptions;
	readonly #escape: string;
	readonly #wordBegun = { text: '' };
	#at: number;
	#rawEscapes = false;
	#nesting = 0;

	constructor(text: string, options: LexerOptions) {
		this.#text = text;
		this.#options = options;
		this.#escape = options.escape;
		// Go's text/scanner drops a byte order mark
		this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	}

	run(): Part {
		return this.#untilStop('', this.#options.rawEscapes === true, false);
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
		const words = new ShellWords(this.#wordBegun);
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
	#piece(ch: string, words: ShellWords, patternEscapes: boolean): Part {
		const start = this.#at;
		if (ch === '$') {
			const value = this.#dollar();
			if (value !== unknown) words.add(value, start, this.#at);
			return value;
		}
		const special = this.#special(ch, patternEscapes);
		if (special !== undefined) {
			if (special !== unknown) words.addRaw(special, start, this.#at);
			return special;
		}
		this.#next();
		if (ch !== this.#escape) {
			words.add(ch, start, this.#at);
			return ch;
		}
		const escaped = (this.#rawEscapes ? ch : '') + this.#next();
		if (escaped !== '') words.addRaw(escaped, start, this.#at);
		return escaped;
	}

	#special(ch: string, patternEscapes: boolean): Part | undefined {
		switch (ch) {
			case "'":
				return this.#singleQuoted(patternEscapes);
			case '"':
				return this.#doubleQuoted(patternEscapes);
			case '<':
				return this.#maybeHeredoc();
			default:
				return undefined;
		}
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
		const quote = this.#options.rawQuotes ? "'" : '';
		this.#next();
		let value = quote;
		for (;;) {
			const ch = this.#next();
			if (ch === '') throw new ShellError('unexpected end of statement while looking for matching single-quote');
			if (ch === "'") return value + quote;
			value += patternEscapes && ch === this.#escape ? ch + ch : ch;
		}
	}

	#doubleQuoted(patternEscapes: boolean): Part {
		const quote = this.#options.rawQuotes ? '"' : '';
		this.#next();
		let value: Part = quote;
		for (;;) {
			const ch = this.#peek();
			if (ch === '') throw new ShellError('unexpected end of statement while looking for matching double-quote');
			if (ch === '"') {
				this.#next();
				return join(value, quote);
			}
			const part: Part = ch === '$' ? this.#dollar() : this.#inDoubleQuotes(patternEscapes);
			value = join(value, part);
		}
	}

	#inDoubleQuotes(patternEscapes: boolean): string {
		const ch = this.#next();
		if (ch !== this.#escape) return ch;
		const next = this.#peek();
		if (next === '') return '';
		if (next === '"' || next === '$' || next === this.#escape) return (this.#rawEscapes ? ch : '') + this.#next();
		return this.#rawEscapes && (!this.#options.rawQuotes || patternEscapes) ? ch + ch : ch;
	}

	#dollar(): Part {
		const start = this.#at;
		this.#next();
		if (this.#peek() !== '{') {
			const nameStart = this.#at;
			const name = this.#name();
			if (name === '') return '$';
			this.variables.push({ name, start, end: this.#at, nameStart, operator: '' });
			return this.#get(name) ?? this.#unset(`$${name}`);
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
		if (sign === '}') return this.#get(name) ?? this.#unset(`\${${name}}`);
		if (sign === '/') return this.#replacement(name);
		const orEmpty = sign === ':';
		const operator = orEmpty ? this.#next() : sign;
		const shown = orEmpty ? sign + operator : operator;
		const isPattern = operator === '#' || operator === '%';
		if ((orEmpty && isPattern) || (!orEmpty && !operators.has(operator))) throw new ShellError(`unsupported modifier (${shown}) in substitution`);
		const operand = this.#operand('}', isPattern, isPattern);
		const value = this.#get(name);
		if (value === undefined && this.#options.keepUnset) return join(join(`\${${name}${shown}`, operand), '}');
		switch (operator) {
			case '-':
				return choose(value, orEmpty, value ?? '', operand);
			case '+':
				return choose(value, orEmpty, operand, '');
			case '?':
				if (value === unknown) this.mayFail = true;
				return required(name, value, orEmpty, operand);
			case '#':
			case '%':
				if (value === unknown || operand === unknown) this.mayFail = true;
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
		const set = this.#get(name);
		if (set === undefined && this.#options.keepUnset) return join(join(join(`\${${name}/`, pattern), join('/', replacement)), '}');
		const value = set ?? '';
		if (value === unknown || pattern === unknown || replacement === unknown) {
			this.mayFail = true;
			return unknown;
		}
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
		const value = this.#options.lookup(name);
		if (value === undefined) this.unset.add(name);
		return value;
	}

	/** What a variable that is not set gives. */
	#unset(reference: string): string {
		return this.#options.keepUnset ? reference : '';
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
