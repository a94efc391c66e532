const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of standard base64, as Go writes it; `undefined` for anything else. The image room has neither Buffer nor atob. */
export function decodeBase64(text: string): Uint8Array | undefined {
	const digits = text.replace(/=+$/, '');
	if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
	const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const digit of digits) {
		bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
		held += 6;
		if (held < 8) continue;
		held -= 8;
		bytes[at++] = (bits >> held) & 0xff;
	}
	return bytes;
}
