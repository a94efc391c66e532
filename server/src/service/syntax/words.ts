import { isBlank, isSpace } from './characters.ts';
import type { LogicalText } from './logicalText.ts';
import type { Word } from './tree.ts';

export function wordAt(logical: LogicalText, start: number, end: number): Word {
	return { text: logical.text.slice(start, end), span: logical.span(start, end), at: { start, end } };
}

/** Split at runs of blanks; quotes mean nothing (BuildKit's parseStringsWhitespaceDelimited). */
export function splitAtBlanks(logical: LogicalText, start: number, end: number): Word[] {
	const { text } = logical;
	const words: Word[] = [];
	let at = start;
	while (at < end) {
		let stop = at;
		while (stop < end && !isBlank(text.charCodeAt(stop))) stop++;
		if (stop > at) words.push(wordAt(logical, at, stop));
		at = stop;
		while (at < end && isBlank(text.charCodeAt(at))) at++;
	}
	return words;
}

/** Split at white space outside quotes; quotes and escapes stay in the words (BuildKit's parseWords). */
export function splitOutsideQuotes(logical: LogicalText, start: number, end: number, escape: string): Word[] {
	const { text } = logical;
	const words: Word[] = [];
	let at = start;
	while (at < end) {
		while (at < end && isSpace(text.charCodeAt(at))) at++;
		if (at >= end) break;
		const from = at;
		let quote = '';
		let to = from;
		for (; at < end; at++) {
			const ch = text[at] as string;
			if (quote === '') {
				if (isSpace(text.charCodeAt(at))) break;
				if (ch === '"' || ch === "'") quote = ch;
				else if (ch === escape) {
					// an escape at the very end is dropped
					if (at + 1 === end) continue;
					at++;
				}
			} else if (ch === quote) quote = '';
			else if (ch === escape && quote !== "'") {
				if (at + 1 === end) continue;
				at++;
			}
			to = at + 1;
		}
		if (to > from) words.push(wordAt(logical, from, to));
	}
	return words;
}
