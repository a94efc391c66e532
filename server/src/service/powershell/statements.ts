import type { Span } from '../text.ts';

const opening = '({[';
const closing = ')}]';

/**
 * The statements of a script that run one after the other: what `;` and line ends divide, outside of strings and brackets. Assignments of
 * preferences are none, and comments neither. Spans are offsets.
 */
export function statementsOf(text: string): readonly Span[] {
	const found: Span[] = [];
	let start = 0;
	let depth = 0;
	const end = (at: number) => {
		const part = text.slice(start, at);
		const trimmed = part.trim();
		if (trimmed !== '' && !/^(?:#|\\?\$\w*Preference\s*=[^;]*$)/.test(trimmed)) {
			const from = start + part.indexOf(trimmed);
			found.push({ start: from, end: from + trimmed.length });
		}
		start = at + 1;
	};
	for (let at = 0; at < text.length; at++) {
		const character = text[at] as string;
		if (character === '`') at++;
		else if (character === "'" || character === '"') at = endOfString(text, at);
		else if (character === '#' && /[\s;]|^$/.test(text[at - 1] ?? '')) at = lineEnd(text, at) - 1;
		else if (opening.includes(character)) depth++;
		else if (closing.includes(character)) depth--;
		else if (depth <= 0 && (character === ';' || (character === '\n' && !/\|\s*$/.test(text.slice(start, at))))) end(at);
	}
	end(text.length);
	return found;
}

/** The closing quote, or the end. A backtick escapes in double quotes; a doubled quote is one. */
function endOfString(text: string, from: number): number {
	const quote = text[from];
	for (let at = from + 1; at < text.length; at++) {
		if (quote === '"' && text[at] === '`') at++;
		else if (text[at] === quote) {
			if (text[at + 1] !== quote) return at;
			at++;
		}
	}
	return text.length;
}

function lineEnd(text: string, from: number): number {
	const at = text.indexOf('\n', from);
	return at === -1 ? text.length : at;
}
