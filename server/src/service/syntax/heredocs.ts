import { isBlank, isSpace } from './characters.ts';

/** A here-document that an instruction's line announces; `start`, `end` are the word in the logical text. */
export interface HeredocWord {
	readonly name: string;
	readonly fileDescriptor: number;
	readonly expand: boolean;
	readonly chomp: boolean;
	readonly start: number;
	readonly end: number;
}

const pattern = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/s;

/**
 * The here-documents of a line, as BuildKit's heredocsFromLine finds them: the line is split by its shell lexer (always
 * with `\` as escape), and a line that the lexer refuses (an open quote, `${a[0]}`) announces none.
 */
export function heredocWords(line: string): HeredocWord[] {
	const found: HeredocWord[] = [];
	for (const { start, end } of shellWords(line) ?? []) {
		const match = pattern.exec(line.slice(start, end));
		const rest = match?.[3];
		if (!match || !rest) continue;
		const name = unquote(rest);
		if (name === undefined) continue;
		found.push({
			name,
			fileDescriptor: match[1] ? Number(match[1]) : 0,
			expand: quotes(name) === quotes(rest),
			chomp: match[2] === '-',
			start,
			end,
		});
	}
	return found;
}

function quotes(text: string): number {
	return text.replace(/[^'"]/g, '').length;
}

/** The delimiter without quotes and escapes; `undefined` unless it is one word. */
function unquote(text: string): string | undefined {
	let value = '';
	let quote = '';
	for (let at = 0; at < text.length; at++) {
		const ch = text[at] as string;
		if (quote === '') {
			if (ch === '"' || ch === "'") quote = ch;
			else if (ch === '\\') value += text[++at] ?? '';
			else if (isSpace(ch.charCodeAt(0))) {
				if (value !== '' && text.slice(at).trim() !== '') return undefined;
			} else value += ch;
		} else if (ch === quote) quote = '';
		else if (ch === '\\' && quote === '"' && /["$\\]/.test(text[at + 1] ?? '')) value += text[++at] ?? '';
		else value += ch;
	}
	return value === '' ? undefined : value;
}

/** The words of a line, quotes and escapes kept; `undefined` if the lexer would refuse the line. */
function shellWords(line: string): { start: number; end: number }[] | undefined {
	const words: { start: number; end: number }[] = [];
	let at = 0;
	while (at < line.length) {
		while (at < line.length && isSpace(line.charCodeAt(at))) at++;
		if (at >= line.length) break;
		const start = at;
		while (at < line.length && !isSpace(line.charCodeAt(at))) {
			const next = skipUnit(line, at);
			if (next === undefined) return undefined;
			at = next;
		}
		words.push({ start, end: Math.min(at, line.length) });
	}
	return words;
}

/** One unit of a word: an escape, a quoted string, a `${...}`, `<<` with the blanks behind it, or a character. */
function skipUnit(line: string, at: number): number | undefined {
	switch (line[at]) {
		case '\\':
			return at + 2;
		case "'": {
			const close = line.indexOf("'", at + 1);
			return close === -1 ? undefined : close + 1;
		}
		case '"':
			return skipDoubleQuoted(line, at + 1);
		case '$':
			return line[at + 1] === '{' ? skipBraces(line, at + 2) : at + 1;
		case '<': {
			if (line[at + 1] !== '<') return at + 1;
			let end = at + 2;
			while (end < line.length && isBlank(line.charCodeAt(end))) end++;
			return end;
		}
		default:
			return at + 1;
	}
}

function skipDoubleQuoted(line: string, from: number): number | undefined {
	for (let at = from; at < line.length; ) {
		const ch = line[at];
		if (ch === '"') return at + 1;
		if (ch === '\\') at += /["$\\]/.test(line[at + 1] ?? '') ? 2 : 1;
		else if (ch === '$' && line[at + 1] === '{') {
			const next = skipBraces(line, at + 2);
			if (next === undefined) return undefined;
			at = next;
		} else at++;
	}
	return undefined;
}

/** `from` is behind `${`. Refuses what BuildKit's lexer refuses: unknown modifiers and missing braces. */
function skipBraces(line: string, from: number): number | undefined {
	if (from >= line.length || '{}:'.includes(line[from] as string)) return undefined;
	const name = /^(?:\d+|[@*#?\-$!]|[\p{L}\p{Nd}_]*)/u.exec(line.slice(from))?.[0] ?? '';
	let at = from + name.length;
	const modifier = line[at];
	if (modifier === '}') return at + 1;
	if (modifier === '/') {
		const slash = skipTo(line, line[at + 1] === '/' ? at + 2 : at + 1, '/');
		return slash === undefined ? undefined : skipTo(line, slash, '}');
	}
	if (modifier === ':') {
		at++;
		if (line[at] === '#' || line[at] === '%') return undefined;
		return skipTo(line, at + 1, '}');
	}
	return modifier !== undefined && '+-?#%'.includes(modifier) ? skipTo(line, at + 1, '}') : undefined;
}

function skipTo(line: string, from: number, stop: string): number | undefined {
	for (let at = from; at < line.length; ) {
		if (line[at] === stop) return at + 1;
		const next = skipUnit(line, at);
		if (next === undefined) return undefined;
		at = next;
	}
	return undefined;
}
