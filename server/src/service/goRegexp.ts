/** Escapes and character classes of Go's regexp/syntax, as far as patterns of ignore files can reach them. */

export type CodeTest = (code: number) => boolean;

/** BuildKit fails when it comes to the pattern. */
export class InvalidPattern extends Error {}

function byPattern(pattern: RegExp): CodeTest {
	return code => pattern.test(String.fromCodePoint(code));
}

const perlClasses: Readonly<Record<string, CodeTest>> = {
	d: byPattern(/^[0-9]$/),
	D: byPattern(/^[^0-9]$/u),
	s: byPattern(/^[\t\n\f\r ]$/),
	S: byPattern(/^[^\t\n\f\r ]$/u),
	w: byPattern(/^[0-9A-Za-z_]$/),
	W: byPattern(/^[^0-9A-Za-z_]$/u),
};

const posixClasses: Readonly<Record<string, string>> = {
	alnum: '0-9A-Za-z',
	alpha: 'A-Za-z',
	ascii: '\\0-\\x7f',
	blank: '\\t ',
	cntrl: '\\0-\\x1f\\x7f',
	digit: '0-9',
	graph: '!-~',
	lower: 'a-z',
	print: ' -~',
	punct: '!-\\/:-@\\[-`{-~',
	space: '\\t\\n\\v\\f\\r ',
	upper: 'A-Z',
	word: '0-9A-Za-z_',
	xdigit: '0-9A-Fa-f',
};

const controls: Readonly<Record<string, number>> = { a: 0x07, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09, v: 0x0b };

/** `\d` and its like. */
export function perlClass(letter: string): CodeTest | undefined {
	return Object.hasOwn(perlClasses, letter) ? perlClasses[letter] : undefined;
}

/** The escape at `at`, a backslash. */
export function escapedCode(text: readonly string[], at: number): { code: number; end: number } {
	const letter = text[at + 1] ?? '';
	const rest = text.slice(at + 1, at + 4).join('');
	const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest)?.[0];
	if (octal !== undefined) return { code: Number.parseInt(octal, 8), end: at + 1 + octal.length };
	const hexadecimal = /^x([0-9A-Fa-f]{2})/.exec(rest)?.[1];
	if (hexadecimal !== undefined) return { code: Number.parseInt(hexadecimal, 16), end: at + 4 };
	const control = Object.hasOwn(controls, letter) ? controls[letter] : undefined;
	if (control !== undefined) return { code: control, end: at + 2 };
	if (!/^[\0-/:-@[-`{-\x7f]$/.test(letter)) throw new InvalidPattern(`invalid escape sequence \\${letter}`);
	return { code: letter.charCodeAt(0), end: at + 2 };
}

/** The class at `at`, an opening bracket. */
export function readClass(text: readonly string[], open: number): { test: CodeTest; end: number } {
	const tests: CodeTest[] = [];
	let at = open + 1;
	const negated = text[at] === '^';
	if (negated) at++;
	for (let first = true; first || text[at] !== ']'; first = false) {
		const named = readNamed(text, at);
		const perl = text[at] === '\\' ? perlClass(text[at + 1] ?? '') : undefined;
		if (named) {
			tests.push(named.test);
			at = named.end;
		} else if (perl) {
			tests.push(perl);
			at += 2;
		} else {
			const { test, end } = readRange(text, at);
			tests.push(test);
			at = end;
		}
	}
	return { test: code => tests.some(test => test(code)) !== negated, end: at + 1 };
}

function readNamed(text: readonly string[], at: number): { test: CodeTest; end: number } | undefined {
	if (text[at] !== '[' || text[at + 1] !== ':') return undefined;
	const rest = text.slice(at + 2).join('');
	const close = rest.indexOf(':]');
	if (close === -1) return undefined;
	const name = rest.slice(0, close);
	const negated = name.startsWith('^');
	const members = posixClasses[negated ? name.slice(1) : name];
	if (members === undefined) throw new InvalidPattern(`invalid character class [:${name}:]`);
	return { test: byPattern(new RegExp(`^[${negated ? '^' : ''}${members}]$`, 'u')), end: at + 4 + [...name].length };
}

function readRange(text: readonly string[], at: number): { test: CodeTest; end: number } {
	const low = readCode(text, at);
	if (text[low.end] !== '-' || text[low.end + 1] === ']' || text[low.end + 1] === undefined) return { test: code => code === low.code, end: low.end };
	const high = readCode(text, low.end + 1);
	if (high.code < low.code) throw new InvalidPattern('invalid character class range');
	return { test: code => code >= low.code && code <= high.code, end: high.end };
}

function readCode(text: readonly string[], at: number): { code: number; end: number } {
	const ch = text[at];
	if (ch === undefined) throw new InvalidPattern('missing closing ]');
	return ch === '\\' ? escapedCode(text, at) : { code: ch.codePointAt(0) as number, end: at + 1 };
}
