import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';

/** A line of the file, by what it means to the builder. */
export interface Line {
	/** From 0. */
	readonly number: number;
	/** Without a byte order mark and without the line end. */
	readonly start: number;
	readonly end: number;
	/** `body`: a line of a here-document or its terminator, where blanks are content. A directive is a comment. */
	readonly kind: 'blank' | 'comment' | 'code' | 'body';
}

/** Every line that has text or a line end. */
export const linesOf = perDocument((doc): readonly Line[] => {
	const comments = new Set([...doc.syntax.comments, ...doc.syntax.directives].map(({ line }) => line));
	const bodies = new Set(
		doc.instructions.flatMap(({ heredocs }) =>
			heredocs.flatMap(heredoc => linesBetween(doc, heredoc.bodySpan.start, heredoc.terminatorSpan?.end ?? heredoc.bodySpan.end)),
		),
	);
	const lines: Line[] = [];
	for (let number = 0; number < doc.lines.count; number++) {
		const span = doc.lines.spanOf(number);
		const start = span.start === 0 && doc.text.charCodeAt(0) === 0xfeff ? 1 : span.start;
		const text = doc.text.slice(start, span.end).replace(/\r?\n$/, '');
		// behind the last line end there is no line
		if (span.start === span.end) break;
		const kind = bodies.has(number) ? 'body' : comments.has(number) ? 'comment' : /^\s*$/.test(text) ? 'blank' : 'code';
		lines.push({ number, start, end: start + text.length, kind });
	}
	return lines;
});

function linesBetween(doc: DockerfileDocument, start: number, end: number): number[] {
	if (end <= start) return [];
	const first = doc.lines.lineAt(start);
	return Array.from({ length: doc.lines.lineAt(end - 1) - first + 1 }, (_, index) => first + index);
}
