/** A word without its quotes, if one pair encloses it all. Escapes stay: this is for looking, not for running. */
export function unquoted(text: string): string {
	const first = text[0];
	return text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1) : text;
}

/** Fingerprints of public keys and digests: hexadecimal words, which are no secrets. */
export function isFingerprint(value: string): boolean {
	return /^(?:(?:sha\d+:)?(?:0x)?[\dA-Fa-f]{8,}\s*)+$/.test(value) && !/^\d+$/.test(value);
}
