/**
 * One pattern of an ignore file as moby/patternmatcher reads it: it writes a Go regular expression, whose parts are read
 * here and matched with a set of states, so that no pattern is slow. Character classes and escapes are those of Go.
 */
import { type CodeTest, escapedCode, InvalidPattern, perlClass, readClass } from './goRegexp.ts';

const byteOrderMark = '\ufeff';
/** moby means to escape `|{}` as well, but its table has no room for them: alternatives and repetitions work. */
const needsEscape = '.+()$';

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
			return matcher(new Reader(`${expression}$`).read());
	}
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

/** A step of the matcher; `split` may also go on `by` steps further. */
type Part =
	| { readonly kind: 'one' | 'any'; readonly test: CodeTest }
	| { readonly kind: 'split'; readonly by: number }
	| { readonly kind: 'assert'; readonly holds: Assertion };

type Assertion = (codes: readonly number[], at: number) => boolean;

const notSlash: CodeTest = code => code !== 0x2f;
const notLineFeed: CodeTest = code => code !== 0x0a;
const mostRepeats = 1_000;

/** Reads as much of Go's syntax as a translated pattern can hold. */
class Reader {
	readonly #text: readonly string[];
	#at = 0;

	constructor(expression: string) {
		this.#text = [...expression];
	}

	/** The alternatives; each may match anywhere, as far as its assertions let it. */
	read(): readonly (readonly Part[])[] {
		const alternatives: Part[][] = [[]];
		let repeatable = false;
		while (this.#at < this.#text.length) {
			if (this.#text[this.#at] === '|') {
				this.#at++;
				alternatives.push([]);
				repeatable = false;
				continue;
			}
			const repeat = this.#repeat();
			if (repeat && !repeatable) throw new InvalidPattern('nothing to repeat');
			const parts = repeat ? repeated(alternatives.at(-1)?.pop() as Part, repeat) : this.#atom();
			alternatives.at(-1)?.push(...parts);
			// neither what was repeated is, nor the group for folders, which may be left out
			repeatable = !repeat && parts.length === 1;
		}
		return alternatives;
	}

	/** `*`, or `{2}`, `{2,}`, `{2,3}`; other braces are ordinary. */
	#repeat(): { least: number; most: number } | undefined {
		if (this.#text[this.#at] === '*') {
			this.#at++;
			return { least: 0, most: Number.POSITIVE_INFINITY };
		}
		if (this.#text[this.#at] !== '{') return undefined;
		const match = /^\{(0|[1-9]\d*)(,?)(0|[1-9]\d*|)\}/.exec(this.#text.slice(this.#at).join(''));
		if (!match || (match[2] === '' && match[3] !== '')) return undefined;
		const least = Number(match[1]);
		const most = match[2] === '' ? least : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
		if (least > most || least > mostRepeats || (most > mostRepeats && most !== Number.POSITIVE_INFINITY)) throw new InvalidPattern('invalid repeat count');
		this.#at += match[0].length;
		return { least, most };
	}

	#startsWith(text: string): boolean {
		return this.#text.slice(this.#at, this.#at + text.length).join('') === text;
	}

	#atom(): readonly Part[] {
		const ch = this.#text[this.#at] as string;
		if (this.#startsWith('(.*/)?')) {
			this.#at += 6;
			return [{ kind: 'split', by: 3 }, { kind: 'any', test: notLineFeed }, one(code => code === 0x2f)];
		}
		if (this.#startsWith('[^/]')) {
			this.#at += 4;
			return [one(notSlash)];
		}
		if (ch === '[') {
			const { test, end } = readClass(this.#text, this.#at);
			this.#at = end;
			return [one(test)];
		}
		if (ch === '\\') return [this.#escape()];
		this.#at++;
		switch (ch) {
			case '^':
				return [{ kind: 'assert', holds: isStart }];
			case '$':
				return [{ kind: 'assert', holds: isEnd }];
			case '.':
				return [one(notLineFeed)];
			default: {
				const code = ch.codePointAt(0);
				return [one(other => other === code)];
			}
		}
	}

	#escape(): Part {
		const letter = this.#text[this.#at + 1] ?? '';
		const isClass = perlClass(letter);
		const holds = Object.hasOwn(assertions, letter) ? assertions[letter] : undefined;
		if (isClass || holds) this.#at += 2;
		if (isClass) return one(isClass);
		if (holds) return { kind: 'assert', holds };
		const { code, end } = escapedCode(this.#text, this.#at);
		this.#at = end;
		return one(other => other === code);
	}
}

function one(test: CodeTest): Part {
	return { kind: 'one', test };
}

const isStart: Assertion = (_codes, at) => at === 0;
const isEnd: Assertion = (codes, at) => at === codes.length;
const isBoundary: Assertion = (codes, at) => isWord(codes[at - 1]) !== isWord(codes[at]);
const assertions: Readonly<Record<string, Assertion>> = { A: isStart, z: isEnd, b: isBoundary, B: (codes, at) => !isBoundary(codes, at) };

function isWord(code: number | undefined): boolean {
	return code !== undefined && /^\w$/.test(String.fromCodePoint(code));
}

function repeated(part: Part, { least, most }: { least: number; most: number }): Part[] {
	const parts = Array.from({ length: least }, () => part);
	if (most !== Number.POSITIVE_INFINITY) return parts.concat(Array.from({ length: most - least }, () => [{ kind: 'split' as const, by: 2 }, part]).flat());
	return part.kind === 'one' ? [...parts, { kind: 'any', test: part.test }] : parts;
}

function matcher(alternatives: readonly (readonly Part[])[]): PathTest {
	return path => {
		const codes = [...path].map(ch => ch.codePointAt(0) as number);
		return alternatives.some(parts => matches(parts, codes));
	};
}

function matches(parts: readonly Part[], codes: readonly number[]): boolean {
	let states = new Set<number>();
	for (let at = 0; at <= codes.length; at++) {
		reach(parts, states.add(0), codes, at);
		if (states.has(parts.length)) return true;
		const next = new Set<number>();
		for (const state of at < codes.length ? states : []) {
			const part = parts[state];
			if (part?.kind === 'any' && part.test(codes[at] as number)) next.add(state);
			else if (part?.kind === 'one' && part.test(codes[at] as number)) next.add(state + 1);
		}
		states = next;
	}
	return false;
}

/** Adds what can be reached without reading a character. */
function reach(parts: readonly Part[], states: Set<number>, codes: readonly number[], at: number): void {
	for (const state of states) {
		const part = parts[state];
		if (part?.kind === 'any') states.add(state + 1);
		else if (part?.kind === 'split') states.add(state + 1).add(state + part.by);
		else if (part?.kind === 'assert' && part.holds(codes, at)) states.add(state + 1);
	}
}
