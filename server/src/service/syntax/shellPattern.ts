/**
 * Patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}` as BuildKit's shell understands them:
 * `*` and `?` match anything but a line feed, `\` escapes them, brackets are ordinary.
 * Matching keeps a set of positions, so no pattern can make it slow.
 */

/** Code points; a star or a question mark is a negative number. */
type Pattern = readonly number[];

const star = -1;
const anyOne = -2;
const lineFeed = 0x0a;
const byteOrderMark = 0xfeff;

export class InvalidPattern extends Error {}

function compile(pattern: readonly string[]): Pattern {
	const parts: number[] = [];
	let at = pattern[0]?.codePointAt(0) === byteOrderMark ? 1 : 0;
	for (; at < pattern.length; at++) {
		const ch = pattern[at] as string;
		if (ch === '*') {
			if (parts.at(-1) !== star) parts.push(star);
		} else if (ch === '?') parts.push(anyOne);
		else if (ch === '\\') {
			const next = pattern[at + 1];
			// these need an escape inside ${}, which is no part of the pattern
			if (next === '}' || next === '/') continue;
			if (next !== '*' && next !== '?' && next !== '\\') throw new InvalidPattern(`invalid escape '\\${next ?? '\ufffd'}'`);
			parts.push(next.codePointAt(0) as number);
			at++;
		} else parts.push(ch.codePointAt(0) as number);
	}
	return parts;
}

/** Where a match that begins at `start` ends, the longest or the shortest; -1 if there is none. */
function matchEnd(pattern: Pattern, value: readonly string[], start: number, longest: boolean): number {
	let found = -1;
	let states = withStars(pattern, new Set([0]));
	for (let at = start; ; at++) {
		if (states.has(pattern.length)) {
			found = at;
			if (!longest) return found;
		}
		if (at === value.length || states.size === 0) return found;
		states = step(pattern, states, (value[at] as string).codePointAt(0) as number);
	}
}

function withStars(pattern: Pattern, states: Set<number>): Set<number> {
	for (const state of states) if (pattern[state] === star) states.add(state + 1);
	return states;
}

function step(pattern: Pattern, states: ReadonlySet<number>, code: number): Set<number> {
	const next = new Set<number>();
	for (const state of states) {
		const part = pattern[state];
		if (part === undefined) continue;
		if (part === star) {
			if (code !== lineFeed) next.add(state);
		} else if (part === anyOne ? code !== lineFeed : part === code) next.add(state + 1);
	}
	return withStars(pattern, next);
}

/** `${value#pattern}`, `${value##pattern}`. */
export function trimPrefix(value: string, pattern: string, longest: boolean): string {
	return cutPrefix([...value], [...pattern], longest).join('');
}

/** `${value%pattern}`, `${value%%pattern}`. */
export function trimSuffix(value: string, pattern: string, longest: boolean): string {
	return cutPrefix([...value].reverse(), reversePattern([...pattern]), longest)
		.reverse()
		.join('');
}

function cutPrefix(value: string[], pattern: readonly string[], longest: boolean): string[] {
	const end = matchEnd(compile(pattern), value, 0, longest);
	return end === -1 ? value : value.slice(end);
}

/** Backwards, but an escape stays before what it escapes. */
function reversePattern(pattern: readonly string[]): string[] {
	const reversed: string[] = [];
	for (let at = 0; at < pattern.length; at++) {
		const ch = pattern[at] as string;
		if (ch === '\\' && at + 1 < pattern.length) reversed.push(pattern[++at] as string, ch);
		else reversed.push(ch);
	}
	return reversed.reverse();
}

/** `${value/pattern/replacement}`, `${value//pattern/replacement}`. */
export function replacePattern(value: string, pattern: string, replacement: string, all: boolean): string {
	const compiled = compile([...pattern]);
	const characters = [...value];
	if (!all) {
		const match = find(compiled, characters, 0);
		return match ? characters.slice(0, match.start).join('') + replacement + characters.slice(match.end).join('') : value;
	}
	let result = '';
	let lastEnd = 0;
	for (let from = 0; from <= characters.length; ) {
		const match = find(compiled, characters, from);
		if (!match) break;
		result += characters.slice(lastEnd, match.start).join('');
		// an empty match directly behind another one is none
		if (match.end > lastEnd || match.start === 0) result += fillTemplate(replacement, characters.slice(match.start, match.end).join(''));
		lastEnd = match.end;
		from = Math.max(from + 1, match.end);
	}
	return result + characters.slice(lastEnd).join('');
}

function find(pattern: Pattern, value: readonly string[], from: number): { start: number; end: number } | undefined {
	for (let start = from; start <= value.length; start++) {
		const end = matchEnd(pattern, value, start, true);
		if (end !== -1) return { start, end };
	}
	return undefined;
}

/** Go replaces `$0` by the match, `$$` by a dollar and other `$name` by nothing; BuildKit lets it. */
function fillTemplate(template: string, match: string): string {
	return template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (whole, braced: string | undefined, bare: string | undefined) => {
		if (whole === '$$') return '$';
		return (braced ?? bare) === '0' ? match : '';
	});
}
