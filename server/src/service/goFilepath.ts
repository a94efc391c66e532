/** What ignore files need of Go's path/filepath, with `/` as the separator. */

/** filepath.Clean: no empty, `.` and inner `..` parts; `.` for nothing. */
export function cleanPath(path: string): string {
	const rooted = path.startsWith('/');
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (!rooted) parts.push('..');
	}
	const joined = parts.join('/');
	return rooted ? `/${joined}` : joined || '.';
}

class BadPattern extends Error {}

/**
 * True if filepath.Match refuses the pattern for the name `.`. It looks no further than it needs to: what stands
 * behind the first star that leads nowhere is not checked.
 */
export function isBadPattern(pattern: string): boolean {
	try {
		matchDot([...pattern]);
		return false;
	} catch (error) {
		if (error instanceof BadPattern) return true;
		throw error;
	}
}

function matchDot(pattern: readonly string[]): void {
	let name = '.';
	for (let at = 0; at < pattern.length; ) {
		const star = pattern[at] === '*';
		while (pattern[at] === '*') at++;
		const end = chunkEnd(pattern, at);
		const chunk = pattern.slice(at, end);
		if (star && chunk.length === 0) return;
		const isLast = end === pattern.length;
		const goesOn = (rest: string | undefined) => rest !== undefined && (rest === '' || !isLast);
		let rest = matchChunk(chunk, name);
		if (!goesOn(rest)) {
			rest = star && name !== '' ? matchChunk(chunk, '') : undefined;
			if (!goesOn(rest)) return;
		}
		name = rest as string;
		at = end;
	}
}

/** Where the next star stands that is not in brackets. */
function chunkEnd(pattern: readonly string[], start: number): number {
	let inBrackets = false;
	for (let at = start; at < pattern.length; at++) {
		const ch = pattern[at];
		if (ch === '\\') at++;
		else if (ch === '[') inBrackets = true;
		else if (ch === ']') inBrackets = false;
		else if (ch === '*' && !inBrackets) return at;
	}
	return pattern.length;
}

/** What is left of `name`, which is `.` or empty; `undefined` if it does not match. */
function matchChunk(chunk: readonly string[], name: string): string | undefined {
	let rest = name;
	let failed = false;
	for (let at = 0; at < chunk.length; ) {
		failed ||= rest === '';
		let matches = true;
		if (chunk[at] === '[') {
			const found = readBrackets(chunk, at + 1, rest);
			matches = found.matches;
			at = found.end;
		} else {
			const escaped = chunk[at] === '\\';
			if (escaped && ++at === chunk.length) throw new BadPattern();
			matches = (!escaped && chunk[at] === '?') || chunk[at] === rest;
			at++;
		}
		if (failed) continue;
		rest = '';
		failed = !matches;
	}
	return failed ? undefined : rest;
}

function readBrackets(chunk: readonly string[], start: number, name: string): { matches: boolean; end: number } {
	const negated = chunk[start] === '^';
	let at = negated ? start + 1 : start;
	let matches = false;
	const character = () => {
		if (at >= chunk.length || chunk[at] === '-' || chunk[at] === ']') throw new BadPattern();
		if (chunk[at] === '\\') at++;
		const ch = chunk[at++];
		if (ch === undefined || at >= chunk.length) throw new BadPattern();
		return ch.codePointAt(0) as number;
	};
	const code = name.codePointAt(0) ?? 0;
	for (let first = true; first || chunk[at] !== ']'; first = false) {
		const low = character();
		let high = low;
		if (chunk[at] === '-') {
			at++;
			high = character();
		}
		matches ||= low <= code && code <= high;
	}
	return { matches: matches !== negated, end: at + 1 };
}
