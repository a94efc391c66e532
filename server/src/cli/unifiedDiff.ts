/** A unified diff made of edits: the lines that they touch are known, so none has to be searched. */
import { applyEdits, sortEdits } from '../service/edit.ts';
import { LineIndex } from '../service/text.ts';
import type { Edit } from '../service/types.ts';

interface Block {
	/** First old line, zero-based. */
	readonly start: number;
	readonly old: readonly string[];
	readonly new: readonly string[];
}

const context = 3;

/** Empty if the edits change nothing. `edits` must not overlap. */
export function unifiedDiff(path: string, text: string, edits: readonly Edit[], created = false): string {
	const blocks = blocksOf(text, edits);
	if (blocks.length === 0) return '';
	const name = path.replace(/^\/+/, '').replace(/^(?:\.\/)+/, '');
	const lines = linesOf(text);
	let shift = 0;
	const hunks = grouped(blocks).map(group => {
		const { text: hunk, grown } = hunkOf(lines, group, shift);
		shift += grown;
		return hunk;
	});
	return `--- ${created ? '/dev/null' : `a/${name}`}\n+++ b/${name}\n${hunks.join('')}`;
}

function linesOf(text: string): string[] {
	return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Whole lines that the edits touch, without those that stay the same at both ends. */
function blocksOf(text: string, edits: readonly Edit[]): Block[] {
	const index = new LineIndex(text);
	const groups: { first: number; last: number; edits: Edit[] }[] = [];
	for (const edit of sortEdits(edits)) {
		const first = index.lineAt(edit.start);
		const last = index.lineAt(edit.end);
		const before = groups.at(-1);
		if (before && first <= before.last + 1) {
			before.last = Math.max(before.last, last);
			before.edits.push(edit);
		} else groups.push({ first, last, edits: [edit] });
	}
	return groups.flatMap(group => {
		const start = index.startOf(group.first);
		const slice = text.slice(start, index.startOf(group.last + 1));
		const changed = applyEdits(
			slice,
			group.edits.map(edit => ({ start: edit.start - start, end: edit.end - start, newText: edit.newText })),
		);
		return trimmed(group.first, linesOf(slice), linesOf(changed)) ?? [];
	});
}

function trimmed(start: number, old: readonly string[], fresh: readonly string[]): Block | undefined {
	const least = Math.min(old.length, fresh.length);
	let head = 0;
	while (head < least && old[head] === fresh[head]) head++;
	let tail = 0;
	while (tail < least - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
	if (head + tail === old.length && old.length === fresh.length) return undefined;
	return { start: start + head, old: old.slice(head, old.length - tail), new: fresh.slice(head, fresh.length - tail) };
}

function grouped(blocks: readonly Block[]): Block[][] {
	const groups: Block[][] = [];
	for (const block of blocks) {
		const before = groups.at(-1)?.at(-1);
		if (before && block.start - (before.start + before.old.length) <= 2 * context) groups.at(-1)?.push(block);
		else groups.push([block]);
	}
	return groups;
}

function hunkOf(lines: readonly string[], blocks: readonly Block[], shift: number): { text: string; grown: number } {
	const first = blocks[0] as Block;
	const start = Math.max(0, first.start - context);
	const body: string[] = [];
	const say = (sign: string, what: readonly string[]): void => {
		for (const line of what) body.push(sign + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`));
	};
	let at = start;
	let grown = 0;
	for (const block of blocks) {
		say(' ', lines.slice(at, block.start));
		say('-', block.old);
		say('+', block.new);
		at = block.start + block.old.length;
		grown += block.new.length - block.old.length;
	}
	const end = Math.min(lines.length, at + context);
	say(' ', lines.slice(at, end));
	const oldCount = end - start;
	const newCount = oldCount + grown;
	// a range of no lines is named by the line before it
	return { text: `@@ -${start + (oldCount === 0 ? 0 : 1)},${oldCount} +${start + shift + (newCount === 0 ? 0 : 1)},${newCount} @@\n${body.join('')}`, grown };
}
