/** Switching a rule off in `.drydock.yaml`, with everything else in the file as it stands. */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

export interface TextChange {
	readonly start: number;
	readonly end: number;
	readonly newText: string;
}

/** The change of the file's text; `undefined` if the file is no such configuration, so that somebody must look at it first. */
export function ruleOff(text: string, id: string): TextChange | undefined {
	const document = parseDocument(text, { prettyErrors: false });
	const { contents } = document;
	if (document.errors.length > 0) return undefined;
	const newLine = text.includes('\r\n') ? '\r\n' : '\n';
	const atEnd = `${text === '' || text.endsWith('\n') ? '' : newLine}rules:${newLine}  ${id}: off${newLine}`;
	if (contents === null || (isScalar(contents) && contents.value === null)) return insert(text.length, atEnd);
	if (!isMap(contents)) return undefined;
	const rules = entry(contents, 'rules');
	if (!rules) return contents.flow ? undefined : insert(text.length, atEnd);
	if (isMap(rules.value)) return inRules(text, rules.value, id, newLine);
	// `rules:` with nothing behind it
	const keyEnd = rangeOf(rules.key)?.[1];
	const isEmpty = rules.value === null || (isScalar(rules.value) && rules.value.value === null);
	return keyEnd !== undefined && isEmpty && !contents.flow ? insert(text.indexOf(':', keyEnd) + 1, `${newLine}  ${id}: off`) : undefined;
}

function inRules(text: string, rules: YAMLMap, id: string, newLine: string): TextChange | undefined {
	const known = entry(rules, id);
	const present = known && rangeOf(known.value);
	if (present) return { start: present[0], end: present[1], newText: 'off' };
	const last = rules.items.at(-1);
	const end = last && (rangeOf(last.value) ?? rangeOf(last.key))?.[1];
	if (rules.flow) return end === undefined ? insert((rules.range?.[0] ?? 0) + 1, ` ${id}: off `) : insert(end, `, ${id}: off`);
	const first = rangeOf(rules.items[0]?.key)?.[0];
	if (end === undefined || first === undefined) return undefined;
	const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
	// behind the comment that may stand on the line
	const lineEnd = /\r?\n|$/.exec(text.slice(end));
	return insert(end + (lineEnd?.index ?? 0), `${newLine}${indent}${id}: off`);
}

function entry(map: YAMLMap, key: string): Pair | undefined {
	return map.items.find(item => isScalar(item.key) && item.key.value === key);
}

function rangeOf(node: unknown): readonly [number, number, ...unknown[]] | undefined {
	return (node as { readonly range?: readonly [number, number, number] | null } | null | undefined)?.range ?? undefined;
}

function insert(at: number, newText: string): TextChange {
	return { start: at, end: at, newText };
}
