import { remove } from '../edit.ts';
import { linesOf } from '../layout.ts';
import type { Rule } from '../types.ts';

export const trailingBlanks: Rule = {
	id: 'trailing-blanks',
	aliases: ['no-trailing-spaces'],
	category: 'style',
	severity: 'off',
	title: 'Blanks at the end of a line',
	why: 'Nobody sees them, and they make changes where nothing has changed. In here-documents they are content, and stay. See [EditorConfig](https://editorconfig.org/#supported-properties), `trim_trailing_whitespace`.',
	defaultBecause: 'The image is the same; formatters do it.',
	examples: [{ bad: 'FROM debian:12  \nUSER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const { start, end, kind } of linesOf(doc)) {
			const [blanks = ''] = /[ \t]*$/.exec(doc.text.slice(start, end)) ?? [];
			if (blanks === '' || kind === 'body') continue;
			const span = { start: end - blanks.length, end };
			yield {
				span,
				message: 'The line ends in blanks.',
				actions: [
					{ id: 'remove-blanks', title: 'Remove the blanks', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [remove(span)] }) },
				],
			};
		}
	},
};
