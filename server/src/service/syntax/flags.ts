import { isBlank, isSpaceByBytes } from './characters.ts';
import type { LogicalText } from './logicalText.ts';
import type { Flag, FlagOption } from './tree.ts';

/** A flag word without quotes and escapes, and where each of its characters stands in the logical text. */
interface Unquoted {
	readonly text: string;
	readonly offsets: readonly number[];
	readonly start: number;
	readonly end: number;
}

/**
 * The flags that follow a keyword, and where the arguments begin (BuildKit's extractBuilderFlags).
 * Quotes are taken off and escapes resolved; a lone `--` ends the flags.
 */
export function readFlags(logical: LogicalText, start: number, end: number, escape: string): { flags: Flag[]; argsStart: number } {
	const { text } = logical;
	const flags: Flag[] = [];
	let at = start;
	for (;;) {
		while (at < end && isFlagSpace(text.charCodeAt(at))) at++;
		if (at >= end || text[at] !== '-' || at + 1 >= end || text[at + 1] !== '-') return { flags, argsStart: at };
		const word = readUnquoted(text, at, end, escape);
		at = Math.min(word.end + 1, end);
		if (word.text === '--' && (word.end === end || isFlagSpace(text.charCodeAt(word.end)))) return { flags, argsStart: at };
		flags.push(flagOf(logical, word));
	}
}

function isFlagSpace(code: number): boolean {
	return isBlank(code) || code === 0x0a;
}

function readUnquoted(text: string, start: number, end: number, escape: string): Unquoted {
	const offsets: number[] = [];
	let value = '';
	let quote = '';
	let at = start;
	for (; at < end; at++) {
		let ch = text[at] as string;
		if (quote === '') {
			if (isSpaceByBytes(text.charCodeAt(at))) break;
			if (ch === '"' || ch === "'") {
				quote = ch;
				continue;
			}
		} else if (ch === quote) {
			quote = '';
			continue;
		}
		if (ch === escape) {
			if (at + 1 === end) continue;
			at++;
			ch = text[at] as string;
		}
		value += ch;
		offsets.push(at);
	}
	return { text: value, offsets, start, end: at };
}

function flagOf(logical: LogicalText, word: Unquoted): Flag {
	const equals = word.text.indexOf('=');
	const nameEnd = equals === -1 ? word.text.length : equals;
	const place = (index: number) => word.offsets[index] ?? word.end;
	const part = (from: number, to: number) => (to > from ? logical.span(place(from), place(to - 1) + 1) : emptyAt(logical, place(from)));
	const name = word.text.slice(2, nameEnd);
	return {
		name,
		value: equals === -1 ? undefined : word.text.slice(equals + 1),
		span: logical.span(word.start, word.end),
		nameSpan: part(2, nameEnd),
		valueSpan: part(nameEnd + 1, word.text.length),
		options: name === 'mount' && equals !== -1 ? optionsOf(word.text, equals + 1, part) : [],
	};
}

function emptyAt(logical: LogicalText, offset: number) {
	const at = offset > 0 ? logical.source(offset - 1) + 1 : logical.source(offset);
	return { start: at, end: at };
}

function optionsOf(text: string, start: number, part: (from: number, to: number) => { start: number; end: number }): FlagOption[] {
	const options: FlagOption[] = [];
	for (let from = start; from <= text.length; ) {
		const comma = text.indexOf(',', from);
		const to = comma === -1 ? text.length : comma;
		const equals = text.indexOf('=', from);
		const hasValue = equals !== -1 && equals < to;
		options.push({
			key: text.slice(from, hasValue ? equals : to),
			value: hasValue ? text.slice(equals + 1, to) : undefined,
			span: part(from, to),
			valueSpan: part(hasValue ? equals + 1 : to, to),
		});
		from = to + 1;
	}
	return options;
}
