import type { JsonForm } from '../syntax/tree.ts';
import { givenText } from './given.ts';
import { Pieces } from './pieces.ts';
import type { RawCommand, RawScript, RawWord } from './raw.ts';
import { readScript } from './reader.ts';
import { baseName, readWrappers } from './wrappers.ts';

/** The command of a JSON array that stands in `text` from `from` on: no shell sees it, but it may be one (`["sh", "-c", "..."]`). */
export function readExecForm(text: string, from: number, { items }: JsonForm): RawScript {
	let at = from;
	const words = items.map(({ value }): RawWord => {
		const start = text.indexOf('"', at) + 1;
		const end = closingQuote(text, start);
		at = end + 1;
		return jsonWord(text.slice(start, end), value, start);
	});
	const [first] = words;
	const last = words.at(-1);
	if (!first || !last) return { commands: [], topLevel: [], pipelines: [], errors: [] };
	const { skipped, names } = readWrappers(words);
	const given = givenText(words.slice(skipped), () => []);
	const command: RawCommand = {
		words,
		skipped,
		name: baseName(words[skipped]?.value),
		wrappers: names,
		assignments: [],
		redirects: [],
		start: first.start,
		end: last.end,
		place: { conditional: false, background: false, depth: 0, substituted: false },
		negated: false,
		followedBy: '',
		pipedInto: undefined,
		given: given && { dialect: given.dialect, text: given.text, script: readScript(given.text.text, 1) },
	};
	const part = { operator: '', start: first.start, end: last.end, isCommand: true, first: 0, last: 1 } as const;
	return { commands: [command], topLevel: [part], pipelines: [], errors: [] };
}

function closingQuote(text: string, from: number): number {
	let at = from;
	while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
	return Math.min(at, text.length);
}

function jsonWord(text: string, value: string, start: number): RawWord {
	const end = start + text.length;
	const word = { text, value, unquoted: value, quoted: false, pattern: false, start, end };
	if (!text.includes('\\')) return { ...word, letters: undefined, exact: text.length === value.length };
	const pieces = new Pieces();
	let from = 0;
	for (let slash = text.indexOf('\\'); slash !== -1; slash = text.indexOf('\\', from)) {
		if (slash > from) pieces.add(text.slice(from, slash), start + from);
		const length = text[slash + 1] === 'u' ? 6 : 2;
		pieces.add(value.charAt(pieces.text.length), start + slash, length);
		from = slash + length;
	}
	if (from < text.length) pieces.add(text.slice(from), start + from);
	const exact = pieces.text === value;
	return { ...word, letters: exact ? pieces : undefined, exact };
}
