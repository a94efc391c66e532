/** Character classes as the reference implementation (Go) defines them, over UTF-16 codes. */

/** Go's unicode.IsSpace. */
export function isSpace(code: number): boolean {
	if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
	if (code < 0x1680) return code === 0x85 || code === 0xa0;
	return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** What separates words of an instruction: [\t\v\f\r ]. */
export function isBlank(code: number): boolean {
	return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/**
 * What ends a flag, and the type of a HEALTHCHECK: BuildKit looks at bytes there and takes 0x85 and 0xa0 for spaces. So
 * a character whose UTF-8 ends in one of them counts: a no-break space, but an "à" as well.
 */
export function isSpaceByBytes(code: number): boolean {
	return code < 0x80 ? isSpace(code) : (code & 0x3f) === 0x05 || (code & 0x3f) === 0x20;
}

export function skipSpace(text: string, from: number, end = text.length): number {
	let at = from;
	while (at < end && isSpace(text.charCodeAt(at))) at++;
	return at;
}

export function trimEnd(text: string, start: number, end: number): number {
	let at = end;
	while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
	return at;
}
