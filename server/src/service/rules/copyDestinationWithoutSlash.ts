import { copied } from '../copied.ts';
import { insert } from '../edit.ts';
import { expanded, refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

/** Trivy looks at COPY only. */
const copyAliases = ['DL3021', 'DS-0011', 'DF048', 'INVALID_DESTINATION'];

export const copyDestinationWithoutSlash: Rule = {
	id: 'copy-destination-without-slash',
	aliases: copyAliases,
	category: 'files',
	severity: 'warning',
	title: 'Several sources, and a destination that is no folder',
	why: 'With several sources the [destination](https://docs.docker.com/reference/dockerfile/#copy) must be a folder, and end in a slash. Without one BuildKit writes one file over the other, unless the folder is there already; older builders refuse it. Silent for `.` and for a variable whose value nobody knows.',
	defaultBecause: 'The image lacks files, or depends on what is in the base image.',
	examples: [{ bad: 'FROM debian:12\nCOPY a b /app\nUSER 65532', good: 'FROM debian:12\nCOPY a b /app/\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, lookup } of refusable(doc, ['COPY', 'ADD'])) {
			const paths = copied(instruction);
			if (!paths || paths.sources.length < 2) continue;
			const { text, span } = paths.destination;
			// what follows a slash is the end, whatever a variable before it says
			const path = expanded(doc, text, lookup) ?? /\/[\w.-]+(?=["']?$)/.exec(text)?.[0];
			if (path === undefined || path === '' || /[/\\]$|(?:^|\/)\.{1,2}$/.test(path)) continue;
			const end = /["']$/.test(text) ? span.end - 1 : span.end;
			yield {
				span,
				message: `With several sources the destination ${text} must be a folder: it needs a slash at its end.`,
				aliases: instruction.keyword === 'COPY' ? copyAliases : copyAliases.filter(id => id !== 'DS-0011'),
				actions: [
					{
						id: 'append-slash',
						title: 'Append a slash',
						kind: 'quickfix',
						safety: 'review',
						why: 'If there is no such folder yet, one file was written over the other.',
						preferred: true,
						edits: () => ({ edits: [insert(end, '/')] }),
					},
				],
			};
		}
	},
};
