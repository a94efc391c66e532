import { insert, remove, replace } from '../edit.ts';
import { type LooseArray, readLooseArray } from '../looseArray.ts';
import { refusable } from '../refusable.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Edit, Rule } from '../types.ts';

export const malformedJsonForm: Rule = {
	id: 'malformed-json-form',
	aliases: ['JSON_IN_SINGLE_QUOTES', 'SHELL_JSON_FORM', 'invalid-json-form'],
	category: 'syntax',
	severity: 'error',
	title: 'Array that is no JSON',
	why: 'The [exec form](https://docs.docker.com/reference/dockerfile/#exec-form) is a JSON array: double quotes, commas between, none at the end, backslashes doubled. Everything else is taken for a command of the shell, or for paths with brackets in their names, without a warning; only SHELL is refused.',
	defaultBecause: 'It fails when the container starts, or in the build.',
	examples: [{ bad: "FROM debian:12\nCMD ['a', 'b']\nUSER 65532", good: 'FROM debian:12\nCMD ["a", "b"]\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity } of refusable(doc, ['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK'])) {
			const { keyword, args, logical, json } = instruction;
			const start = startOfArray(instruction);
			const isShell = keyword === 'SHELL';
			if (json || start === undefined || args.text === '') continue;
			const text = logical.text.slice(start, args.at.end);
			if ((text[0] !== '[' && !isShell) || isJson(text)) continue;
			const array = readLooseArray(text);
			if (!isShell && !(array && isMeant(array, text, keyword))) continue;
			const edits = array ? repair(instruction, array, start, text) : isShell ? quoteWords(instruction) : undefined;
			yield {
				span: logical.span(start, args.at.end),
				message: isShell ? 'SHELL takes a JSON array.' : messageOf(array as LooseArray),
				aliases: isShell ? ['SHELL_JSON_FORM'] : aliasesOf(array as LooseArray),
				// BuildKit takes it for something else
				severity: isShell ? severity : 'warning',
				actions: edits ? [action(edits)] : [],
			};
		}
	},
};

function startOfArray({ keyword, args, words }: Instruction): number | undefined {
	if (keyword !== 'HEALTHCHECK') return args.at.start;
	return words[0]?.text.toUpperCase() === 'CMD' ? words[1]?.at.start : undefined;
}

/** An array of other things than strings is a syntax error. */
function isJson(text: string): boolean {
	try {
		return Array.isArray(JSON.parse(text));
	} catch {
		return false;
	}
}

/** Not a test of the shell, nor a pattern. */
function isMeant({ items, close, rest }: LooseArray, text: string, keyword: string): boolean {
	const tight = /^\[["'“‘]/.test(text);
	if (rest !== undefined || close === undefined) return tight;
	return items.some(({ quote }) => quote !== '') || (items.length > 1 && keyword !== 'RUN');
}

function messageOf({ items, trailingComma, close, rest }: LooseArray): string {
	if (items.some(({ quote }) => quote === "'")) return 'This is no JSON array: its strings stand in single quotes.';
	if (items.some(({ quote }) => quote !== '"')) return 'This is no JSON array: its strings do not stand in double quotes.';
	if (rest !== undefined) return 'This is no JSON array: something stands behind it.';
	if (close === undefined) return 'This is no JSON array: it is not closed.';
	if (trailingComma !== undefined) return 'This is no JSON array: a comma stands behind the last string.';
	if (items.some(({ hasComma }, index) => index > 0 && !hasComma)) return 'This is no JSON array: there is no comma between the strings.';
	return 'This is no JSON array: a backslash in it must be doubled.';
}

function aliasesOf({ items }: LooseArray): readonly string[] {
	return items.some(({ quote }) => quote === "'") ? ['JSON_IN_SINGLE_QUOTES', 'invalid-json-form'] : ['invalid-json-form'];
}

function action(edits: readonly Edit[]): Action {
	return {
		id: 'write-json',
		title: 'Write it as JSON',
		kind: 'quickfix',
		safety: 'review',
		why: 'Until now it was no array.',
		preferred: true,
		edits: () => ({ edits }),
	};
}

function repair({ logical }: Instruction, { items, trailingComma, close, rest }: LooseArray, from: number, text: string): readonly Edit[] | undefined {
	if (rest !== undefined) return undefined;
	const edits: Edit[] = [];
	for (const [index, { start, end, quote, hasComma }] of items.entries()) {
		const width = quote === '' ? 0 : 1;
		const inner = text.slice(start + width, end - width);
		const escaped =
			quote === '"' ? inner.replace(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4}|)/g, found => (found === '\\' ? '\\\\' : found)) : inner.replace(/["\\]/g, '\\$&');
		if (index > 0 && !hasComma) edits.push(insert(logical.source(from + (items[index - 1]?.end ?? 0) - 1) + 1, ','));
		if (quote === '"' && escaped === inner) continue;
		edits.push(replace(logical.span(from + start, from + end), `"${escaped}"`));
	}
	if (trailingComma !== undefined) edits.push(remove(logical.span(from + trailingComma, from + trailingComma + 1)));
	if (close === undefined) edits.push(insert(logical.source(from + text.length - 1) + 1, ']'));
	return edits;
}

/** `SHELL /bin/bash -c` */
function quoteWords({ words }: Instruction): readonly Edit[] | undefined {
	if (!words.every(({ text }) => /^[^"'\\[\],]+$/.test(text))) return undefined;
	return words.flatMap(({ span }, index) => [insert(span.start, index === 0 ? '["' : '"'), insert(span.end, index === words.length - 1 ? '"]' : '",')]);
}
