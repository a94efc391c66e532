const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** As Docker prints sizes: powers of 1,000, three digits. */
export function formatSize(bytes: number): string {
	let value = bytes;
	let unit = 0;
	// 999.6 would round up to "1000", which is one of the next unit.
	while (value >= (unit === 0 ? 1000 : 999.5) && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const digits = unit === 0 ? 0 : value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
	return `${value.toFixed(digits)} ${units[unit]}`;
}

/** `200MB`, `1.5 GiB`, `1000000`. `undefined` if it is none. */
export function parseSize(text: string): number | undefined {
	const match = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?)b?|b)?\s*$/i.exec(text);
	if (!match) return undefined;
	const power = match[2] === undefined ? 0 : 'kmgt'.indexOf(match[2].toLowerCase()) + 1;
	return Math.round(Number(match[1]) * (match[3] ? 1024 : 1000) ** power);
}
