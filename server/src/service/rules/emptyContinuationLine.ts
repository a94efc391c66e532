import { remove } from '../edit.ts';
import type { Rule } from '../types.ts';

export const emptyContinuationLine: Rule = {
	id: 'empty-continuation-line',
	aliases: ['NoEmptyContinuation', 'EMPTY_CONTINUATION_LINE'],
	category: 'syntax',
	severity: 'warning',
	title: 'Empty line inside a continued instruction',
	why: 'BuildKit drops the line with a warning and says that it will become an error. See [NoEmptyContinuation](https://docs.docker.com/reference/build-checks/no-empty-continuation/).',
	defaultBecause: 'BuildKit warns about it, and the change is free.',
	examples: [{ bad: 'FROM debian:12\nRUN a \\\n\n  b\nUSER 65532', good: 'FROM debian:12\nRUN a \\\n  b\nUSER 65532' }],
	*check({ doc }) {
		for (const { kind, message, span } of doc.syntax.problems) {
			if (kind !== 'empty-continuation-line') continue;
			const line = doc.lines.spanOf(doc.lines.lineAt(span.start));
			yield {
				span,
				message,
				actions: [
					{ id: 'delete-line', title: 'Delete the empty line', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [remove(line)] }) },
				],
			};
		}
	},
};
