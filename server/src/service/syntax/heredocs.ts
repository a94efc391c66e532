import { ShellError, ShellLexer } from './shellLexer.ts';
import type { ShellWord } from './shellWords.ts';

/** A here-document that an instruction's line announces; `start`, `end` are the word in the logical text. */
export interface HeredocWord {
	readonly name: string;
	readonly fileDescriptor: number;
	readonly expand: boolean;
	readonly chomp: boolean;
	readonly start: number;
	readonly end: number;
}

const pattern = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/s;

/** Go's largest unsigned number, which it takes for all that are larger. */
const largestNumber = 2 ** 64;

/**
 * The here-documents of a line, as BuildKit's heredocsFromLine finds them: the line is split by its shell lexer (always
 * with `\` as escape), and a line that the lexer refuses (an open quote, `${a[0]}`) announces none.
 */
export function heredocWords(line: string): HeredocWord[] {
	return split(line, { rawQuotes: true, rawEscapes: true }).flatMap(({ text, start, end }) => {
		const [, fileDescriptor, dash, rest] = pattern.exec(text) ?? [];
		if (!rest) return [];
		const [word, ...others] = split(rest, {});
		const [raw] = split(rest, { rawQuotes: true });
		if (!word || !raw || others.length > 0) return [];
		return [
			{
				name: word.text,
				fileDescriptor: fileDescriptor ? Math.min(Number(fileDescriptor), largestNumber) : 0,
				// a quote anywhere in the delimiter keeps the body as it is
				expand: quotes(word.text) === quotes(raw.text),
				chomp: dash === '-',
				start,
				end,
			},
		];
	});
}

function split(text: string, raw: { rawQuotes?: boolean; rawEscapes?: boolean }): readonly ShellWord[] {
	const lexer = new ShellLexer(text, { escape: '\\', lookup: () => undefined, keepUnset: true, ...raw });
	try {
		lexer.run();
		return lexer.words;
	} catch (error) {
		if (error instanceof ShellError) return [];
		throw error;
	}
}

function quotes(text: string): number {
	return text.replace(/[^'"]/g, '').length;
}
