import type { Span } from './text.ts';
import type { Edit } from './types.ts';

export function replace(at: Span, newText: string): Edit {
	return { start: at.start, end: at.end, newText };
}

export function insert(offset: number, newText: string): Edit {
	return { start: offset, end: offset, newText };
}

export function remove(at: Span): Edit {
	return { start: at.start, end: at.end, newText: '' };
}

/** Edits in order of place; ones at the same offset keep their order. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
	return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** `edits` must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	let result = '';
	let at = 0;
	for (const edit of sortEdits(edits)) {
		result += text.slice(at, edit.start) + edit.newText;
		at = edit.end;
	}
	return result + text.slice(at);
}

/** True if the two cannot be applied together: they share a character, or both insert at one place. */
export function conflict(a: Edit, b: Edit): boolean {
	if (a.start === a.end && b.start === b.end) return a.start === b.start;
	return a.start < b.end && b.start < a.end;
}

/** Takes groups of edits in order as long as they do not conflict with those taken; an edit that two groups share counts once. */
export function mergeEdits<T extends { readonly edits: readonly Edit[] }>(groups: readonly T[]): { edits: Edit[]; taken: T[] } {
	const edits: Edit[] = [];
	const taken: T[] = [];
	for (const group of groups) {
		const fresh = group.edits.filter(edit => !edits.some(other => same(edit, other)));
		if (fresh.some(edit => edits.some(other => conflict(edit, other)))) continue;
		edits.push(...fresh);
		taken.push(group);
	}
	return { edits: sortEdits(edits), taken };
}

export function same(a: Edit, b: Edit): boolean {
	return a.start === b.start && a.end === b.end && a.newText === b.newText;
}
