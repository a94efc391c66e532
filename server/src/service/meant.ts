import { replace } from './edit.ts';
import type { Span } from './text.ts';
import type { Action } from './types.ts';

/** "Did you mean": puts the known word in the place of the misspelt one. */
export function useKnown(at: Span, meant: string): Action {
	return {
		id: 'use-known',
		title: `Change to ${meant}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'Only you know what was meant.',
		preferred: true,
		edits: () => ({ edits: [replace(at, meant)] }),
	};
}

/** The end of a message. */
export function didYouMean(meant: string | undefined): string {
	return meant === undefined ? '.' : `: did you mean ${meant}?`;
}
