/**
 * UTF-8 to string. The image room has no DOM or Node types, so TextDecoder is out of reach; names in tars and JSON blobs are short.
 * What is not UTF-8 (old archives hold Latin-1 names) becomes U+FFFD, one per byte.
 */
export function decodeUtf8(bytes: Uint8Array): string {
	const parts: string[] = [];
	let units: number[] = [];
	for (let at = 0; at < bytes.length; ) {
		const { codePoint, length } = codePointAt(bytes, at);
		at += length;
		if (codePoint > 0xffff) units.push(0xd800 + ((codePoint - 0x10000) >> 10), 0xdc00 + ((codePoint - 0x10000) & 0x3ff));
		else units.push(codePoint);
		// String.fromCharCode takes its input as arguments, and a stack has an end.
		if (units.length > 4096) {
			parts.push(String.fromCharCode(...units));
			units = [];
		}
	}
	parts.push(String.fromCharCode(...units));
	return parts.join('');
}

const replacement = { codePoint: 0xfffd, length: 1 };

function codePointAt(bytes: Uint8Array, at: number): { codePoint: number; length: number } {
	const first = bytes[at] as number;
	if (first < 0x80) return { codePoint: first, length: 1 };
	const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
	if (length === 0 || first >= 0xf5 || at + length > bytes.length) return replacement;
	let codePoint = first & (0xff >> (length + 1));
	for (let i = 1; i < length; i++) {
		const next = bytes[at + i] as number;
		if ((next & 0xc0) !== 0x80) return replacement;
		codePoint = (codePoint << 6) | (next & 0x3f);
	}
	const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
	if (codePoint < smallest || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint < 0xe000)) return replacement;
	return { codePoint, length };
}
