import type { LogicalText } from './logicalText.ts';
import type { JsonForm, JsonString } from './tree.ts';

/**
 * The arguments as a JSON array of strings; `'not-strings'` for an array of other things, which BuildKit refuses;
 * `undefined` for anything else, which is then shell form.
 */
export function readJsonForm(logical: LogicalText, start: number, end: number): JsonForm | 'not-strings' | undefined {
	if (logical.text[start] !== '[') return undefined;
	let values: unknown;
	try {
		values = JSON.parse(logical.text.slice(start, end));
	} catch {
		return undefined;
	}
	if (!Array.isArray(values)) return undefined;
	if (!values.every(value => typeof value === 'string')) return 'not-strings';
	// an unpaired surrogate, which Go replaces
	const strings = values.map(value => value.replace(/\p{Surrogate}/gu, '\ufffd'));
	return { items: locate(logical, start, strings), span: logical.span(start, end) };
}

/** The text is valid JSON, so a string ends at the next quote without a backslash before it. */
function locate(logical: LogicalText, start: number, values: readonly string[]): JsonString[] {
	let at = start;
	return values.map(value => {
		const open = logical.text.indexOf('"', at);
		let close = open + 1;
		while (logical.text[close] !== '"') close += logical.text[close] === '\\' ? 2 : 1;
		at = close + 1;
		const inner = close > open + 1 ? logical.span(open + 1, close) : { start: logical.source(close), end: logical.source(close) };
		return { value, span: logical.span(open, close + 1), inner };
	});
}
