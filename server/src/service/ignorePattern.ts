/**
 * One pattern of an ignore file as moby/patternmatcher reads it: it writes a Go regular expression, whose parts are read
 * here and matched with a set of states, so that no pattern is slow. Character classes and escapes are those of Go.
 */
import { type CodeTest, escapedCode, InvalidPattern, perlClass, readClass } from './goRegexp.ts';

const byteOrderMark = '\ufeff';
const needsEscape = '.+()|{}$';

/** Matches whole paths, without regard to their parents. */
export type PathTest = (path: string) => boolean;

/** `pattern` is clean, without `!`. Throws InvalidPattern where BuildKit would fail when it comes to that pattern. */
export function compileIgnorePattern(pattern: string): PathTest {
	const { kind, expression } = translate(pattern);
	switch (kind) {
		case 'exact':
			return path => path === pattern;
		case 'prefix':
			return path => path.startsWith(pattern.slice(0, -2));
		case 'suffix':
			return path => path.endsWith(pattern.slice(2)) || (pattern[2] === '/' && path === pattern.slice(3));
		case 'expression':
			return matcher(new Reader(expression).read());
	}
}

/** What filepath.Match would call a bad pattern. */
export function isBadPattern(pattern: string): boolean {
	const characters = [...pattern];
	let at = 0;
	/** One character of a class; false if there is none. */
	const classCharacter = () => {
		if (characters[at] === '\\') at++;
		else if (characters[at] === '-' || characters[at] === ']') return false;
		return ++at < characters.length;
	};
	while (at < characters.length) {
		const ch = characters[at++];
		if (ch === '\\' && ++at > characters.length) return true;
		if (ch !== '[') continue;
		if (characters[at] === '^') at++;
		for (let first = true; first || characters[at] !== ']'; first = false) {
			if (!classCharacter()) return true;
			if (characters[at] !== '-') continue;
			at++;
			if (!classCharacter()) return true;
		}
		at++;
	}
	return false;
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

function translate(pattern: string): { kind: Kind; expression: string } {
	const characters = [...(pattern.startsWith(byteOrderMark) ? pattern.slice(1) : pattern)];
	let kind: Kind = 'exact';
	let expression = '^';
	for (let at = 0; at < characters.length; at++) {
		const ch = characters[at] as string;
		const isFirst = at === 0;
		if (ch === '*' && characters[at + 1] === '*') {
			at += characters[at + 2] === '/' ? 2 : 1;
			const isLast = at + 1 === characters.length;
			if (isLast && kind === 'exact') kind = 'prefix';
			else {
				kind = 'expression';
				expression += isLast ? '.*' : '(.*/)?';
			}
			if (isFirst) kind = 'suffix';
			continue;
		}
		if (ch === '\\' && at + 1 < characters.length) expression += `\\${characters[++at]}`;
		else if (ch === '*') expression += '[^/]*';
		else if (ch === '?') expression += '[^/]';
		else expression += needsEscape.includes(ch) ? `\\${ch}` : ch;
		if ('*?[]'.includes(ch) || (ch === '\\' && expression.length > 0 && expression.at(-2) === '\\')) kind = 'expression';
	}
	return { kind, expression };
}

/** A step of the matcher; `split` may also go on at `to`. */
type Part =
	| { readonly kind: 'one' | 'any'; readonly test: CodeTest }
	| { readonly kind: 'split'; readonly to: number }
	| { readonly kind: 'assert'; readonly holds: (codes: readonly number[], at: number) => boolean };

const notSlash: CodeTest = code => code !== 0x2f;
const notLineFeed: CodeTest = code => code !== 0x0a;

/** Reads as much of Go's syntax as a translated pattern can hold. */
class Reader {
	readonly #text: readonly string[];
	readonly #parts: Part[] = [];
	#at = 0;

	constructor(expression: string) {
		this.#text = [...expression];
	}

	read(): readonly Part[] {
		while (this.#at < this.#text.length) this.#part();
		return this.#parts;
	}

	#startsWith(text: string): boolean {
		return this.#text.slice(this.#at, this.#at + text.length).join('') === text;
	}

	#part(): void {
		if (this.#startsWith('(.*/)?')) {
			this.#at += 6;
			this.#parts.push({ kind: 'split', to: this.#parts.length + 3 }, { kind: 'any', test: notLineFeed }, { kind: 'one', test: code => code === 0x2f });
			return;
		}
		const test = this.#atom();
		if (!test) return;
		const isRepeated = this.#text[this.#at] === '*';
		if (isRepeated) this.#at++;
		this.#parts.push({ kind: isRepeated ? 'any' : 'one', test });
	}

	/** `undefined` if it was an assertion. */
	#atom(): CodeTest | undefined {
		const ch = this.#text[this.#at] as string;
		switch (ch) {
			case '^':
				this.#at++;
				return this.#assert((_codes, at) => at === 0);
			case '.':
				this.#at++;
				return notLineFeed;
			case '[':
				if (this.#startsWith('[^/]')) {
					this.#at += 4;
					return notSlash;
				} else {
					const { test, end } = readClass(this.#text, this.#at);
					this.#at = end;
					return test;
				}
			case '\\':
				return this.#escape();
			default: {
				this.#at++;
				const code = ch.codePointAt(0);
				return other => other === code;
			}
		}
	}

	#escape(): CodeTest | undefined {
		const letter = this.#text[this.#at + 1] ?? '';
		const isClass = perlClass(letter);
		if (isClass) {
			this.#at += 2;
			return isClass;
		}
		switch (letter) {
			case 'A':
			case 'z':
				this.#at += 2;
				return this.#assert((codes, at) => at === (letter === 'A' ? 0 : codes.length));
			case 'b':
			case 'B':
				this.#at += 2;
				return this.#assert((codes, at) => (isWord(codes[at - 1]) !== isWord(codes[at])) === (letter === 'b'));
			default: {
				const { code, end } = escapedCode(this.#text, this.#at);
				this.#at = end;
				return other => other === code;
			}
		}
	}

	#assert(holds: (codes: readonly number[], at: number) => boolean): undefined {
		// Go repeats an assertion without complaint
		if (this.#text[this.#at] === '*') throw new InvalidPattern('a repeated assertion');
		this.#parts.push({ kind: 'assert', holds });
	}
}

function isWord(code: number | undefined): boolean {
	return code !== undefined && /^\w$/.test(String.fromCodePoint(code));
}

function matcher(parts: readonly Part[]): PathTest {
	return path => {
		const codes = [...path].map(ch => ch.codePointAt(0) as number);
		let states = reach(parts, new Set([0]), codes, 0);
		for (let at = 0; at < codes.length && states.size > 0; at++) {
			const next = new Set<number>();
			for (const state of states) {
				const part = parts[state];
				if (part?.kind === 'any' && part.test(codes[at] as number)) next.add(state);
				else if (part?.kind === 'one' && part.test(codes[at] as number)) next.add(state + 1);
			}
			states = reach(parts, next, codes, at + 1);
		}
		return states.has(parts.length);
	};
}

/** Adds what can be reached without reading a character. */
function reach(parts: readonly Part[], states: Set<number>, codes: readonly number[], at: number): Set<number> {
	for (const state of states) {
		const part = parts[state];
		if (part?.kind === 'any') states.add(state + 1);
		else if (part?.kind === 'split') states.add(state + 1).add(part.to);
		else if (part?.kind === 'assert' && part.holds(codes, at)) states.add(state + 1);
	}
	return states;
}
