import type { DockerfileDocument } from './document.ts';
import { remove } from './edit.ts';
import type { Flag, Instruction } from './syntax/tree.ts';
import type { Action } from './types.ts';

export function platformFlag({ flags }: Instruction): Flag | undefined {
	return flags.find(({ name, value }) => name === 'platform' && value !== undefined && value !== '');
}

/** Deletes a flag with the blanks in front of it. */
export function removeFlagAction(doc: DockerfileDocument, flag: Flag, about: Pick<Action, 'safety' | 'why'>): Action[] {
	let { start } = flag.span;
	while (/[ \t]/.test(doc.text[start - 1] ?? '')) start--;
	if (start === flag.span.start || doc.text[start - 1] === '\n') return [];
	return [
		{
			id: 'remove-flag',
			title: `Remove --${flag.name}`,
			kind: 'quickfix',
			...about,
			preferred: true,
			edits: () => ({ edits: [remove({ start, end: flag.span.end })] }),
		},
	];
}
