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
export function sortEdits<T extends Edit>(edits: readonly T[]): T[] {
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
	const merged = new EditsByPlace();
	const edits: Edit[] = [];
	const taken: T[] = [];
	for (const group of groups) {
		const fresh = group.edits.filter(edit => !merged.near(edit).some(other => same(edit, other)));
		if (fresh.some(edit => merged.near(edit).some(other => conflict(edit, other)))) continue;
		for (const edit of fresh) {
			merged.add(edit);
			edits.push(edit);
		}
		taken.push(group);
	}
	return { edits: sortEdits(edits), taken };
}

/** Characters of text per drawer: about a long line. */
const drawerSize = 256;

/** Edits in drawers by place, so that a file of a hundred thousand findings is merged in linear time. */
class EditsByPlace {
	readonly #drawers = new Map<number, Edit[]>();

	add(edit: Edit): void {
		for (const drawer of drawersOf(edit)) {
			const others = this.#drawers.get(drawer);
			if (others) others.push(edit);
			else this.#drawers.set(drawer, [edit]);
		}
	}

	/** All that could share a place with the edit. */
	near(edit: Edit): readonly Edit[] {
		return drawersOf(edit).flatMap(drawer => this.#drawers.get(drawer) ?? []);
	}
}

function drawersOf({ start, end }: Edit): number[] {
	const first = Math.floor(start / drawerSize);
	return Array.from({ length: Math.floor(end / drawerSize) - first + 1 }, (_, index) => first + index);
}

export function same(a: Edit, b: Edit): boolean {
	return a.start === b.start && a.end === b.end && a.newText === b.newText;
}
