/** Arguments that were meant as a JSON array and are none: what a person would read in them. */

export interface LooseItem {
	/** With its quotes. */
	readonly start: number;
	readonly end: number;
	/** The quote, or nothing. */
	readonly quote: string;
	/** How many blanks and commas stand before it is of no matter; whether a comma does is. */
	readonly hasComma: boolean;
}

export interface LooseArray {
	readonly items: readonly LooseItem[];
	/** A comma behind the last item. */
	readonly trailingComma: number | undefined;
	/** Where the bracket stands; `undefined`: nowhere. */
	readonly close: number | undefined;
	/** Where something begins that stands behind the bracket. */
	readonly rest: number | undefined;
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’', '”': '”', '’': '’' };

/** `undefined` if it is no array of words: a test of the shell such as `[ "$a" = b ]`. */
export function readLooseArray(text: string): LooseArray | undefined {
	if (text[0] !== '[') return undefined;
	const items: LooseItem[] = [];
	let at = 1;
	let comma: number | undefined;
	for (;;) {
		while (/\s/.test(text[at] ?? '')) at++;
		const ch = text[at];
		if (ch === undefined || ch === ']') break;
		if (ch === ',') {
			if (comma !== undefined || items.length === 0) return undefined;
			comma = at++;
			continue;
		}
		const item = readItem(text, at, comma !== undefined);
		const last = items.at(-1);
		// without a comma only quoted words are two
		if (!item || (last && comma === undefined && (item.quote === '' || last.quote === ''))) return undefined;
		items.push(item);
		comma = undefined;
		at = item.end;
	}
	const close = at < text.length ? at : undefined;
	const rest = close === undefined || text.slice(close + 1).trim() === '' ? undefined : close + 1 + text.slice(close + 1).search(/\S/);
	return items.length > 0 ? { items, trailingComma: comma, close, rest } : undefined;
}

function readItem(text: string, start: number, hasComma: boolean): LooseItem | undefined {
	const quote = text[start] as string;
	const end = closing[quote];
	if (end === undefined) {
		const word = /^[^\s,"'[\]]+/.exec(text.slice(start))?.[0];
		return word === undefined ? undefined : { start, end: start + word.length, quote: '', hasComma };
	}
	let at = start + 1;
	while (at < text.length && text[at] !== end) at += text[at] === '\\' && quote === '"' ? 2 : 1;
	return at < text.length ? { start, end: at + 1, quote, hasComma } : undefined;
}
